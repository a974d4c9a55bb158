import Statistics

/// A statistic that somebody reads: its kind and parameters, over which columns, of which rows.
///
/// Equal requests have equal keys and are gathered once.
package struct StatisticRequest: Sendable {
  package let key: String
  /// Of the statistic, as stored states name it.
  package let kind: String
  package let columns: [RowExpression]
  package let filter: RowExpression?
  /// Bytes at most.
  package let memory: Int
  /// Whether it takes cells that were counted.
  let counting: Counting
  let make: @Sendable () -> any Accumulator
  /// The state that stored bytes hold; nil where they are damaged.
  let decode: @Sendable (ArraySlice<UInt8>) -> (any Accumulator)?
  /// The same statistic for each segment.
  private let bySegment: @Sendable (Segmentation) -> StatisticRequest
  /// The same statistic for each of some sub-samples.
  private let bySubsample: @Sendable () -> StatisticRequest

  package func segmented(by segmentation: Segmentation) -> StatisticRequest {
    bySegment(segmentation)
  }

  /// What a standard error is drawn from.
  package var subsampled: StatisticRequest { bySubsample() }
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
    let plain = key
    request = StatisticRequest(
      of: S.self, parameters, key: plain, columns: columns, filter: filter,
      segmented: {
        StatisticRequest(
          of: S.self, parameters, by: $0, key: plain, columns: columns, filter: filter)
      },
      subsampled: {
        let subsamples = Subsampled<S>.Parameters(of: parameters)
        let key = plain + " in subsamples"
        return StatisticRequest(
          of: Subsampled<S>.self, subsamples, key: key, columns: columns, filter: filter,
          segmented: {
            StatisticRequest(
              of: Subsampled<S>.self, subsamples, by: $0, key: key, columns: columns,
              filter: filter)
          },
          subsampled: { preconditionFailure("sub-samples have no sub-samples") })
      })
  }
}

extension StatisticRequest {
  fileprivate init<S: Statistic>(
    of type: S.Type, _ parameters: S.Parameters, key: String, columns: [RowExpression],
    filter: RowExpression?, segmented: @escaping @Sendable (Segmentation) -> StatisticRequest,
    subsampled: @escaping @Sendable () -> StatisticRequest
  ) {
    self.init(
      key: key, kind: S.kind, columns: columns, filter: filter, memory: S.memory(parameters),
      counting: S.counting,
      make: { Accumulation<S>(statistic: S(parameters)) },
      decode: { bytes in
        var reader = ByteReader(bytes)
        return (try? S(decoding: &reader)).map { Accumulation<S>(statistic: $0) }
      }, bySegment: segmented, bySubsample: subsampled)
  }

  /// A statistic by segment.
  fileprivate init<S: Statistic>(
    of type: S.Type, _ parameters: S.Parameters, by segmentation: Segmentation, key: String,
    columns: [RowExpression], filter: RowExpression?
  ) {
    let segments = Segmented<S>.Parameters(
      columns: segmentation.columns.count, capacity: segmentation.capacity, of: parameters)
    self.init(
      of: Segmented<S>.self, segments, key: key + segmentation.suffix,
      columns: segmentation.columns + columns, filter: filter,
      segmented: { _ in preconditionFailure("segments have no segments") },
      subsampled: { preconditionFailure("sub-samples are told apart by segment, not the reverse") })
  }
}

extension Reading where S.Parameters == NoParameters {
  package init(over column: RowExpression..., where filter: RowExpression?) {
    self.init(NoParameters(), over: column, where: filter)
  }
}

/// A statistic of any type while it is gathered.
protocol Accumulator: Sendable {
  /// Of the statistic, as stored states name it.
  var kind: String { get }
  mutating func update(_ block: ColumnBlock)
  mutating func update(_ cells: CountedCells)
  mutating func merge(_ other: any Accumulator)
  func encode(into bytes: inout ByteWriter)
  /// Its segments, where it has some.
  var segments: (any SegmentedAccumulator)? { get }
  /// Its sub-samples, where it has some.
  var subsamples: (any SubsampledAccumulator)? { get }
}

/// Statistics of sub-samples, of any type.
protocol SubsampledAccumulator {
  var rows: Int { get }
  /// The sub-samples together, each as often as it was drawn.
  func together(_ times: [Int]) -> any Accumulator
}

/// Statistics by segment, of any type.
protocol SegmentedAccumulator {
  var keys: [SegmentKey] { get }
  var hasOthers: Bool { get }
  /// The statistic of a segment; one that has seen nothing where the segment is not kept.
  func part(_ key: SegmentKey) -> any Accumulator
  func others(except chosen: Set<SegmentKey>) -> any Accumulator
}

struct Accumulation<S: Statistic>: Accumulator {
  var statistic: S

  var kind: String { S.kind }

  mutating func update(_ block: ColumnBlock) { statistic.update(block) }

  mutating func update(_ cells: CountedCells) { statistic.update(cells) }

  mutating func merge(_ other: any Accumulator) {
    guard let other = other as? Accumulation<S> else {
      preconditionFailure("equal keys stand for statistics of one type")
    }
    statistic.merge(other.statistic)
  }

  func encode(into bytes: inout ByteWriter) { statistic.encode(into: &bytes) }
}

extension Accumulation {
  var segments: (any SegmentedAccumulator)? { statistic as? any SegmentedAccumulator }
  var subsamples: (any SubsampledAccumulator)? { statistic as? any SubsampledAccumulator }
}

extension Subsampled: SubsampledAccumulator {
  func together(_ times: [Int]) -> any Accumulator {
    Accumulation<S>(statistic: drawn(times))
  }
}

extension Segmented: SegmentedAccumulator {
  func part(_ key: SegmentKey) -> any Accumulator {
    Accumulation<S>(statistic: self[key] ?? empty)
  }

  func others(except chosen: Set<SegmentKey>) -> any Accumulator {
    Accumulation<S>(statistic: all(except: chosen))
  }
}
