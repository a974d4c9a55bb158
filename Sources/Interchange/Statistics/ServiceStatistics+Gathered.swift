import Engine
import Language
import Statistics

extension ServiceStatistics {
  /// The columns with their types.
  package var schema: Schema {
    Schema(
      features.map { Schema.Column($0.name, $0.types.flatMap(ColumnType.init)) })
  }

  /// Records: as the file says, or else as its first feature does.
  package var records: Int {
    if let itemCount { return itemCount }
    for feature in features {
      if let common = feature.common, let present = common.present, let missing = common.missing {
        return present + missing
      }
    }
    return 0
  }

  /// What metrics read of the file: presence, kinds of cells (all values present count under the
  /// feature's type), moments, quantiles, and categories where the file lists them.
  ///
  /// - Parameter requests: what a plan asks; of these, shares of the values in a set are answered from
  ///   the categories where all are listed.
  package func gathered(answering requests: [StatisticRequest] = []) -> Gathered {
    var result = Gathered(records: records, schema: schema)
    result.set(RowCount(records: records), for: Reading(NoParameters(), over: [], where: nil))
    var categories: [String: CategoryCounts] = [:]
    for feature in features {
      let readings = ColumnProfile.Readings(feature.name)
      if let present = feature.common?.present, let missing = feature.common?.missing {
        result.set(Presence(present: present, missing: missing), for: readings.presence)
      }
      if let types = feature.types { result.set(types, for: readings.types) }
      if let moments = feature.moments { result.set(moments, for: readings.moments) }
      if let sketch = feature.numerical?.sketch { result.set(sketch, for: readings.quantiles) }
      if let counts = feature.categories {
        result.set(counts, for: readings.categories)
        categories[feature.name] = counts
      }
    }
    for request in requests { answer(request, categories, in: &result) }
    return result
  }

  /// What metrics read of the file under no particular plan.
  package var gathered: Gathered { gathered() }

  /// How many values are in a set of texts, counted over a feature's categories.
  private func answer(
    _ request: StatisticRequest, _ categories: [String: CategoryCounts], in result: inout Gathered
  ) {
    let reading = Reading<PredicateCounts>(
      PredicateCounts.Parameters(), over: request.columns, where: request.filter)
    guard reading.request.key == request.key, request.filter == nil,
      case .member(let left, let negated, let right)? = request.columns.first?.term.kind,
      case .column(let name) = left.kind, case .set(.values(let values)) = right.kind,
      let counts = categories[name], counts.isExact
    else { return }
    let texts = values.compactMap(\.text)
    guard texts.count == values.count else { return }
    let members = Set(texts.map { Array($0.utf8) })
    var holds = 0
    var offenders: [(text: [UInt8], count: Int)] = []
    for category in counts.categories {
      if members.contains(category.text) != negated {
        holds += category.count
      } else {
        offenders.append(category)
      }
    }
    let evidence = request.columns.count > 1 ? offenders : []
    result.set(
      PredicateCounts(holds: holds, fails: counts.total - holds, offenders: evidence), for: reading)
  }
}

extension ServiceStatistics.Feature {
  fileprivate var types: TypeCounts? {
    guard let type = inferredType, let present = common?.present else { return nil }
    let kind: CellKind
    switch type {
    case .integral: kind = .integral
    case .fractional: kind = .fractional
    case .boolean: kind = .boolean
    case .string, .unknown: kind = .text
    }
    return TypeCounts([kind: present, .missing: common?.missing ?? 0])
  }

  fileprivate var moments: Moments? {
    guard let numerical, let present = numerical.common?.present else { return nil }
    return Moments(
      count: present, mean: numerical.mean, sum: numerical.sum,
      standardDeviation: numerical.standardDeviation, minimum: numerical.minimum,
      maximum: numerical.maximum)
  }

  fileprivate var categories: CategoryCounts? {
    guard let string, let categories = string.categories else { return nil }
    return CategoryCounts(
      listed: categories.map { (text: Array($0.value.utf8), count: $0.count) },
      total: string.common?.present ?? 0)
  }
}
