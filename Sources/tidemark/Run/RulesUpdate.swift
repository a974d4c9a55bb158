import Interchange
import Language
import Store

/// What becomes of `rules.tide` and `suggested.tide` when a baseline is made anew.
struct RulesUpdate {
  enum Mode { case keep, merge, overwrite }

  /// `rules.tide` as it is; nil where there is none.
  let present: [UInt8]?
  /// `rules.tide` as it is to be; nil where it stays.
  let rules: String?
  /// `suggested.tide` as it is to be; nil where it stays, as the base of the next merge.
  let suggested: String?
  let conflicts: [Diagnostic]
  /// What to tell.
  let summary: [String]

  /// - Throws: `CommandFailure` where a file can't be read or has mistakes; these are shown.
  init(folder: String, generated: String, _ mode: Mode) throws {
    let path = folder + "/" + BaselineDirectory.rules
    let base = folder + "/" + BaselineDirectory.suggested
    let present = Files.exists(path) ? try Files.read(path, "rule file") : nil
    guard let present, mode != .overwrite else {
      self.init(present, generated, RulesUpdate.review(path))
      return
    }
    guard Files.exists(base) else {
      self.init(
        present: present, rules: nil, suggested: generated, conflicts: [],
        summary: [
          "\(path) was edited and is kept; there was no \(BaselineDirectory.suggested) to tell your edits by: "
            + "the next --update can merge (--overwrite takes what is generated)"
        ])
      return
    }
    let former = try Files.read(base, "rule file")
    if present == former {
      let isSame = present == Array(generated.utf8)
      self.init(
        present, generated, isSame ? "\(path): nothing has changed" : RulesUpdate.review(path))
      return
    }
    guard mode == .merge else {
      self.init(
        present: present, rules: nil, suggested: nil, conflicts: [],
        summary: [
          "\(path) was edited and is kept, with \(BaselineDirectory.suggested) that it came from; "
            + "--update merges what is suggested now (--overwrite drops your edits)"
        ])
      return
    }
    let merged = RuleMerge.merge(
      old: try RulesUpdate.parse(base, former, "--overwrite takes what is generated now"),
      new: Parser.parse(SourceFile(path: base, text: generated)),
      edited: try RulesUpdate.parse(path, present, "mend these first: nothing was written"))
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = (present.starts(with: mark) ? "\u{FEFF}" : "") + merged.text
    self.init(
      present: present, rules: Array(text.utf8) == present ? nil : text, suggested: generated,
      conflicts: merged.conflicts, summary: RulesUpdate.summary(merged, path))
  }

  private init(_ present: [UInt8]?, _ generated: String, _ summary: String) {
    self.init(
      present: present, rules: generated, suggested: generated, conflicts: [], summary: [summary])
  }

  private init(
    present: [UInt8]?, rules: String?, suggested: String?, conflicts: [Diagnostic],
    summary: [String]
  ) {
    self.present = present
    self.rules = rules
    self.suggested = suggested
    self.conflicts = conflicts
    self.summary = summary
  }

  /// What would change in `rules.tide`, as `diff -u` shows it; empty where nothing would.
  func difference(_ path: String) -> String {
    guard let rules else { return "" }
    return LineDifference(String(decoding: present ?? [], as: UTF8.self), rules).text(path)
  }

  private static func review(_ path: String) -> String {
    "\(path): rules to review; they observe until you write `mode enforce`"
  }

  private static func parse(_ path: String, _ bytes: [UInt8], _ help: String) throws -> SyntaxTree {
    let tree = Parser.parse(SourceFile(path: path, bytes: bytes))
    guard tree.diagnostics.contains(where: { $0.severity == .error }) else { return tree }
    RuleFiles.show(tree.diagnostics, color: .auto, from: .error)
    throw CommandFailure.arguments("\(path): this file has mistakes: \(help)")
  }

  private static func summary(_ merged: RuleMerge.Result, _ path: String) -> [String] {
    let changes = [
      ("renewed", merged.renewed), ("added", merged.added), ("removed", merged.removed),
    ].filter { !$0.1.isEmpty }
    let conflicts =
      merged.conflicts.isEmpty ? [] : [Counted.text(merged.conflicts.count, "conflict")]
    let counts = changes.map { "\($0.1.count) \($0.0)" } + conflicts
    let first =
      "\(path): your edits are kept; "
      + (counts.isEmpty ? "nothing else has changed" : counts.joined(separator: ", "))
    return [first]
      + changes.dropFirst(changes.first?.0 == "renewed" ? 1 : 0).map {
        "  \($0.0): \(list($0.1))"
      }
  }

  /// The first of many names.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}
