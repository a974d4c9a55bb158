import Engine
import Language

extension TestReport {
  /// A JUnit report: a suite a rule file, a case a test; what kept one from being run is an error.
  package var junit: String {
    let suites = files.map(TestReport.suite).joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="tidemark test" tests="\(results.count)" failures="\(count(.failed))"\
       errors="\(count(.error))">
      \(suites)</testsuites>

      """
  }

  private static func suite(_ file: File) -> String {
    let failed = file.results.count { $0.outcome == .failed }
    let errors = file.results.count { $0.outcome == .error }
    let name = XMLText.escaped(file.path)
    let cases = file.results.map { testCase($0, name) }.joined()
    return "  <testsuite name=\"\(name)\" tests=\"\(file.results.count)\" failures=\"\(failed)\""
      + " errors=\"\(errors)\" skipped=\"0\" time=\"0\">\n" + cases + "  </testsuite>\n"
  }

  private static func testCase(_ result: TestResult, _ file: String) -> String {
    let head =
      "    <testcase name=\"\(XMLText.escaped(result.title))\" classname=\"\(file)\""
      + " file=\"\(file)\" line=\"\(Region(result.span).line)\" time=\"0\""
    guard result.outcome != .passed else { return head + "/>\n" }
    let kind = result.outcome == .error ? "error" : "failure"
    // Some readers take one element a case.
    let text = result.failures.map(text).joined(separator: "\n")
    let message = result.failures.first?.happened ?? ""
    return head
      + ">\n      <\(kind) message=\"\(XMLText.escaped(message))\" type=\"\(kind)\">"
      + XMLText.escaped(text) + "</\(kind)>\n    </testcase>\n"
  }

  private static func text(_ failure: TestResult.Failure) -> String {
    let expected = failure.expected.map { "expected \($0), " } ?? ""
    return
      (["\(failure.span): \(expected)happened: \(failure.happened)"]
      + failure.sightings.map { "  window \($0.window): \($0.verdict.sight)" })
      .joined(separator: "\n")
  }
}
