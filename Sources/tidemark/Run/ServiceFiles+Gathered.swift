import Engine
import Interchange

extension ServiceFiles.StatisticsFile {
  /// The columns with their types; nil where the file is of predictions and names none.
  var schema: Schema? {
    if case .data(let statistics) = self { statistics.schema } else { nil }
  }

  /// What metrics read of the file.
  ///
  /// - Parameter requests: what a plan asks of it.
  func gathered(answering requests: [StatisticRequest] = []) -> Gathered {
    switch self {
    case .data(let statistics): statistics.gathered(answering: requests)
    case .quality(let statistics): QualityTerms(statistics.kind).gathered(statistics)
    }
  }
}
