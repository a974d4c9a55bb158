import Engine
import Foundation
import Language
import Outputs
import Testing

/// What `lint` says in each format, of one file with a mistake of each kind.
struct LintFormatTests {
  private let folder: Folder
  private let path: String

  /// Line 3 has a wide letter before the mistake; names and texts are hostile to each format.
  private static let rules =
    "edition 1\r\nlet unused, = 1\r\nrule ü { expect compleetness(`a<b>&\"c`) >= 95% }\r\n"
    + "rule r { expect row_count > 0 }\r\nrule r { expect row_count > 0 }\r\nlet limit = 3\r\n"

  init() throws {
    folder = try Folder()
    path = try folder.write("a b#%ü.tide", Self.rules)
  }

  @Test func jsonHasTheDocumentedFields() async throws {
    let run = await Run("lint", path, "--format", "json").expect(1)
    let json = try run.json()
    let found = try #require(json["diagnostics"] as? [[String: Any]])
    let fields: Set = [
      "code", "severity", "group", "title", "message", "file", "line", "column", "endLine",
      "endColumn", "label", "notes", "related", "fixes",
    ]
    #expect(found.allSatisfy { Set($0.keys) == fields })
    let metric = try #require(found.first { $0["code"] as? String == "TM202" })
    #expect(metric["line"] as? Int == 3 && metric["column"] as? Int == 17)
    #expect(metric["endLine"] as? Int == 3 && metric["endColumn"] as? Int == 29)
    let fixes = try #require(metric["fixes"] as? [[String: Any]])
    #expect(fixes.first?["replacement"] as? String == "completeness")
    let twice = try #require(found.first { $0["code"] as? String == "TM208" })
    let related = try #require(twice["related"] as? [[String: Any]])
    #expect(related.first?["line"] as? Int == 4)
    let summary = try #require(json["summary"] as? [String: Int])
    #expect(summary["errors"] == found.count { $0["severity"] as? String == "error" })
    #expect(json["exit"] as? Int == 1)
    let places = found.compactMap { $0["line"] as? Int }
    #expect(places == places.sorted())
  }

  @Test("A byte-order mark moves no place, in any format")
  func byteOrderMark() async throws {
    let marked = try folder.write("marked/a b#%ü.tide", [0xEF, 0xBB, 0xBF] + Self.rules.utf8)
    for format in ["text", "json", "sarif", "junit", "github"] {
      let plain = await Run("lint", path, "--format", format).output
      let other = await Run("lint", marked, "--format", format).output
      let name = marked.replacingOccurrences(of: " ", with: "%20")
      #expect(
        other.replacingOccurrences(of: "/marked/", with: "/") == plain, "\(format) \(name)")
    }
  }

  @Test("SARIF has what the standard requires, and indexes that hold")
  func sarif() async throws {
    let json = try await Run("lint", path, "--format", "sarif").expect(1).json()
    #expect(json["version"] as? String == "2.1.0")
    let run = try #require((json["runs"] as? [[String: Any]])?.first)
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(driver["name"] as? String == "tidemark")
    for rule in rules {
      let help = try #require(rule["help"] as? [String: String])
      #expect(help["text"]?.contains("Prefer:") == true)
      #expect(help["markdown"]?.contains("```tide\nedition 1\n") == true)
    }
    let artifacts = try #require(run["artifacts"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count >= 3)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let place = try #require(location["physicalLocation"] as? [String: Any])
      let artifact = try #require(place["artifactLocation"] as? [String: Any])
      let uri = try #require(artifact["uri"] as? String)
      #expect(uri.hasSuffix("/a%20b%23%25%C3%BC.tide"))
      let known = artifacts[try #require(artifact["index"] as? Int)]["location"]
      #expect((known as? [String: Any])?["uri"] as? String == uri)
      let region = try #require(place["region"] as? [String: Int])
      #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
      #expect(region.values.allSatisfy { $0 >= 1 })
    }
    let metric = try #require(results.first { $0["ruleId"] as? String == "TM202" })
    #expect(String(describing: metric["fixes"]).contains("completeness"))
    let twice = try #require(results.first { $0["ruleId"] as? String == "TM208" })
    #expect((twice["relatedLocations"] as? [[String: Any]])?.count == 1)
  }

  @Test("Paths in the folder are relative, others absolute")
  func uris() throws {
    let file = SourceFile(path: "./rules/../rules/a b.tide", text: "x")
    func uri(_ path: String) -> String {
      let file = SourceFile(path: path, text: "x")
      let found = Diagnostic(.unexpectedToken, "{m}", at: SourceSpan(file, 0, 1))
      let log = SARIFLog(Findings([found], files: []), version: "1", root: "/work/x")
      let text = log.json.text()
      #expect(text.contains("{{m}}"), "braces are no places of arguments")
      let range = text.firstMatch(of: /"uri": "([^"]*)"/)
      return range.map { String($0.output.1) } ?? ""
    }
    #expect(uri(file.path) == "rules/a%20b.tide")
    #expect(uri("/work/x/a.tide") == "a.tide")
    #expect(uri("/work/xy/a.tide") == "file:///work/xy/a.tide")
    #expect(uri("../a.tide") == "file:///work/a.tide")
  }

  @Test("JUnit fails where the exit status does, and is XML")
  func junit() async throws {
    let tidy = try folder.write("tidy.tide", "edition 1\nlet unused = 1\n")
    let run = await Run("lint", path, tidy, "--format", "junit").expect(1)
    let tree = try XMLOutline(run.output)
    #expect(tree.names.contains("testsuites") && tree.count("testsuite") == 2)
    let errors = try await Run("lint", path, tidy, "--format", "json").json()["summary"]
    let count = try #require(errors as? [String: Int])
    #expect(tree.count("failure") == count["errors"])
    #expect(tree.count("testcase") == tree.count("failure") + 1)
    #expect(tree.count("system-out") == 2)
    let denied = await Run("lint", tidy, "--format", "junit", "--deny", "warnings").expect(1)
    #expect(try XMLOutline(denied.output).count("failure") == 1)
  }

  @Test("GitHub's commands are a line each, with its escapes")
  func github() async throws {
    let run = await Run("lint", path, "--format", "github").expect(1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasPrefix("::error file=") || $0.hasPrefix("::warning file=") })
    let line = try #require(lines.first { $0.contains("title=TM202") })
    #expect(line.contains("/a b#%25ü.tide,line=3,col=17,endLine=3,endColumn=29,"))
    #expect(line.contains("title=TM202%3A unknown metric::"))
    #expect(line.contains("%0Ahelp: did you mean `completeness`?"))
  }

  @Test("The worst are shown where there are too many, and the rest is counted")
  func cap() async throws {
    let many = (1...30).map { "let unused\($0) = 1\n" }.joined() + "rule r { expect x > 1 }\n"
    let path = try folder.write("many.tide", "edition 1\n" + many)
    let run = await Run("lint", path, "--max-findings", "5").expect(
      1, says: "… and 26 findings more", "1 error, 30 warnings")
    #expect(run.output.matches(of: /┌─/).count == 5 && run.output.contains("error["))
    let json = try await Run("lint", path, "--max-findings", "5", "--format", "json").json()
    #expect((json["summary"] as? [String: Int])?["omitted"] == 26)
    await Run("lint", path, "--max-findings", "0").expect(2, says: "--max-findings")
  }

  @Test("What is found twice is told once")
  func doubles() {
    let file = SourceFile(path: "a.tide", text: "let a = 1")
    let found = Diagnostic(.unexpectedToken, "m", at: SourceSpan(file, 4, 5))
    let other = Diagnostic(.unexpectedToken, "other", at: SourceSpan(file, 0, 3))
    let again = Diagnostic(
      .unexpectedToken, "m", at: SourceSpan(SourceFile(path: "a.tide", text: "let a = 1"), 4, 5))
    #expect(Findings.ordered([found, other, again]) == [other, found])
  }
}
