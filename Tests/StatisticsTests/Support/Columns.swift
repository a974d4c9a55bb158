@testable import Statistics

extension Column {
  /// A column of a text source; nil is a missing cell.
  convenience init(text: [String?]) {
    self.init()
    var cells = TextCells()
    for cell in text {
      if let cell { cells.append(cell.utf8) } else { cells.appendMissing() }
    }
    fill(text: cells)
  }

  /// A column of a typed source.
  convenience init(numbers: [Double], kind: CellKind = .fractional) {
    self.init()
    fill(
      kinds: numbers.map { $0.isNaN ? .missing : kind }, numbers: numbers)
  }
}

extension Column {
  private struct Cell: Hashable {
    let kind: CellKind
    let bits: UInt64
    let text: [UInt8]?
  }

  /// Each different cell once, counted by a dictionary.
  var counted: CountedCells {
    var firsts: [Int32] = []
    var counts: [Int] = []
    var places: [Cell: Int] = [:]
    for row in 0..<rows {
      let cell = Cell(
        kind: kinds[row], bits: numbers[row].bitPattern, text: cells[row].map(Array.init))
      let place = places[cell] ?? firsts.count
      if place == firsts.count {
        places[cell] = place
        firsts.append(Int32(row))
        counts.append(0)
      }
      counts[place] += 1
    }
    return CountedCells(selecting(firsts), counts: counts)
  }
}

extension ColumnBlock {
  init(text: [String?]) { self.init(rows: text.count, columns: [Column(text: text)]) }
  init(numbers: [Double]) { self.init(rows: numbers.count, columns: [Column(numbers: numbers)]) }

  /// Two columns: a condition and its evidence.
  init(condition: [String?], evidence: [String?]) {
    self.init(
      rows: condition.count, columns: [Column(text: condition), Column(text: evidence)])
  }

  /// Its rows cut at random places.
  func split(into parts: Int, using random: inout SplitMix64) -> [ColumnBlock] {
    let cuts = (1..<parts).map { _ in Int.random(in: 0...rows, using: &random) }.sorted()
    return zip([0] + cuts, cuts + [rows]).map { start, end in
      selecting((start..<end).map(Int32.init))
    }
  }
}

/// Cells of all kinds and awkward spellings.
enum RandomCells {
  static func mixed(_ count: Int, using random: inout SplitMix64) -> [String?] {
    (0..<count).map { _ in cell(using: &random) }
  }

  static func cell(using random: inout SplitMix64) -> String? {
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return nil
    case 1: return ""
    case 2: return ["true", "false", "True"].randomElement(using: &random)
    case 3: return "\(Int.random(in: -20...20, using: &random))"
    case 4: return "\(Int.random(in: -20...20, using: &random)).0"
    case 5: return "\(Double.random(in: -1e3...1e3, using: &random))"
    case 6: return "\(Int.random(in: -(1 << 60)...(1 << 60), using: &random))"
    case 7:
      return ["-0", "0", "1e5", "1e-300", "1e999", "+ 7", " 3", "5.", ".5", "-"].randomElement(
        using: &random)
    case 8:
      return
        "2024-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
    case 9: return String(repeating: "long ", count: Int.random(in: 0...300, using: &random))
    case 10: return ["é", "日本", "\u{0}", "a,b", "NaN", "inf"].randomElement(using: &random)
    default: return "c\(Int.random(in: 0..<50, using: &random))"
    }
  }
}
