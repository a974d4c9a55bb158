import Statistics

/// The statistics of a window, from readers or decoded from a file. What it lacks is unknown.
package struct Gathered: Sendable {
  package var records: Int
  package var schema: Schema
  /// The start of the window, in seconds since 1970-01-01T00:00:00Z; nil where time is not cut.
  package var start: Double?
  /// The end of the window, in seconds since 1970-01-01T00:00:00Z; nil where time is not cut.
  package var end: Double?
  /// What came of reading all of the data, of which this may be one window; nil where they were not
  /// read as records.
  package var input: InputCounts?
  /// Keys of statistics that a pattern limit left incomplete.
  package var patternLimits: Set<String> = []
  /// Values of metric calls that are taken as they are, whatever the statistics say: by the canonical
  /// text of the call.
  package var assumed: [String: MetricValue] = [:]
  /// Standard errors of metric calls that are taken as they are, by the same texts.
  package var assumedErrors: [String: Double] = [:]
  /// Why a model gave no attributions of some records, by the key of their sample.
  package var modelFailures: [String: String] = [:]
  private var accumulators: [String: any Accumulator] = [:]
  /// States read from a file, decoded when asked for.
  private var stored: [String: StoredState] = [:]
  /// None or one: a value can't hold itself.
  private var heldOutParts: [Gathered] = []

  /// What was gathered of data that the model was not trained on: a baseline's errors are those.
  package var heldOut: Gathered? {
    get { heldOutParts.first }
    set { heldOutParts = newValue.map { [$0] } ?? [] }
  }

  /// Where a metric's values come from: errors of a model from held-out data, where there are some.
  func source(of call: MetricCall) -> Gathered {
    call.signature.isOfPredictions ? heldOut ?? self : self
  }

  package init(records: Int = 0, schema: Schema = Schema([])) {
    self.records = records
    self.schema = schema
  }

  package init(records: Int, schema: Schema, stored: [String: StoredState]) {
    self.init(records: records, schema: schema)
    self.stored = stored
  }

  /// The statistic of a reading, or nil where it was not gathered (or its stored bytes are damaged:
  /// a state file is verified as a whole when it is opened).
  package subscript<S: Statistic>(reading: Reading<S>) -> S? {
    let key = reading.request.key
    if let accumulation = accumulators[key] as? Accumulation<S> { return accumulation.statistic }
    guard let state = stored[key] else { return nil }
    var reader = ByteReader(state.bytes)
    guard let statistic = try? S(decoding: &reader) else { return nil }
    return statistic
  }

  /// The statistics of a request by segment.
  func segments(_ request: StatisticRequest) -> (any SegmentedAccumulator)? {
    if let accumulator = accumulators[request.key] { return accumulator.segments }
    return stored[request.key].flatMap { request.decode($0.bytes) }?.segments
  }

  /// The sub-samples of a request.
  func subsamples(_ request: StatisticRequest) -> (any SubsampledAccumulator)? {
    if let accumulator = accumulators[request.key] { return accumulator.subsamples }
    return stored[request.key].flatMap { request.decode($0.bytes) }?.subsamples
  }

  package func holds(_ request: StatisticRequest) -> Bool {
    accumulators[request.key] != nil || stored[request.key] != nil
  }

  /// Puts in a statistic that was not gathered here but read from a file of another tool.
  package mutating func set<S: Statistic>(_ statistic: S, for reading: Reading<S>) {
    accumulators[reading.request.key] = Accumulation(statistic: statistic)
  }

  mutating func set(_ accumulator: any Accumulator, for request: StatisticRequest) {
    accumulators[request.key] = accumulator
  }

  /// Takes what another shard gathered under the same plan, in shard order.
  mutating func merge(_ other: Gathered) {
    records.tally(other.records)
    patternLimits.formUnion(other.patternLimits)
    for (key, accumulator) in other.accumulators {
      if accumulators[key] == nil {
        accumulators[key] = accumulator
      } else {
        accumulators[key]?.merge(accumulator)
      }
    }
  }

  /// Every state as bytes, by key in order: what a baseline stores.
  package func encoded() -> [(key: String, state: StoredState)] {
    var states = stored
    for (key, accumulator) in accumulators {
      var writer = ByteWriter()
      accumulator.encode(into: &writer)
      states[key] = StoredState(kind: accumulator.kind, bytes: writer.bytes[...])
    }
    return states.sorted { $0.key < $1.key }.map { (key: $0.key, state: $0.value) }
  }

  /// What is held, by key: which statistic it is.
  var kinds: [String: String] {
    stored.mapValues(\.kind).merging(accumulators.mapValues(\.kind)) { $1 }
  }

  /// Decodes what was read from a file, so that more can be merged in.
  mutating func decodeAll() throws(DamagedState) {
    for (key, state) in stored { accumulators[key] = try StatisticKinds.decode(state) }
    stored = [:]
  }

  /// Puts in what has seen no rows for the requests that nothing is held of.
  mutating func fill(_ requests: [StatisticRequest]) {
    for request in requests where !holds(request) { accumulators[request.key] = request.make() }
  }
}

/// Records of a whole run.
package struct InputCounts: Sendable, Equatable {
  /// Those that could be read.
  package let records: Int
  /// Those that could not.
  package let malformed: Int
}
