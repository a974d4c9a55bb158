import Engine
import Statistics

/// Rule text read off training data: bounds that hold of it, each with where it came from.
package struct GeneratedRules {
  private let profile: DatasetProfile
  private let monitor: String
  private let source: String

  /// Categories of a text column that make a set; more make a domain that new data would often leave.
  private static let mostValues = 20

  /// - Parameters:
  ///   - monitor: a name for the monitor; made a word of the language.
  ///   - source: what the profile was read from, for the comment at the top.
  package init(_ profile: DatasetProfile, monitor: String, source: String) {
    self.profile = profile
    self.monitor = monitor
    self.source = source
  }

  package var text: String {
    var lines = [
      "// Generated from \(GeneratedRules.comment(source)): \(Number.grouped(profile.records)) records,"
        + " \(profile.columns.count) columns.",
      "// A bound that ends in suggested(observed, rows: …) was read off these data and nobody has reviewed it.",
      "// Change it if it is wrong, and delete suggested(…) to adopt it. When you trust the rules, write",
      "// `mode enforce`: until then they report and never fail.",
      "edition 1", "",
      "monitor \(GeneratedRules.word(monitor)) {",
      "  baseline \".\"", "  mode observe", "}", "",
      "columns {",
    ]
    for column in profile.columns { lines += entry(column).map { "  " + $0 } }
    lines += ["  no missing columns", "  no extra columns", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A name made of letters, digits and `_`.
  package static func word(_ name: String) -> String {
    let kept = name.unicodeScalars.map { scalar in
      scalar.value < 128 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "_"
    }
    let word = String(kept)
    guard let first = word.first, word.contains(where: { $0 != "_" }) else { return "model" }
    return first.isNumber ? "m_" + word : word
  }

  /// Back-ticks hold any name but one with a back-tick, a line end or a sign that changes the
  /// direction of text, which rule files refuse.
  static func canBeNamed(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x60, 0x0A...0x0D, 0x85, 0x2028, 0x2029: false
      case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    } && !name.isEmpty
  }

  /// Text that may stand in a comment: on one line, signs that can't be seen as `\u{…}`.
  static func comment(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private func entry(_ column: ColumnProfile) -> [String] {
    guard GeneratedRules.canBeNamed(column.name) else {
      let name = GeneratedRules.comment(Quoting.string(column.name))
      return ["// column \(name) can't be named in a rule"]
    }
    guard let type = column.type else {
      return [
        "// no value of this column was seen", "\(Quoting.name(column.name)): optional",
      ]
    }
    var comments: [String] = []
    var checks = [type.rawValue]
    if type == .string, column.types[.text] == 0 {
      comments.append("// booleans, numbers or times in one column: none of them is asked for")
      checks.removeFirst()
    }
    if let completeness = completeness(column) { checks.append(completeness) }
    if type.isNumeric, let minimum = column.moments.minimum, minimum >= 0 {
      checks.append(">= 0 suggested(\(Number.text(minimum)))")
    }
    if type == .string, !column.isKey, let values = column.smallDomain(atMost: Self.mostValues) {
      let list = values.map(Quoting.string).joined(separator: ", ")
      checks.append("in [\(list)] suggested(\(values.count), rows: \(column.types.present))")
    }
    if type == .integral, column.categories.isExact, column.categories.categories.count <= 20 {
      comments.append(
        "// \(column.categories.categories.count) different values: if they are codes,"
          + " write `categorical` after `integral`")
    }
    if type != .timestamp {
      if column.isKey {
        comments.append("// every value differs, as in a key: no drift rule")
      } else if canDrift(column) {
        checks.append("drift <= 0.1 suggested(0, rows: \(column.types.present))")
      } else {
        comments.append("// too few values for a drift rule that could fire")
      }
    }
    if checks.isEmpty { checks.append("optional") }
    return comments + ["\(Quoting.name(column.name)): \(checks.joined(separator: ", "))"]
  }

  /// Nil where so few values are present that the bound comes to nothing.
  private func completeness(_ column: ColumnProfile) -> String? {
    let (present, records) = (column.types.present, column.types.records)
    guard present < records else { return "complete suggested(1, rows: \(records))" }
    let observed = Double(present) / Double(records)
    let bound = GeneratedRules.lowerBound(present, of: records)
    let percent = (bound * 10_000).rounded(.down) / 10_000
    guard percent > 0 else { return nil }
    return "completeness >= \(Number.percent(percent)) suggested(\(observed), rows: \(records))"
  }

  /// The 99% lower bound of a binomial share: Wilson's score interval, one-sided (z = 2.326).
  ///
  /// Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927.
  static func lowerBound(_ present: Int, of records: Int) -> Double {
    let n = Double(records)
    let share = Double(present) / n
    let z = 2.326347874040841
    let centre = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, (centre - spread) / (1 + z * z / n))
  }

  /// Whether `drift <= 0.1` could be violated by as many values again.
  private func canDrift(_ column: ColumnProfile) -> Bool {
    let count = column.types.present
    return count > 0 && 1 - RobustCorrection.value(count, count) > 0.1
  }
}
