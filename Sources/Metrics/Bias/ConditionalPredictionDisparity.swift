import Engine

struct ConditionalPredictionDisparity: DisparityMetric {
  static let outcome = FacetSides.Outcome.prediction
  static let signature = Signature.ofBias(
    "cddpl", with: .column("group"), by: outcome, range: -1...1)
  static let documentation = Documentation.ofGroups(
    "How much more a facet is of the rejected than of the accepted, group by group: conditional "
      + "demographic disparity of predictions.",
    of: "predictions", source: Documentation.disparity)
  static let examples = [
    Example.hiring(
      "bias.cddpl(facet: cohort == \"new\", group: job, prediction: hired, positive: \"yes\")")
  ]

  let groups: GroupReading
}
