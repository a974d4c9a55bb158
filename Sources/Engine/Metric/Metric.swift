/// A name of the language. Knows its signature, its documentation and which statistics it reads;
/// does nothing per record.
package protocol Metric: Sendable {
  static var signature: Signature { get }
  static var documentation: Documentation { get }
  /// Run as tests, shown in the page.
  static var examples: [Example] { get }

  init(_ arguments: CheckedArguments) throws(ArgumentError)

  /// Whether it judges which columns there are.
  static var readsSchema: Bool { get }

  /// The values that it can have in theory, called as it is; nil where any number can come out.
  var range: ClosedRange<Double>? { get }

  /// Where the value stands among the numbers of its column in order: 0 the least, 1 the greatest. Of
  /// two with one column and filter, the value of the greater rank is never the lesser; nil for what
  /// is no such value.
  var rank: Double? { get }

  /// The statistics of the data that `value` reads.
  var reads: [StatisticRequest] { get }

  /// The statistics of the baseline that `value` reads.
  var baselineReads: [StatisticRequest] { get }

  /// The value over gathered statistics; what they lack is unknown.
  func value(from statistics: Gathered, baseline: Gathered?) -> MetricValue

  /// Of which side the evidence is: of a value too low or too high.
  static var evidenceSide: Signature.Worse { get }

  /// What kept the value from being known, where the reason alone would not tell.
  func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String?

  /// Up to five things that bear a violation out.
  func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence]
}

extension Metric {
  package static var readsSchema: Bool { false }
  package var range: ClosedRange<Double>? { Self.signature.range }
  package var rank: Double? { nil }
  package var baselineReads: [StatisticRequest] { [] }
  package static var evidenceSide: Signature.Worse { signature.worse }
  package func whyUnknown(from statistics: Gathered, baseline: Gathered?) -> String? { nil }
  package func evidence(from statistics: Gathered, baseline: Gathered?) -> [Evidence] { [] }
}

/// An argument that a metric can't take; the checker shows it at the argument's place.
package struct ArgumentError: Error {
  package let parameter: String
  package let message: String

  package init(_ parameter: String, _ message: String) {
    self.parameter = parameter
    self.message = message
  }
}
