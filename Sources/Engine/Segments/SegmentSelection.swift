import Statistics

/// Which segments of a window have a verdict: those that the baseline has, absent ones among them, then
/// the largest, then those that earlier windows had; the rest is «other».
struct SegmentSelection {
  let chosen: [SegmentKey]
  /// Whether some segments have no verdict of their own.
  let hasOther: Bool
  /// Whether more segments came than were kept apart, so that there may be larger ones than those chosen.
  let isPartial: Bool

  init(
    _ counts: any SegmentedAccumulator, known: (any SegmentedAccumulator)?,
    remembered: [SegmentKey] = [], atMost limit: Int
  ) {
    let present = Set(counts.keys)
    // What was not kept may hold a segment that is not among the keys: it is not known to be absent.
    let expected = (known.map { SegmentSelection.largest($0, limit) } ?? [])
      .filter { !counts.hasOthers || present.contains($0) }
    var keys = expected
    let taken = Set(expected)
    keys += SegmentSelection.largest(counts, counts.keys.count).filter { !taken.contains($0) }
    isPartial = counts.hasOthers
    hasOther = counts.hasOthers || keys.count > limit
    if !counts.hasOthers {
      let absent = Set(remembered).subtracting(present).subtracting(taken)
      keys += absent.sorted {
        SegmentSelection.text($0).lexicographicallyPrecedes(SegmentSelection.text($1))
      }
    }
    chosen = Array(keys.prefix(limit))
  }

  /// The segments with the most records, of equal ones those that come first by their values.
  private static func largest(_ counts: any SegmentedAccumulator, _ limit: Int) -> [SegmentKey] {
    let sized = counts.keys.map { (key: $0, records: records(counts.part($0)), text: text($0)) }
    return sized.sorted { a, b in
      a.records != b.records ? a.records > b.records : a.text.lexicographicallyPrecedes(b.text)
    }.prefix(limit).map(\.key)
  }

  private static func text(_ key: SegmentKey) -> [String] { key.values.map { $0 ?? "" } }

  /// What a count of records came to.
  static func records(_ accumulator: (any Accumulator)?) -> Int {
    (accumulator as? Accumulation<RowCount>)?.statistic.records ?? 0
  }
}
