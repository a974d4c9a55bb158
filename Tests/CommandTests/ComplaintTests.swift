import Foundation
import Testing

/// What people complain of in rule files: each mistake is told with its own code in its own line, and
/// once; files in order are told nothing.
struct ComplaintTests {
  /// Folder with `rides`, a baseline of twelve days.
  private func folder() async throws -> Folder {
    let folder = try Folder()
    let rows = (0..<288).map { hour in
      [
        "2020-01-\(hour / 24 < 9 ? "0" : "")\(hour / 24 + 1)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00Z",
        "\(5 + hour * 37 % 50).5", "\(hour % 9)", ["A", "B", "C"][hour % 3], "u\(hour)@x.org",
        "\(5 + hour * 37 % 50)", "\(hour % 2)",
      ]
    }
    let names = ["pickup_time", "fare", "tip", "zone", "email", "predicted", "is_night"]
    try folder.write("then.csv", CSVText.write(names, rows))
    await Run("baseline", folder.path + "/then.csv", "-o", folder.path + "/rides", "--quiet")
      .expect(0)
    return folder
  }

  /// `TM201:2`, in order.
  private func found(_ text: String, in folder: Folder) async throws -> [String] {
    let path = try folder.write("x.tide", text)
    let json = try await Run(
      "lint", path, "--baseline", folder.path + "/rides", "--format", "json"
    ).json()
    let diagnostics = try #require(json["diagnostics"] as? [[String: Any]])
    return diagnostics.map { "\($0["code"] ?? ""):\($0["line"] ?? "")" }
  }

  @Test("Each mistake has a code of its own, at its line, and comes once")
  func mistakes() async throws {
    let folder = try await folder()
    let daily = "edition 1\nmonitor m { window 1 day on pickup_time }\n"
    let cases: [(what: String, text: String, expected: [String])] = [
      (
        "a typo in a column", "edition 1\nrule r { expect completeness(faer) >= 95% }\n",
        ["TM201:2"]
      ),
      ("the mean of texts", "edition 1\nrule r { expect mean(email) > 3 }\n", ["TM560:2"]),
      ("a text as number", "edition 1\nrule r { expect share(zone == 3) < 1% }\n", ["TM560:2"]),
      ("a number as text", "edition 1\nrule r { expect share(tip == \"3\") < 20% }\n", ["TM561:2"]),
      ("no spread below 0", "edition 1\nrule r { alert when stddev(fare) < 0 }\n", ["TM304:2"]),
      ("percent as number", "edition 1\nrule r { expect completeness(fare) >= 95 }\n", ["TM305:2"]),
      ("out of range", "edition 1\nrule r { alert when drift(fare) > 1.2 }\n", ["TM304:2"]),
      (
        "two rules contradict",
        "edition 1\nrule a { expect mean(fare) > 50 }\nrule b { expect mean(fare) < 10 }\n",
        ["TM307:3"]
      ),
      (
        "a selector of nothing",
        "edition 1\nrule r {\n  for each column c in columns(\"history_*\")\n"
          + "  expect completeness(c) >= 95%\n}\n", ["TM217:3"]
      ),
      (
        "warning after critical",
        "edition 1\nrule r {\n  alert warning when mean(fare) > 50\n"
          + "  alert critical when mean(fare) > 40\n}\n", ["TM309:3"]
      ),
      (
        "an empty window", "edition 1\nmonitor m { window 0 hours on pickup_time }\n", ["TM227:2"]
      ),
      (
        "records between windows",
        "edition 1\nmonitor m { window 1 hour every 1 day on pickup_time }\n", ["TM324:2"]
      ),
      ("an empty range", "edition 1\nrule r { expect mean(fare) in 9...5 }\n", ["TM306:2"]),
      (
        "a waiver out of date",
        "edition 1\nrule r { expect row_count > 3 }\n"
          + "waive r until 2020-03-01 because \"moving\" owner \"ops\"\n", ["TM701:3"]
      ),
      (
        "a regex that backtracks", "edition 1\ncolumns {\n  email: matches /^(a+)+$/\n}\n",
        ["TM320:3"]
      ),
      (
        "a regex that is none", "edition 1\ncolumns {\n  email: matches /^(a+$/\n}\n", ["TM210:3"]
      ),
      (
        "history not awaited",
        daily + "rule r { expect row_count >= 50% * average(row_count, last: 7) }\n", ["TM408:3"]
      ),
      (
        "history too short",
        daily + "rule r {\n  expect row_count >= 50% * average(row_count, last: 7)\n"
          + "  needs 3 windows of history\n}\n", ["TM408:4"]
      ),
      (
        "text after the end", "edition 1\nrule r { expect row_count > 3 }\nand so on\n", ["TM105:3"]
      ),
      (
        "a second of the same name",
        "edition 1\nrule r { expect row_count > 3 }\nrule r { expect row_count > 4 }\n", ["TM208:3"]
      ),
      (
        "a missing comma in columns",
        "edition 1\ncolumns {\n  fare: fractional complete, >= 0\n  zone: string\n}\n", ["TM101:3"]
      ),
      (
        "a missing comma before a generated check",
        "edition 1\ncolumns {\n  fare: fractional complete suggested(1), >= 0\n}\n",
        ["TM101:3", "TM501:3"]
      ),
      (
        "a missing comma in a list",
        "edition 1\ncolumns {\n  zone: in [\"A\" \"B\"], complete\n}\n",
        ["TM101:3"]
      ),
      (
        "another alphabet",
        "edition 1\nlet f\u{430}re_limit = 3\nrule r { expect mean(fare) > f\u{430}re_limit }\n",
        ["TM506:2", "TM506:3"]
      ),
      ("sizes in durations", "edition 1\nrule r { expect 1 MB in 1 s ... 2 s }\n", ["TM205:2"]),
      (
        "CRLF and a byte order mark",
        "\u{FEFF}edition 1\r\nrule r { expect row_count > 3 }\r\nrule r { expect mean(faer) > 1 }\r\n",
        ["TM208:3"]
      ),
    ]
    for (what, text, expected) in cases {
      let found = try await found(text, in: folder)
      #expect(found == expected, "\(what)")
    }
  }

  @Test("The comma that was forgotten is written by the fix, and what follows it counts")
  func comma() async throws {
    let folder = try await folder()
    let path = try folder.write(
      "x.tide", "edition 1\n\ncolumns {\n  fare: fractional complete, >= 0\n}\n")
    await Run("fix", path).expect(0)
    #expect(try folder.read("x.tide").contains("  fare: fractional, complete, >= 0\n"))
  }

  @Test("Files in order are told nothing")
  func order() async throws {
    let folder = try await folder()
    let monitor =
      "edition 1\n\nmonitor m \"Rides\" {\n  owner    \"rides\"\n  baseline \"rides\"\n"
      + "  window   1 day on pickup_time\n"
    let files = [
      "edition 1\n\nrule volume { expect row_count > 3 }\n",
      "edition 1\n\ncolumns {\n  fare: fractional, complete, >= 0\n  zone: string, in [\"A\", \"B\", \"C\"]\n"
        + "  no missing columns\n}\n",
      "edition 1\n\ncolumns {\n  email: matches /^[^@\\s]+@[^@\\s]+$/ for at least 99%, sensitive\n}\n",
      monitor + "}\n\nrule volume {\n  expect row_count >= 50% * average(row_count, last: 7)\n"
        + "  needs 7 windows of history\n}\n",
      monitor + "  task     regression(prediction: predicted, label: fare)\n"
        + "  needs    labels for at least 80% within 7 days\n}\n\nrule accuracy {\n"
        + "  alert warning when mae > 1.1 * baseline\n"
        + "  alert critical when mae > 1.5 * baseline\n  owner \"rides\"\n"
        + "  message \"off by {value}\"\n}\n",
      "edition 1\n\nlet amounts = columns(\"fare\", \"tip\")\n\nrule drift {\n"
        + "  for each numeric column c in amounts\n  alert when drift(c) > 0.1 until < 0.05\n}\n",
      "edition 1\n\nrule tips {\n  by zone at most 9, at least 20 rows\n"
        + "  expect mean(tip / fare) in 0%...150%\n}\n",
      "edition 1\n\nderive rate = tip / fare\n\nmetric usual_rate = mean(rate)\n\n"
        + "rule rates { expect every(rate >= 0) }\n",
      "edition 1\n\nrule volume { expect row_count > 3 }\n\n"
        + "test \"no rows\" {\n  given rows \"\"\"\n    fare\n    1\n    \"\"\"\n"
        + "  then volume violated\n}\n",
      "edition 1\n\ndefine plausible(c) = completeness(c) >= 99% and max(c) < 1_000\n\n"
        + "rule amounts { expect plausible(fare) and plausible(tip) }\n\n"
        + "sink log = stdout(format: text)\n",
    ]
    for text in files {
      #expect(try await found(text, in: folder) == [], "\(text)")
      await Run("fmt", folder.path + "/x.tide", "--check").expect(0)
    }
  }
}
