/// Random generated rules, how the data change, and what a person does to them.
struct MergeSample {
  private var random: SplitMix64
  private var columns: [Column] = []
  private var records = 10
  /// Comments that the person wrote.
  private(set) var comments: [String] = []
  /// Checks that the person adopted or wrote.
  private(set) var adopted: [String] = []

  private struct Column {
    let name: String
    var type: String?
    var missing: Int
    var minimum: Int
    var values: Int
    var drifts: Bool
  }

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    for index in 0..<Int.random(in: 0...6, using: &random) { columns.append(column("c\(index)")) }
  }

  private mutating func column(_ name: String) -> Column {
    Column(
      name: name,
      type: ["integral", "string", "timestamp", "fractional", nil].randomElement(
        using: &random) ?? nil,
      missing: Int.random(in: 0...2, using: &random),
      minimum: Int.random(in: -1...1, using: &random),
      values: Int.random(in: 1...4, using: &random), drifts: Bool.random(using: &random))
  }

  /// In the shape of generated rules.
  func generated() -> String {
    var lines = [
      "// Generated from d.csv: \(records) records, \(columns.count) columns.",
      "// Change what is wrong.", "edition 1", "", "monitor m {", "  baseline \".\"",
      "  mode observe", "}", "", "columns {",
    ]
    for column in columns { lines += entry(column).map { "  " + $0 } }
    lines += ["  no missing columns", "  no extra columns", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func entry(_ column: Column) -> [String] {
    guard let type = column.type else {
      return ["// no value of this column was seen", "\(column.name): optional"]
    }
    var comments: [String] = []
    var checks = [type]
    checks.append(
      column.missing == 0
        ? "complete suggested(1, rows: \(records))"
        : "completeness >= \(90 - column.missing)% suggested(0.9, rows: \(records))")
    if type == "integral" || type == "fractional", column.minimum >= 0 {
      checks.append(">= 0 suggested(\(column.minimum))")
    }
    if type == "string", column.values < 4 {
      let list = (0..<column.values).map { "\"v\($0)\"" }.joined(separator: ", ")
      checks.append("in [\(list)] suggested(\(column.values), rows: \(records))")
    }
    if type == "integral" { comments.append("// \(column.values) different values: codes?") }
    if column.drifts {
      checks.append("drift <= 0.1 suggested(0, rows: \(records))")
    } else {
      comments.append("// too few values for a drift rule that could fire")
    }
    return comments + ["\(column.name): \(checks.joined(separator: ", "))"]
  }

  /// The rules of other data: columns come, go and change.
  mutating func changed() -> String {
    let others = self.columns
    records += Int.random(in: 0...5, using: &random)
    columns = []
    for column in others {
      if Int.random(in: 0..<8, using: &random) == 0 {
        columns.append(self.column(column.name + "n"))
      }
      switch Int.random(in: 0..<6, using: &random) {
      case 0: break
      case 1: columns.append(self.column(column.name))
      default: columns.append(column)
      }
    }
    if Bool.random(using: &random) { columns.append(column("last")) }
    return generated()
  }

  /// Edits that keep the file free of errors.
  mutating func edited(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeLast()
    for number in 0..<Int.random(in: 0...6, using: &random) {
      guard let index = lines.indices.randomElement(using: &random) else { break }
      let line = lines[index]
      let isEntry = line.hasPrefix("  c") && line.contains(": ")
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        comments.append("// mine \(number)!")
        lines.insert("  // mine \(number)!", at: index)
      case 1 where isEntry:
        comments.append("/* beside \(number) */")
        lines[index] += " /* beside \(number) */"
      case 2 where isEntry:
        if let start = line.range(of: " suggested("),
          let end = line[start.upperBound...].firstIndex(of: ")")
        {
          lines[index].removeSubrange(start.lowerBound...end)
          let check =
            line[..<start.lowerBound].split(separator: ":")[1].split(separator: ", ").last ?? ""
          if !check.contains("\"") { adopted.append(String(check)) }
        }
      case 3 where isEntry:
        lines[index] = line.replacing(", ", with: " ,\n      ", maxReplacements: 1)
      case 4 where isEntry: lines[index] = line.replacing(">= 0 ", with: ">= -7 ")
      case 5 where isEntry && !line.contains("severity"):
        lines[index] = line.replacing(" suggested(", with: " severity critical suggested(")
      case 6 where line.contains("mode observe"): lines[index] = "  mode enforce\n  owner \"ana\""
      case 7 where isEntry: lines.remove(at: index)
      case 8 where isEntry && !line.contains(",\n"):
        var checks = line.split(separator: ": ")[1].split(separator: ", ").map(String.init)
        if checks.count > 1, !line.contains("["), !line.contains("(1, "), !line.contains("rows") {
          checks.remove(at: Int.random(in: 0..<checks.count, using: &random))
          lines[index] = line.split(separator: ": ")[0] + ": " + checks.joined(separator: ", ")
        }
      case 9 where isEntry: lines[index] = line.replacing(": ", with: ":     ", maxReplacements: 1)
      default:
        lines.append("// end \(number)")
        comments.append("// end \(number)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
