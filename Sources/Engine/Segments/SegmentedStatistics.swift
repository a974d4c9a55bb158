import Statistics

/// The statistics that a rule reads, by segment.
struct SegmentedStatistics {
  private let schema: Schema
  /// What is known of the window and of the input whatever the segment.
  private let start: Double?
  private let end: Double?
  private let input: InputCounts?
  /// By the key under which a metric asks for them.
  private let parts: [(request: StatisticRequest, segments: any SegmentedAccumulator)]
  private let patternLimits: Set<String>
  private let counts: (any SegmentedAccumulator)?
  /// None or one: those of held-out data.
  private let heldOut: [SegmentedStatistics]

  /// - Parameter requests: what the rule reads, not told apart by segment.
  init(_ gathered: Gathered, _ segmentation: Segmentation, _ requests: [StatisticRequest]) {
    schema = gathered.schema
    start = gathered.start
    end = gathered.end
    input = gathered.input
    var parts: [(request: StatisticRequest, segments: any SegmentedAccumulator)] = []
    var limits: Set<String> = []
    for request in requests {
      let segmented = request.segmented(by: segmentation)
      if gathered.patternLimits.contains(segmented.key) { limits.insert(request.key) }
      if let found = gathered.segments(segmented) { parts.append((request, found)) }
    }
    self.parts = parts
    patternLimits = limits
    let counted = segmentation.recordsReading.request.segmented(by: segmentation)
    counts = gathered.segments(counted)
    heldOut = gathered.heldOut.map { [SegmentedStatistics($0, segmentation, requests)] } ?? []
  }

  /// The segments to judge; nil where they were not gathered.
  ///
  /// - Parameter remembered: segments that earlier windows had.
  func selection(
    known: SegmentedStatistics?, remembered: [SegmentKey], atMost limit: Int
  ) -> SegmentSelection? {
    counts.map {
      SegmentSelection($0, known: known?.counts, remembered: remembered, atMost: limit)
    }
  }

  /// Whether some record is of the segment; nil where that is not known.
  func has(_ key: SegmentKey) -> Bool? {
    guard let counts else { return nil }
    if counts.keys.contains(key) { return true }
    return counts.hasOthers ? nil : false
  }

  func gathered(of key: SegmentKey) -> Gathered {
    var result = gathered(counts?.part(key)) { $0.part(key) }
    result.heldOut = heldOut.first?.gathered(of: key)
    return result
  }

  func others(except chosen: Set<SegmentKey>) -> Gathered {
    var result = gathered(counts?.others(except: chosen)) { $0.others(except: chosen) }
    result.heldOut = heldOut.first?.others(except: chosen)
    return result
  }

  private func gathered(
    _ count: (any Accumulator)?, _ take: (any SegmentedAccumulator) -> any Accumulator
  ) -> Gathered {
    var result = Gathered(records: SegmentSelection.records(count), schema: schema)
    result.patternLimits = patternLimits
    result.start = start
    result.end = end
    result.input = input
    for part in parts { result.set(take(part.segments), for: part.request) }
    return result
  }
}
