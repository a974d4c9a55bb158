import Engine
import Language

/// What changed between two versions of rules, for people and for programs.
package struct DifferenceReport {
  private let difference: RulesetDifference

  package init(_ difference: RulesetDifference) { self.difference = difference }

  private var shown: [RuleDifference] { difference.rules.filter { $0.change != .unchanged } }

  /// `1 tightened, 2 loosened, 14 unchanged`
  package var summary: String {
    RuleDifference.Change.allCases.compactMap { change in
      let count = difference.count(change)
      return count > 0 || change == .unchanged ? "\(count) \(change.rawValue)" : nil
    }.joined(separator: ", ")
  }

  // MARK: Text

  package func text(_ terminal: Terminal) -> String {
    var lines = difference.notes.map {
      "\(terminal.paint("ruleset", .bold))    \(VisibleText.safe($0))"
    }
    for rule in shown {
      let word =
        rule.change.rawValue + String(repeating: " ", count: 11 - rule.change.rawValue.count)
      lines.append(terminal.paint(word, rule.change.style) + VisibleText.safe(rule.id))
      for (sign, side) in [("-", rule.old), ("+", rule.new)] {
        guard let side, rule.movesConditions else { continue }
        for condition in side.conditions {
          let line = VisibleText.safe(condition.line + rule.values(of: condition))
          lines.append("  \(sign) \(condition.place)  \(line)")
        }
      }
      lines += rule.notes.map { "    " + VisibleText.safe($0) }
    }
    return (lines + [summary]).joined(separator: "\n")
  }

  // MARK: Markdown

  package var markdown: String {
    var lines: [String] = []
    if !shown.isEmpty {
      lines += ["| rule | change | before | after |", "| --- | --- | --- | --- |"]
    }
    for rule in shown {
      let before = DifferenceReport.cell(rule.old, rule.movesConditions, [])
      let after = DifferenceReport.cell(rule.new, rule.movesConditions, rule.notes)
      lines.append(
        "| \(DifferenceReport.code(rule.id)) | \(rule.change.rawValue) | \(before) | \(after) |")
    }
    if !lines.isEmpty { lines.append("") }
    lines += difference.notes.map { "- \(DifferenceReport.escaped($0))" }
    if !difference.notes.isEmpty { lines.append("") }
    return (lines + [summary]).joined(separator: "\n")
  }

  private static func cell(_ rule: Rule?, _ showsConditions: Bool, _ notes: [String]) -> String {
    let conditions = showsConditions ? rule?.conditions ?? [] : []
    return (conditions.map { "\(code($0.line)) (\(escaped($0.place)))" } + notes.map(escaped))
      .joined(separator: "<br>")
  }

  private static func escaped(_ text: String) -> String {
    VisibleText.safe(text).replacing("|", with: "\\|").replacing("<", with: "&lt;")
  }

  /// Text as code, whatever back-ticks it has.
  private static func code(_ text: String) -> String {
    let fence = text.contains("`") ? "``" : "`"
    let space = text.contains("`") ? " " : ""
    return fence + space + VisibleText.safe(text).replacing("|", with: "\\|") + space + fence
  }

  // MARK: JSON

  package func json(version: String) -> JSON {
    let counts = RuleDifference.Change.allCases.map { change in
      JSON.Member(change.rawValue, .integer(difference.count(change)))
    }
    return .object([
      "tidemark": .string(version),
      "rules": .array(difference.rules.map(DifferenceReport.json)),
      "notes": .array(difference.notes.map { .string($0) }),
      "summary": .object(counts),
    ])
  }

  private static func json(_ rule: RuleDifference) -> JSON {
    .object([
      "rule": .string(rule.id), "change": .string(rule.change.rawValue),
      "old": rule.old.map(json) ?? .null, "new": rule.new.map(json) ?? .null,
      "notes": .array(rule.notes.map { .string($0) }),
    ])
  }

  private static func json(_ rule: Rule) -> JSON {
    .object([
      "path": .string(rule.span.file.path),
      "line": .integer(rule.span.file.position(of: rule.span.start).line),
      "conditions": .array(
        rule.conditions.map { condition in
          .object([
            "kind": .string(condition.sense == .alert ? "alert" : "expect"),
            "severity": .string(condition.severity.rawValue), "condition": .string(condition.text),
            "line": .integer(condition.term.span.file.position(of: condition.term.span.start).line),
          ])
        }),
    ])
  }
}

extension RuleDifference {
  /// What a condition comes to, where the text alone shows no difference: its names moved.
  fileprivate func values(of condition: Rule.Condition) -> String {
    guard let old, let new, old.conditions.map(\.line) == new.conditions.map(\.line) else {
      return ""
    }
    return condition.values.map { "  (\($0))" } ?? ""
  }
}

extension Rule.Condition {
  /// `rules.tide:12`
  fileprivate var place: String {
    "\(term.span.file.path):\(term.span.file.position(of: term.span.start).line)"
  }

  /// `alert critical when mae > 3 for 2 windows`, on one line.
  fileprivate var line: String {
    let end = until.map { " until \($0.text)" + (firing.stops?.suffix ?? "") } ?? ""
    let all =
      sense == .alert
      ? "alert \(severity.rawValue) when \(text)\(firing.starts.suffix)\(end)"
      : "expect \(text) else \(severity.rawValue)"
    return all.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension WindowCount {
  /// ` for 2 of 3 windows`; nothing for one.
  fileprivate var suffix: String {
    if self == .one { return "" }
    return count == total ? " for \(count) windows" : " for \(count) of \(total) windows"
  }
}

extension RuleDifference.Change {
  fileprivate var style: Terminal.Style {
    switch self {
    case .tightened, .added: .green
    case .loosened, .removed: .red
    case .changed: .yellow
    case .unchanged: .dim
    }
  }
}
