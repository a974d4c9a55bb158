extension HistoryFunction {
  /// How it is called: `average(E, last: N)`.
  package var signature: String {
    switch self {
    case .previous, .change, .rateOfChange: "\(rawValue)(E, every:)"
    case .quantile: "quantile(E, q, last: N, every:)"
    default: "\(rawValue)(E, last: N, every:)"
    }
  }

  /// One sentence; unknown (no history) where there are fewer decided windows.
  package var summary: String {
    switch self {
    case .previous: "The value of the window before."
    case .average: "The mean of the values of the last N windows before this one."
    case .minimum: "The least value of the last N windows before this one."
    case .maximum: "The greatest value of the last N windows before this one."
    case .median: "The median of the values of the last N windows before this one."
    case .stddev: "The standard deviation (population) of the values of the last N windows."
    case .quantile: "A quantile of the values of the last N windows before this one."
    case .change: "The value less that of the window before."
    case .rateOfChange: "The change as a share of the magnitude of the previous value."
    }
  }

  /// A condition that calls it.
  package var example: String {
    switch self {
    case .previous: "row_count >= 50% * previous(row_count, every: 7)"
    case .change: "change(row_count) >= -1_000"
    case .rateOfChange: "rate_of_change(mean(fare)) in -10%...10%"
    case .quantile: "mean(fare) <= quantile(mean(fare), 90%, last: 30)"
    case .stddev: "stddev(mean(fare), last: 7) <= 2"
    default: "row_count >= 50% * \(rawValue)(row_count, last: 7)"
    }
  }
}
