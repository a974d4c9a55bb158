import Engine

struct ConditionalLabelDisparity: DisparityMetric {
  static let outcome = FacetSides.Outcome.label
  static let signature = Signature.ofBias(
    "cddl", with: .column("group"), by: outcome, range: -1...1)
  static let documentation = Documentation.ofGroups(
    "How much more a facet is of the rejected than of the accepted, group by group: conditional "
      + "demographic disparity of labels.",
    of: "labels", source: Documentation.disparity)
  static let examples = [
    Example.hiring(
      "bias.cddl(facet: cohort == \"new\", group: job, label: hired, positive: \"yes\")")
  ]

  let groups: GroupReading
}
