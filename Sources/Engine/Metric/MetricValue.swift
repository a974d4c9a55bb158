import Statistics

/// Why a value could not be had; never mistaken for a pass.
package enum UnknownReason: String, Sendable, Hashable, CaseIterable {
  case tooFewRows = "too few rows"
  case noData = "no data"
  case columnAbsent = "column absent"
  case noBaseline = "no baseline"
  case noLabelsYet = "no labels yet"
  case noHistory = "no history"
  case undefined = "undefined"
  case selectsNothing = "selects nothing"
  case patternLimit = "pattern limit"
  case modelFailed = "model failed"
  case pluginFailed = "plugin failed"
}

/// What a metric says of a window.
package enum MetricValue: Sendable, Equatable {
  case number(Estimate)
  /// Seconds since 1970-01-01T00:00:00Z.
  case time(Double)
  case text(String)
  case boolean(Bool)
  /// A table or a curve, for people and `eval`.
  case structure(JSON)
  case unknown(UnknownReason)

  package static func number(_ value: Double, error: Double = 0) -> MetricValue {
    value.isNaN ? .unknown(.undefined) : .number(Estimate(value, error: error))
  }

  /// A quotient; 0/0 is `undefined`, x/0 is infinite.
  package static func ratio(_ part: Double, of whole: Double) -> MetricValue {
    .number(part / whole)
  }

  /// A number with a confidence interval.
  func with(_ interval: ClosedRange<Double>?) -> MetricValue {
    guard let interval, case .number(let estimate) = self else { return self }
    return .number(Estimate(estimate.value, error: estimate.error, interval: interval))
  }

  /// Its confidence interval, where it has one.
  package var interval: ClosedRange<Double>? {
    if case .number(let estimate) = self { estimate.interval } else { nil }
  }

  /// `[−0.21, −0.17]`: the ends of its confidence interval, for people.
  package var intervalText: String? {
    interval.map {
      "[\(Number.brief($0.lowerBound, digits: 3)), \(Number.brief($0.upperBound, digits: 3))]"
    }
  }

  /// The ends of its confidence interval, in JSON.
  package var intervalJSON: JSON? {
    interval.map { .array([.number($0.lowerBound), .number($0.upperBound)]) }
  }

  /// A time as ISO 8601 in UTC, to the microsecond; seconds for years that this can't write.
  package static func text(ofTime seconds: Double) -> String {
    Timestamp.text(seconds).map { String(decoding: $0, as: UTF8.self) } ?? Number.text(seconds)
  }

  /// A number with the error bound of the sketch that it came from.
  package struct Estimate: Sendable, Equatable {
    package let value: Double
    /// How far the exact value may be from it; 0 where it is exact.
    package let error: Double
    /// The greatest value that these many rows could have given, where that is less than in theory:
    /// a bound at or above it could never be exceeded.
    package let ceiling: Double?
    /// The least value that these many rows could have given, likewise.
    package let floor: Double?
    /// Where the value would lie in 95 of 100 samples of as many records; nil where that is not told.
    package let interval: ClosedRange<Double>?

    package init(
      _ value: Double, error: Double = 0, ceiling: Double? = nil, floor: Double? = nil,
      interval: ClosedRange<Double>? = nil
    ) {
      self.value = value
      self.error = error
      self.interval = interval
      self.ceiling = ceiling
      self.floor = floor
    }
  }
}
