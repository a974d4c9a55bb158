import Interchange

extension RuleFiles {
  /// Refuses files that are not of one another: a model's constraints want its statistics, or records
  /// of which is known which columns they are about.
  func refuseForeign(_ reading: DataReading, _ path: String, task: GivenTask) throws {
    if task.text != nil || task.bias != nil, quality == nil, bias == nil {
      throw CommandFailure.arguments(
        "--task and --bias are for a constraints.json of model quality or an analysis.json; rules "
          + "say it themselves: task …, bias.dpl(facet: …)")
    }
    if let bias, task.text == nil {
      throw CommandFailure.arguments(
        "analysis.json does not say which column holds predictions: "
          + "say it with --task '\(bias.placeholderTask)'")
    }
    guard let quality else {
      if hasDataConstraints, case .quality? = reading.statistics {
        throw CommandFailure.arguments(
          "\(path): these are statistics of model quality, and the constraints are of data quality")
      }
      return
    }
    let kind = quality.constraints.kind
    switch reading.statistics {
    case .data:
      throw CommandFailure.arguments(
        "\(path): these are statistics of data quality, and \(quality.path) is of model quality")
    case .quality(let statistics) where statistics.kind != kind:
      throw CommandFailure.arguments(
        "\(path): these are statistics of a \(statistics.kind.rawValue) model, "
          + "and \(quality.path) is of a \(kind.rawValue) model")
    case .quality: break
    case nil where task.text == nil:
      throw CommandFailure.arguments(
        "\(quality.path): it does not say which columns hold prediction and label: "
          + "say it with --task '\(kind.placeholderTask)'")
    case nil: break
    }
  }
}
