import Language

extension Findings {
  /// A JUnit report: a suite a file, a failed case a finding at the denied level, and a case that
  /// passes where a file has none. What is below that level is told in `system-out`.
  package var junit: String {
    var byFile: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics { byFile[diagnostic.span.file.path, default: []] += [diagnostic] }
    var names = files
    for name in byFile.keys.sorted() where !names.contains(name) { names.append(name) }
    let suites = names.map { suite($0, byFile[$0] ?? []) }
    let (tests, failures) = suites.reduce((0, 0)) { ($0.0 + $1.tests, $0.1 + $1.failures) }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="tidemark lint" tests="\(tests)" failures="\(failures)" errors="0">
      \(suites.map(\.text).joined())</testsuites>

      """
  }

  private func suite(
    _ file: String, _ found: [Diagnostic]
  ) -> (text: String, tests: Int, failures: Int) {
    let failed = found.filter { $0.severity >= denied }
    let rest = found.filter { $0.severity < denied }
    let tests = max(1, failed.count)
    let name = XMLText.escaped(file)
    var text =
      "  <testsuite name=\"\(name)\" tests=\"\(tests)\" failures=\"\(failed.count)\" errors=\"0\""
      + " skipped=\"0\" time=\"0\">\n"
    for diagnostic in failed { text += Findings.failure(diagnostic, name) }
    if failed.isEmpty {
      text += "    <testcase name=\"lint\" classname=\"\(name)\" file=\"\(name)\" time=\"0\"/>\n"
    }
    if !rest.isEmpty {
      let lines = rest.map { XMLText.escaped(Findings.line($0)) }
      text += "    <system-out>\(lines.joined(separator: "\n"))</system-out>\n"
    }
    return (text + "  </testsuite>\n", tests, failed.count)
  }

  private static func failure(_ diagnostic: Diagnostic, _ file: String) -> String {
    let region = Region(diagnostic.span)
    let title = XMLText.escaped(
      "\(diagnostic.code.id) at \(region.line):\(region.column): \(diagnostic.code.title)")
    return """
          <testcase name="\(title)" classname="\(file)" file="\(file)" line="\(region.line)" time="0">
            <failure message="\(XMLText.escaped(diagnostic.message))" type="\(diagnostic.code.id)">\
      \(XMLText.escaped(line(diagnostic)))</failure>
          </testcase>

      """
  }

  /// `rules/taxi.tide:21:14: error[TM304]: this rule can never fire`, and what else is said.
  private static func line(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.span): \(diagnostic.severity.rawValue)[\(diagnostic.code.id)]: "
      + diagnostic.fullMessage
  }
}
