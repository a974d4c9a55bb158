import Engine
import Language
import Metrics
import Testing

/// Fix-its, applied: each mends what it is about and breaks nothing.
struct FixingTests {
  private static let schema = CheckingCodeTests.schema

  private static func diagnose(_ source: SourceFile) -> [Diagnostic] {
    diagnose(source, schema: schema)
  }

  private static func diagnose(_ source: SourceFile, schema: Schema?) -> [Diagnostic] {
    RulesetChecker.check(
      Parser.parse(source), catalogue: .standard, schema: schema,
      known: schema.map { _ in CheckingCodeTests.known }, today: testDay
    ).diagnostics
  }

  /// Columns are known where the page is about them.
  private static func schema(for code: DiagnosticCode) -> Schema? {
    DiagnosticCode.ofSchema.contains(code) ? schema : nil
  }

  private static func errors(_ found: [Diagnostic]) -> [String] {
    found.filter { $0.severity == .error }.map(\.code.id)
  }

  /// What to avoid, where the program proposes something better.
  static let pages = DiagnosticCode.all.filter { code in
    let found = diagnose(
      SourceFile(path: "avoid.tide", text: code.avoid), schema: schema(for: code))
    return found.contains { $0.code == code && !$0.fixIts.isEmpty }
  }.map(CheckingCodeTests.Case.init)

  @Test("Each proposal for what a page avoids mends it and adds no error", arguments: pages)
  func proposals(_ page: CheckingCodeTests.Case) throws {
    let source = SourceFile(path: "avoid.tide", text: page.code.avoid)
    let schema = Self.schema(for: page.code)
    let before = Self.diagnose(source, schema: schema)
    let diagnostic = try #require(before.first { $0.code == page.code })
    for fixIt in diagnostic.fixIts {
      let after = Self.diagnose(source.fixed(by: [fixIt]), schema: schema)
      #expect(
        after.count { $0.code == page.code } < before.count { $0.code == page.code },
        "\(fixIt.message): \(source.fixed(by: [fixIt]).text)")
      let new = Self.errors(after).filter { !Self.errors(before).contains($0) }
      #expect(new.isEmpty, "\(fixIt.message): \(source.fixed(by: [fixIt]).text)")
    }
  }

  private func fix(_ text: String, _ code: String? = nil) -> Fixing {
    Fixing(
      SourceFile(path: "a.tide", text: text), wanted: { code == nil || $0.code.id == code },
      check: Self.diagnose)
  }

  @Test("All of a file are mended, the grammar first, and what it hid after that")
  func rounds() {
    let fixing = fix(
      "rule r { expct compleetness(fare) >= 95 }\nrule s { expect meen(fare) > 0 }\n")
    #expect(
      fixing.source.text
        == "edition 1\nrule r { expect completeness(fare) >= 95% }\nrule s { expect mean(fare) > 0 }\n"
    )
    #expect(fixing.diagnostics.isEmpty && fixing.count == 5)
    let again = fix(fixing.source.text)
    #expect(again.count == 0 && again.source.text == fixing.source.text)
  }

  @Test("Codes that were not asked for stay")
  func wanted() {
    let text =
      "edition 1\nrule r { expect compleetness(fare) >= 95 }\nrule s { expct row_count > 0 }\n"
    #expect(fix(text, "TM106").source.text.contains("compleetness"))
    #expect(fix(text, "TM202").source.text.contains("expct"))
    #expect(fix(text, "TM999").source.text == text)
  }

  @Test("A byte-order mark and the line breaks of the file stay")
  func bytes() {
    let text = "let a = 1\r\nrule r { expect compleetness(fare) >= a }\r\n"
    let fixing = Fixing(
      SourceFile(path: "a.tide", bytes: [0xEF, 0xBB, 0xBF] + text.utf8), wanted: { _ in true },
      check: Self.diagnose)
    let fixed =
      "\u{FEFF}edition 1\r\nlet a = 1\r\nrule r { expect completeness(fare) >= a }\r\n"
    #expect(fixing.source.fileBytes == Array(fixed.utf8))
  }

  @Test("What overlaps waits, and two insertions at one place never mix")
  func overlap() {
    let source = SourceFile(path: "a.tide", text: "abcdef")
    func fixIt(_ start: Int, _ end: Int, _ text: String) -> FixIt {
      FixIt("m", replace: SourceSpan(source, start, end), with: text)
    }
    #expect(
      source.fixed(by: [fixIt(3, 5, "X"), fixIt(0, 2, "Y"), fixIt(1, 4, "Z")]).text == "YcXf")
    #expect(source.fixed(by: [fixIt(2, 2, "X"), fixIt(2, 2, "Y")]).text == "abXcdef")
    #expect(source.fixed(by: [fixIt(5, 99, "")]).text == "abcde")
    let other = SourceFile(path: "a.tide", text: "abcdef")
    #expect(other.fixed(by: [fixIt(0, 1, "X")]).text == "abcdef")
  }

  @Test("A proposal that makes things worse is taken back, and ends")
  func worse() {
    let code = DiagnosticCode("TM299", .error, "x", why: "", avoid: "", prefer: "")
    let fixing = Fixing(SourceFile(path: "a.tide", text: "x"), wanted: { _ in true }) { source in
      source.bytes.indices.map { index in
        let span = SourceSpan(source, index, index + 1)
        return Diagnostic(code, "m", at: span, fixIts: [FixIt("f", replace: span, with: "xx")])
      }
    }
    #expect(fixing.source.text == "x" && fixing.count == 0)
  }

  @Test(
    "Of several proposals each place takes the one that leaves the fewest errors",
    arguments: [
      ("expect every(fare = 3)", "expect every(fare == 3)"),
      ("expect drift(fare, method = ks) < 0.1", "expect drift(fare, method: ks) < 0.1"),
      (
        "expect share(fare = 3, where = fare = 4) > 1%",
        "expect share(fare == 3, where: fare == 4) > 1%"
      ),
    ])
  func choice(_ broken: String, _ mended: String) {
    let text = { (clause: String) in "edition 1\nrule r { \(clause) }\n" }
    let fixing = fix(text(broken))
    #expect(fixing.source.text == text(mended))
    #expect(!fixing.diagnostics.contains { $0.severity == .error })
  }

  @Test("Thousands of places with two proposals each take as few checks as two")
  func effort() {
    var checks = 0
    let rules = (0..<1_100).map { index in
      index % 2 == 0
        ? "rule a\(index) { expect every(fare = \(index)) }\n"
        : "rule a\(index) { expect quantile(fare, q = \(index % 100)%) > \(index) }\n"
    }
    let fixing = Fixing(
      SourceFile(path: "a.tide", text: "edition 1\n" + rules.joined()),
      wanted: { $0.code.isSyntax }
    ) { source in
      checks += 1
      return Self.diagnose(source)
    }
    #expect(!fixing.diagnostics.contains { $0.code.isSyntax })
    #expect(!fixing.diagnostics.contains { $0.severity == .error })
    #expect(fixing.source.text.contains("every(fare == 1098)"))
    #expect(fixing.source.text.contains("q: 99%"))
    #expect(checks <= 8)
  }

  @Test("What can't be mended stops no other, and takes a bounded number of checks")
  func bounded() {
    let good = DiagnosticCode("TM298", .error, "x", why: "", avoid: "", prefer: "")
    let bad = DiagnosticCode("TM299", .error, "y", why: "", avoid: "", prefer: "")
    var checks = 0
    // Each `b` asks to be two of them, each `g` to go; `bad` ones are spread among good ones.
    func fixing(_ text: String) -> Fixing {
      checks = 0
      return Fixing(SourceFile(path: "a.tide", text: text), wanted: { _ in true }) { source in
        checks += 1
        return source.bytes.indices.compactMap { index in
          let span = SourceSpan(source, index, index + 1)
          switch source.bytes[index] {
          case UInt8(ascii: "g"):
            return Diagnostic(good, "m", at: span, fixIts: [FixIt("f", replace: span, with: "")])
          case UInt8(ascii: "b"):
            return Diagnostic(
              bad, "m", at: span, fixIts: [FixIt("f", replace: span, with: "bbbbbbbbb")])
          default: return nil
          }
        }
      }
    }
    #expect(fixing("bgbgggb").source.text == "bbb")
    let many = fixing(String(repeating: "bx", count: 3_000))
    #expect(many.count == 0 && checks <= Fixing.mostTrials + 10)
  }

  @Test(
    "Mended text has no more mistakes of the grammar, nor other errors, and has nothing to mend")
  func law() {
    var random = SplitMix64(77)
    let lines = [
      "rule r { expect every(fare = 3) }", "rule s { expect compleetness(fare) >= 95 }",
      "rule t \"Title\" { alert when drift(fare, method = ks) > 1.2 }",
      "columns { fare: >= 0 for at least 99 % }", "let a = 3",
      "rule u { expect mean(fare) in 1..5 and row_count > 3 }",
      "rule v { for each numeric column c in columns(\"f*\") expect max(c) => 3 }",
    ]
    var mended = 0
    for _ in 0..<150 {
      var bytes = Array(
        ("edition 1\n" + lines.shuffled(using: &random).prefix(3).joined(separator: "\n")).utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      let source = SourceFile(path: "a.tide", bytes: bytes)
      let before = Self.errors(Self.diagnose(source))
      let fixing = Fixing(source, wanted: { _ in true }, check: Self.diagnose)
      let after = Self.errors(fixing.diagnostics)
      let syntax = { (codes: [String]) in codes.count { $0.hasPrefix("TM1") } }
      #expect(syntax(after) <= syntax(before), "\(source.text)")
      if syntax(before) == 0 { #expect(after.count <= before.count, "\(source.text)") }
      if fixing.count > 0 { mended += 1 }
      let again = Fixing(fixing.source, wanted: { _ in true }, check: Self.diagnose)
      #expect(
        again.count == 0 && again.source.bytes == fixing.source.bytes,
        "\(source.text)\n→ \(fixing.source.text)\n→ \(again.source.text)")
    }
    #expect(mended > 50)
  }
}
