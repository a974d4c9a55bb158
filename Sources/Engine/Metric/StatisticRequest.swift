import Statistics

/// A statistic that somebody reads: its kind and parameters, over which columns, of which rows.
///
/// Equal requests have equal keys and are gathered once.
package struct StatisticRequest: Sendable {
  package let key: String
  package let columns: [RowExpression]
  package let filter: RowExpression?
  /// Bytes at most.
  package let memory: Int
  let make: @Sendable () -> any Accumulator
}

/// A request that remembers the type of its statistic, so that a metric reads it without a cast.
package struct Reading<S: Statistic>: Sendable {
  package let request: StatisticRequest

  package init(
    _ parameters: S.Parameters, over columns: [RowExpression], where filter: RowExpression?
  ) {
    var key = S.kind
    if !(parameters is NoParameters) { key += "{\(parameters)}" }
    key += "(" + columns.map(\.key).joined(separator: ", ") + ")"
    if let filter { key += " where " + filter.key }
    request = StatisticRequest(
      key: key, columns: columns, filter: filter, memory: S.memory(parameters),
      make: { Accumulation<S>(statistic: S(parameters)) })
  }
}

extension Reading where S.Parameters == NoParameters {
  package init(over column: RowExpression..., where filter: RowExpression?) {
    self.init(NoParameters(), over: column, where: filter)
  }
}

/// A statistic of any type while it is gathered.
protocol Accumulator: Sendable {
  mutating func update(_ block: ColumnBlock)
  mutating func merge(_ other: any Accumulator)
  func encode(into bytes: inout ByteWriter)
}

struct Accumulation<S: Statistic>: Accumulator {
  var statistic: S

  mutating func update(_ block: ColumnBlock) { statistic.update(block) }

  mutating func merge(_ other: any Accumulator) {
    guard let other = other as? Accumulation<S> else {
      preconditionFailure("equal keys stand for statistics of one type")
    }
    statistic.merge(other.statistic)
  }

  func encode(into bytes: inout ByteWriter) { statistic.encode(into: &bytes) }
}
