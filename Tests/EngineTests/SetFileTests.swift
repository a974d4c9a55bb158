import Language
import Testing

@testable import Engine

/// `set(file: …)`: values from a file.
struct SetFileTests {
  private static func check(_ file: String, _ name: String = "s.csv") -> [Diagnostic] {
    var files = ExampleFiles(
      "edition 1\nrule r { expect in_share(c, set(file: \"\(name)\")) == 100% }")
    files[name] = Array(file.utf8)
    return RulesetChecker.check(files.linked, catalogue: .standard, schema: nil, known: nil)
      .diagnostics
  }

  /// The set that a file holds, as a list would be written.
  private static func set(_ file: String, _ name: String) -> String? {
    let source = SourceFile(path: name, text: file)
    guard case .success(let set) = SetFile.read(source) else { return nil }
    return set.description
  }

  @Test(
    "A value a line; a .csv has a header and quotes",
    arguments: [
      ("s.txt", "DE\nAT\n", "[\"DE\", \"AT\"]"),
      ("s.txt", "\u{FEFF}DE\r\n\r\n  AT  ", "[\"DE\", \"AT\"]"),
      ("s.txt", "a b\na,b\n\"q\"\n", "[\"a b\", \"a,b\", \"\\\"q\\\"\"]"),
      ("s.csv", "country\r\nDE\r\nAT", "[\"DE\", \"AT\"]"),
      (
        "s.csv", "\"the, name\"\n\"a, b\"\n\"say \"\"x\"\"\"\n\"two\nlines\"\n",
        "[\"a, b\", \"say \\\"x\\\"\", \"two\\nlines\"]"
      ),
      ("s.txt", "1\n2.5\n-3\n0\n", "[1, 2.5, -3, 0]"), ("s.txt", "1\n1.0\n1\n", "[1]"),
      ("s.txt", "007\n1\n", "[\"007\", \"1\"]"), ("s.txt", "1\nx\n", "[\"1\", \"x\"]"),
      ("s.txt", "1234567890123456\n", "[\"1234567890123456\"]"), ("s.txt", "1.\n", "[\"1.\"]"),
      ("s.txt", "+1\n1e3\n", "[\"+1\", \"1e3\"]"), ("s.txt", "--1\n", "[\"--1\"]"),
      ("s.txt", "1.2.3", "[\"1.2.3\"]"),
    ])
  func values(_ name: String, _ file: String, _ expected: String) {
    #expect(Self.set(file, name) == expected)
  }

  @Test("What is wrong in the file is told there")
  func mistakes() {
    for (file, place) in [
      ("a\nDE,x\n", "s.csv:2:3"), ("a\n\"DE\n", "s.csv:2:1"), ("a\n", "s.csv:1:1"),
      ("", "s.csv:1:1"),
    ] {
      let found = Self.check(file)
      #expect(found.map { "\($0.code.id) \($0.span)" } == ["TM258 \(place)"], "\(file)")
    }
    let bytes: [UInt8] = [0x61, 0x0A, 0xFF]
    guard case .failure(let problem) = SetFile.read(SourceFile(path: "s.txt", bytes: bytes)) else {
      Issue.record("bytes that are no text were read")
      return
    }
    #expect(problem.span.description == "s.txt:2:1")
  }

  @Test("A file that can't be had is told in the rule")
  func unreadable() {
    let text = "edition 1\nrule r { expect in_share(c, set(file: \"s.txt\")) == 100% }"
    for failure: LoadFailure in [.folder, .unreadable, .tooLarge(limit: 3), .absolute] {
      var files = ExampleFiles(text)
      files.failures["s.txt"] = failure
      let found = RulesetChecker.check(files.linked, catalogue: .standard, schema: nil, known: nil)
        .diagnostics
      #expect(found.map { "\($0.code.id) \($0.span)" } == ["TM258 test.tide:2:39"])
    }
    #expect(
      EngineTests.codes("rule r { expect in_share(c, set(file: \"../s.txt\")) == 1 }") == ["TM252"])
    #expect(EngineTests.codes("rule r { expect in_share(c, set([1])) == 1 }") == ["TM206"])
  }

  @Test("It works wherever a list does, in imported files and definitions")
  func uses() async {
    let rules = """
      import "parts/a.tide"
      let known = set(file: "known.txt")
      columns { c: in known, n: in set(file: "numbers.csv") }
      rule r { expect in_share(c, known) == 100% and every(c in known) and all_in(n, set(file: "numbers.csv")) }
      rule few { expect share(c in few) == 50% }
      // parts/a.tide
      let few = set(file: "few.txt")
      define all_in(v, s) = in_share(v, s) == 100%
      // parts/few.txt
      a
      // known.txt
      a
      b
      // numbers.csv
      n
      1
      2
      """
    let outcomes = await outcomes(rules, over: "c,n\na,1\nb,2\n")
    #expect(outcomes.values.allSatisfy { $0 == "pass" } && outcomes.count == 6, "\(outcomes)")
    let odd = await EngineTests.outcomes(rules, over: "c,n\na,1\nz,3\n")
    #expect(odd["columns.c.in"] == "violated" && odd["columns.n.in"] == "violated", "\(odd)")
  }

  @Test("A file that two rules name is read once, and part of the program")
  func once() {
    let files = ExampleFiles(
      "edition 1\nlet a = set(file: \"s.txt\")\nlet b = set(file: \"./s.txt\")\n// s.txt\nx\n")
    #expect(files.linked.links?.files.map(\.path) == ["s.txt"])
    #expect(files.linked.links?.sets.count == 2)
  }
}
