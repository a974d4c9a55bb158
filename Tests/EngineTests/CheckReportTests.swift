@testable import Engine
import Language
import Testing

struct CheckReportTests {
  static func verdict(
    _ state: Verdict.State, firing: Bool = false, _ severity: SeverityLiteral = .warning,
    mode: ModeLiteral = .enforce, isExcused: Bool = false
  ) -> Verdict {
    Verdict(
      rule: "r", title: nil, column: nil, state: state, firing: firing, severity: severity,
      mode: mode, isExcused: isExcused, decision: nil, baseline: nil, records: 1, evidence: [],
      condition: "c", tree: nil, message: "m", place: "p")
  }

  static func report(
    _ verdicts: [Verdict], failOn: SeverityLiteral = .warning, dataFailed: Bool = false
  ) -> CheckReport {
    CheckReport(
      version: "0", monitor: "m", title: nil,
      hashes: CheckReport.Hashes(ruleset: "h", baselinePath: nil, baseline: nil), sources: ["s"],
      records: 1, malformed: 0, baselineRecords: nil,
      windows: [CheckReport.Window(start: nil, end: nil, records: 1, verdicts: verdicts)],
      failOn: failOn, dataFailed: dataFailed)
  }

  static let pass = verdict(.pass)
  static let fires = verdict(.violated, firing: true)
  static let undecided = verdict(.unknown(.noData))

  @Test("Data that can't be read come first, then what fires, then what is undecided")
  func precedence() {
    #expect(Self.report([]).exitStatus == 0)
    #expect(Self.report([Self.pass]).exitStatus == 0)
    #expect(Self.report([Self.pass, Self.undecided]).exitStatus == 4)
    #expect(Self.report([Self.undecided, Self.fires, Self.pass]).exitStatus == 1)
    #expect(Self.report([Self.fires], dataFailed: true).exitStatus == 3)
    #expect(Self.report([Self.undecided], dataFailed: true).exitStatus == 3)
    #expect(Self.report([], dataFailed: true).exitStatus == 3)
  }

  @Test("Only what fires at or above `--fail-on` fails", arguments: SeverityLiteral.allCases)
  func failOn(_ level: SeverityLiteral) {
    for severity in SeverityLiteral.allCases {
      let report = Self.report([Self.verdict(.violated, firing: true, severity)], failOn: level)
      #expect(report.exitStatus == (severity.rank >= level.rank ? 1 : 0))
    }
    let both = [Self.verdict(.violated, firing: true, .info), Self.undecided]
    #expect(Self.report(both, failOn: .warning).exitStatus == 4)
  }

  @Test("What is observed or excused never touches the exit status")
  func excused() {
    let report = Self.report([
      Self.verdict(.violated, mode: .observe), Self.verdict(.unknown(.noData), mode: .observe),
      Self.verdict(.unknown(.tooFewRows), isExcused: true),
    ])
    #expect(report.exitStatus == 0)
    #expect(report.observed == 1)
    #expect(
      report.counts.text()
        == #"{"pass": 0, "violated": 1, "unknown": 2, "waived": 0, "observed": 1}"#)
  }

  @Test("The report's JSON has its stable fields in order")
  func json() {
    guard case .object(let members) = Self.report([Self.fires]).json else {
      Issue.record("an object is wanted")
      return
    }
    #expect(
      members.map(\.key) == [
        "tidemark", "ruleset", "baseline", "data", "windows", "summary", "exit",
      ])
    #expect(members.last?.value == .integer(1))
  }
}
