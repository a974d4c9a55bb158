internal import Engine

/// Makes one label of all of an id, which come in order: the one collected last.
struct LabelResolver {
  private(set) var duplicates = 0
  private(set) var firstDuplicates = FirstLabels()
  /// Ids whose labels disagree.
  private(set) var contradictory = 0
  private(set) var firstContradictory = FirstLabels()
  private var writer: LabelTable.Writer
  /// The label that counts of those of an id, as bytes; empty before the first.
  private var current: [UInt8] = []
  /// Another that disagrees with it, and whether one of those was collected in the same hour.
  private var other: LabelPlace?
  private var isUndecided = false

  init(_ writer: LabelTable.Writer) { self.writer = writer }

  mutating func add(_ entry: LabelEntry) throws(ReadError) {
    let relation = current.isEmpty ? .another : relation(of: entry)
    switch relation {
    case .another:
      try close()
      current.removeAll(keepingCapacity: true)
      entry.append(to: &current)
    case .same:
      duplicates += 1
      firstDuplicates.add(entry)
    case .disagrees(let isOfSameHour):
      if other == nil { other = entry.place }
      isUndecided = isUndecided || isOfSameHour
    }
  }

  mutating func finish() throws(ReadError) -> LabelTable {
    try close()
    return try writer.finish()
  }

  private mutating func close() throws(ReadError) {
    guard !current.isEmpty else { return }
    let (bytes, place, undecided) = (current, other, isUndecided)
    (other, isUndecided) = (nil, false)
    _ = unsafe try LabelEntry.lend(bytes) { base throws(ReadError) in
      let entry = unsafe LabelEntry(at: base)
      if let place {
        contradictory += 1
        firstContradictory.add(entry, against: place)
      }
      try writer.add(entry, undecided: undecided)
    }
  }

  private enum Relation {
    /// The id is another.
    case another
    case same
    case disagrees(isOfSameHour: Bool)
  }

  private func relation(of entry: LabelEntry) -> Relation {
    unsafe current.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return .another }
      let first = unsafe LabelEntry(at: base)
      guard first.hasID(of: entry) else { return .another }
      if LabelResolver.agree(first, entry) { return .same }
      return .disagrees(isOfSameHour: first.hour == entry.hour)
    }
  }

  /// Whether two labels say the same: byte by byte, or as numbers, field by field.
  private static func agree(_ a: LabelEntry, _ b: LabelEntry) -> Bool {
    guard a.isJSON == b.isJSON else { return false }
    let (one, two) = unsafe (Array(a.data), Array(b.data))
    if one == two { return true }
    guard !a.isJSON else { return false }
    let comma = UInt8(ascii: ",")
    let first = one.split(separator: comma, omittingEmptySubsequences: false)
    let second = two.split(separator: comma, omittingEmptySubsequences: false)
    guard first.count == second.count else { return false }
    return zip(first, second).allSatisfy { x, y in
      x.elementsEqual(y) || number(x).map { $0 == number(y) } ?? false
    }
  }

  private static func number(_ text: some Collection<UInt8>) -> Double? {
    Double(String(decoding: text, as: UTF8.self))
  }
}
