import Engine
import Statistics

struct ConditionalLabelDisparity: Metric {
  static let signature = Signature(
    "bias.cddl",
    [.predicate("facet"), .column("group")] + FacetSides.Outcome.label.parameters
      + [.biasMethod], returns: .number, range: -1...1,
    taskUse: FacetSides.Outcome.label.taskUse, fair: 0)
  static let documentation = Documentation.ofGroups(
    "How much more a facet is of the rejected than of the accepted, group by group: conditional "
      + "demographic disparity of labels.",
    of: "labels", source: Documentation.disparity)
  static let examples = [
    Example.hiring(
      "bias.cddl(facet: cohort == \"new\", group: job, label: hired, positive: \"yes\")")
  ]

  private let groups: GroupReading

  init(_ arguments: CheckedArguments) throws(ArgumentError) {
    groups = try GroupReading(arguments, outcome: try arguments.positiveLabel())
  }

  var reads: [StatisticRequest] { groups.reads }

  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue {
    groups.value(from: statistics)
  }

  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? {
    groups.whyUnknown(from: statistics)
  }

  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] {
    groups.evidence(from: statistics)
  }
}
