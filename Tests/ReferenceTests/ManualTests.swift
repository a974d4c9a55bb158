import Engine
import Language
import Metrics
import Testing

@testable import Reference

struct ManualTests {
  static let files = Manual(Pages(.standard), commands: "# Commands\n", version: "0").files

  /// A fenced block of a page.
  struct Block {
    let path: String
    let language: String
    let text: String
  }

  static let blocks: [Block] = files.flatMap { file -> [Block] in
    var blocks: [Block] = []
    var open: (language: String, lines: [Substring])?
    for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let found = open {
          blocks.append(
            Block(
              path: file.path, language: found.language,
              text: found.lines.map { $0 + "\n" }.joined()))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  /// A whole file of what a block shows.
  static func file(_ block: Block) -> [String]? {
    let indented = { (text: String) in
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
    }
    switch block.language {
    case "tide": return [block.text]
    case "tide fragment": return ["edition 1\n\n" + block.text]
    case "tide rule": return ["edition 1\n\nrule example {\n\(indented(block.text))}\n"]
    case "tide columns": return ["edition 1\n\ncolumns {\n\(indented(block.text))}\n"]
    case "tide expression":
      return block.text.split(separator: "\n").map {
        "edition 1\n\nrule example { expect \($0) }\n"
      }
    default: return nil
    }
  }

  @Test("Every block of rules in the guide parses, checks and is as the formatter prints it")
  func guideBlocks() {
    var seen: Set<String> = []
    for block in Self.blocks where block.path == "language.md" || block.path == "keywords.md" {
      for text in Self.file(block) ?? [] {
        seen.insert(block.language)
        let tree = Parser.parse(SourceFile(path: block.path, text: text))
        let errors = PageTests.check(text).filter { $0.severity == .error }
        let isNotYet =
          block.path == "keywords.md"
          && errors.allSatisfy {
            $0.code == .notYetEvaluated
          }
        #expect(errors.isEmpty || isNotYet, "\(text)\(errors.map(\.message))")
        #expect(Formatter.format(tree) == text, "\(text)")
      }
    }
    #expect(seen.count == 5)
  }

  @Test("Blocks of rules on pages of diagnostics are those that tests of the codes run")
  func diagnosticBlocks() {
    let examples = Set(DiagnosticCodeText.all)
    for block in Self.blocks where block.path.hasPrefix("diagnostics/") {
      #expect(block.language == "tide")
      #expect(examples.contains(block.text), "\(block.path)")
    }
  }

  @Test("Every language of a block is known, so that none escapes the tests")
  func languages() {
    let known: Set = [
      "tide", "tide fragment", "tide rule", "tide columns", "tide expression", "ebnf", "json",
      "sh", "text",
    ]
    for block in Self.blocks { #expect(known.contains(block.language), "\(block.path)") }
  }

  @Test("Every link leads to a page, and to a heading of it where it names one")
  func links() {
    let pages = Dictionary(uniqueKeysWithValues: Self.files.map { ($0.path, $0.text) })
    var count = 0
    for file in Self.files {
      let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
      for match in file.text.matches(of: /\]\(([^)\s]+)\)/) {
        let target = String(match.1)
        guard !target.contains("://") else { continue }
        count += 1
        let parts = target.split(separator: "#", omittingEmptySubsequences: false)
        var path = parts[0].isEmpty ? file.path : String(parts[0])
        if path.hasPrefix("../") {
          path = String(path.dropFirst(3))
        } else if !parts[0].isEmpty, !folder.isEmpty {
          path = folder + "/" + path
        }
        guard let text = pages[path] else {
          Issue.record("\(file.path): no page \(target)")
          continue
        }
        guard parts.count > 1 else { continue }
        let anchors = text.split(separator: "\n").filter { $0.hasPrefix("#") }
          .map { Markdown.anchor(String($0.drop { $0 == "#" }.dropFirst())) }
        #expect(anchors.contains(String(parts[1])), "\(file.path): \(target)")
      }
    }
    #expect(count > 200)
  }

  @Test("Paths are unique, texts end with one line break, and are the same each time")
  func deterministic() {
    #expect(Set(Self.files.map(\.path)).count == Self.files.count)
    for file in Self.files {
      #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
    }
    let again = Manual(Pages(.standard), commands: "# Commands\n", version: "0").files
    #expect(again.map(\.text) == Self.files.map(\.text))
  }

  @Test("Headings of a page are unique, so that links to them are")
  func headings() {
    for file in Self.files {
      let headings = Self.headings(file.text)
      #expect(Set(headings).count == headings.count, "\(file.path)")
    }
  }

  private static func headings(_ text: String) -> [String] {
    var isCode = false
    var headings: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("```") { isCode.toggle() }
      if !isCode, line.hasPrefix("#") { headings.append(String(line)) }
    }
    return headings
  }

  @Test("The grammar speaks of every word that the keyword table has, and of no other")
  func grammar() {
    var quoted: Set<String> = []
    for match in Grammar.text.matches(of: /"([a-z]+)"/) { quoted.insert(String(match.1)) }
    let parsed = Keyword.all.filter {
      ![.type, .task, .attributions, .model, .sink, .secret, .check].contains($0.place)
    }.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    // The sign of repetition, which touches its number.
    quoted.remove("x")
    #expect(quoted.isSubset(of: parsed), "\(quoted.subtracting(parsed).sorted())")
    #expect(
      parsed.subtracting(quoted).subtracting(["rows"]).isEmpty,
      "\(parsed.subtracting(quoted).sorted())")
  }

  @Test("Every rule of the grammar is defined once, and each that is used is defined")
  func grammarIsClosed() {
    var defined: [String] = []
    var used: Set<String> = []
    for rule in Grammar.text.split(separator: ";") where rule.contains("=") {
      let name = rule.prefix { $0 != "=" }.filter { $0.isLetter }
      defined.append(String(name))
      let body = rule.drop { $0 != "=" }.replacing(/"[^"]*"/, with: "")
      for match in body.matches(of: /\b[a-z]+\b/) { used.insert(String(match.0)) }
    }
    #expect(Set(defined).count == defined.count)
    let prose: Set = [
      "without", "the", "words", "touching", "it", "not", "if", "true", "false", "null", "baseline",
      "columns",
    ]
    #expect(used.subtracting(defined).subtracting(prose).isEmpty)
  }
}

/// The examples of all codes, with a line break at their end.
enum DiagnosticCodeText {
  static let all = DiagnosticCode.all.flatMap { [$0.avoid, $0.prefer] }
    .map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }
}
