/// How many different values records have in one column or several together, and how many of these
/// values occur once.
///
/// Exact up to `budget` different values (but for collisions of 64-bit hashes, one in 10^8 full
/// tables). Beyond, the values whose hash lies below a threshold, which is halved as often as they
/// exceed the budget, are counted exactly and stand for all: adaptive sampling after Wegman
/// (Flajolet, "On adaptive sampling", 1990). The counts depend only on the values, not on their order
/// or on splits. `error` is three standard errors: with the usual budget 0.5% of the different values
/// for those, and for the records that repeat others much less where few do.
///
/// Which values are equal, see `DistinctCount`. A record in which all of the columns are missing is
/// left out; else missing cells are equal. Some values are kept as text, up to 4 MiB, to show those
/// that repeat: which ones depends on the order.
package struct ValueMultiplicity: Statistic {
  package static let kind = "multiplicity"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    /// Different values that are counted exactly, 1 up to 2^22.
    package let budget: Int
    /// Whether texts of values that repeat are kept.
    package let keepsTexts: Bool

    /// - Parameter budget: 786,431 fill 12 MiB to three quarters.
    package init(budget: Int = 786_431, keepsTexts: Bool = true) {
      self.budget = Swift.min(Swift.max(budget, 1), 1 << 22)
      self.keepsTexts = keepsTexts
    }

    /// Part of the key that stored statistics are found by.
    package var description: String { "Parameters(budget: \(budget), keepsTexts: \(keepsTexts))" }
  }

  static let mostTextBytes = 4 << 20
  /// Values above the threshold of texts that are shown nevertheless.
  private static let mostPinned = 16

  let parameters: Parameters
  /// Records with a value.
  package internal(set) var records = 0
  /// Hashes below 2^(64 − level) are held: all where it is 0.
  var level = 0
  var table = MultiplicityTable()
  var texts = SampledTexts()
  var textLevel = 0

  package init(_ parameters: Parameters = Parameters()) { self.parameters = parameters }

  package var isExact: Bool { level == 0 }

  /// The highest hash of a level.
  static func highest(_ level: Int) -> UInt64 { .max >> UInt64(level) }

  /// Values that repeat, most frequent first, with how often they occur; up to five.
  package var repeated: [(text: [UInt8], count: Int)] {
    let found = texts.hashes.indices.map { (index: $0, count: table.count(of: texts.hashes[$0])) }
      .filter { $0.count > 1 }
      .sorted { ($1.count, texts.hashes[$0.index]) < ($0.count, texts.hashes[$1.index]) }
    return found.prefix(5).map { (Array(texts[$0.index]), $0.count) }
  }

  package mutating func update(_ block: ColumnBlock) {
    let hashes = block.rowHashes()
    // Texts of typed columns are made only where one is wanted.
    var cells: [TextCells]?
    for row in hashes.indices where hashes[row] != 0 {
      records.tally(1)
      let hash = hashes[row]
      guard hash <= Self.highest(level) else { continue }
      let before = table.add(hash, 1)
      if parameters.keepsTexts, before < 2,
        before == 0 ? hash <= Self.highest(textLevel) : !table.isMarked(hash)
      {
        let made = cells ?? block.columns.map(\.cells)
        cells = made
        keep(hash, Self.text(made, row))
      }
      if before == 0 { bound() }
    }
  }

  private static func text(_ cells: [TextCells], _ row: Int) -> ArraySlice<UInt8> {
    if cells.count == 1 { return cells[0][row] ?? [] }
    var text: [UInt8] = []
    for (index, column) in cells.enumerated() {
      if index > 0 { text += ", ".utf8 }
      text += (column[row] ?? []).prefix(SampledTexts.longest)
    }
    return text[...]
  }

  package mutating func merge(_ other: ValueMultiplicity) {
    records.tally(other.records)
    while level < other.level { thin() }
    textLevel = Swift.max(textLevel, other.textLevel)
    for entry in other.table.entries where entry.hash <= Self.highest(level) {
      _ = table.add(entry.hash, entry.count)
      bound()
    }
    for index in other.texts.hashes.indices {
      let hash = other.texts.hashes[index]
      let count = table.count(of: hash)
      guard count > 0, !table.isMarked(hash) else { continue }
      if hash <= Self.highest(textLevel) || count > 1 { keep(hash, other.texts[index]) }
    }
  }

  private mutating func keep(_ hash: UInt64, _ text: ArraySlice<UInt8>) {
    texts.append(hash, text)
    table.setMark(hash, true)
    if texts.bytes > Self.mostTextBytes { thinTexts() }
  }

  private mutating func bound() {
    while table.count > parameters.budget, level < 63 { thin() }
  }

  /// Halves the threshold.
  private mutating func thin() {
    level += 1
    let highest = Self.highest(level)
    table.removeAll(above: highest)
    texts = texts.filter { $0 <= highest }
  }

  private mutating func thinTexts() {
    let repeating = texts.hashes.filter { table.count(of: $0) > 1 }
    let pinned = Set(repeating.sorted().prefix(Self.mostPinned))
    let all = texts
    repeat {
      textLevel += 1
      let highest = Self.highest(textLevel)
      texts = texts.filter { $0 <= highest || pinned.contains($0) }
    } while texts.bytes > Self.mostTextBytes / 2 && textLevel < 63
    for hash in all.hashes { table.setMark(hash, false) }
    for hash in texts.hashes { table.setMark(hash, true) }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    // Twice while a table is rebuilt; texts with their hashes and places.
    2 * 12 * MultiplicityTable.slots(for: parameters.budget + 1)
      + (parameters.keepsTexts ? 3 * mostTextBytes : 0)
  }
}
