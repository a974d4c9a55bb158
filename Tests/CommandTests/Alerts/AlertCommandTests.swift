import Foundation
import Testing

@testable import tidemark

/// `check` with sinks, from rules and records to what a receiver gets.
@Suite struct AlertCommandTests {
  let folder: Folder
  let data: String

  init() throws {
    folder = try Folder()
    data = try folder.write(
      "data.csv",
      "t,x\n2027-03-01T10:00:00Z,1\n2027-03-01T11:00:00Z,2\n2027-03-02T10:00:00Z,9\n")
    try folder.write("secret", Alerts.secret + "\n")
  }

  private func rules(_ text: String) throws -> String {
    try folder.write("rules.tide", "edition 1\n" + text)
  }

  private func check(_ rules: String, _ more: String...) async -> Run {
    await Run(["check", rules, "--data", data, "--allow-private-addresses"] + more)
  }

  private func pager(_ receiver: Receiver, _ options: String = "retries: 0") -> String {
    "sink pager = webhook(url: \"\(receiver.url)\", secret: file(\"secret\"), \(options))\n"
  }

  private func lines(_ name: String) throws -> [[String: Any]] {
    try folder.read(name).split(separator: "\n").map {
      try #require(
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private let fires = """
    rule low "Low" { severity info expect max(x) < 0 }
    rule high { severity critical expect min(x) > 100 message "{value} of {records}" }
    rule middle { expect mean(x) > 100 }
    rule fine { expect row_count > 0 }
    rule watched { mode observe severity critical expect mean(x) > 100 }

    """

  @Test func oneMessageAWindowWorstFirst() async throws {
    let receiver = try Receiver(.status(200))
    let rules = try rules(
      "monitor demand \"Demand\" { window 1 day on t }\n" + fires + pager(receiver))
    await check(rules).expect(1)
    #expect(receiver.requests.count == 2)
    #expect(receiver.requests.allSatisfy { ReferenceHMAC.verifies($0, secret: Alerts.secret) })
    let message = try receiver.requests[0].json()
    #expect(message["type"] as? String == "tidemark.alert")
    #expect(message["id"] as? String == receiver.requests[0].headers["webhook-id"])
    #expect(message["monitor"] as? String == "demand")
    #expect(message["title"] as? String == "Demand")
    #expect(message["severity"] as? String == "critical")
    let window = try #require(message["window"] as? [String: Any])
    #expect(window["start"] as? String == "2027-03-01T00:00:00Z")
    #expect(window["end"] as? String == "2027-03-02T00:00:00Z")
    #expect(window["records"] as? Int == 2)
    let alerts = try #require(message["alerts"] as? [[String: Any]])
    #expect(alerts.map { $0["rule"] as? String } == ["high", "middle", "low"])
    #expect(alerts[0]["message"] as? String == "1 of 2")
    #expect(alerts[2]["title"] as? String == "Low")
    let ids = try receiver.requests.flatMap { request in
      try (request.json()["alerts"] as? [[String: Any]] ?? []).map { $0["id"] as? String }
    }
    #expect(Set(ids).count == 6)
    #expect(!folder.holds(".tidemark/outbox"))
  }

  @Test(arguments: ["", "monitor m { window 1 day on t }\n"])
  func aRepeatCarriesTheSameID(_ monitor: String) async throws {
    let receiver = try Receiver(.status(200))
    let rules = try rules(monitor + fires + pager(receiver))
    await check(rules).expect(1)
    let first = receiver.counts
    await check(rules).expect(1)
    #expect(receiver.counts == first.mapValues { $0 * 2 })
    #expect(Set(receiver.requests.map(\.body)).count == first.count, "the same bytes")
    // Other data under the same name: another window, or another file where time is not cut.
    try folder.write("data.csv", "t,x\n2027-03-03T10:00:00Z,1\n")
    await check(rules).expect(1)
    #expect(receiver.counts.count == first.count + 1)
  }

  @Test func sinksGetWhatTheyAskForAndRulesTellWhomTheyName() async throws {
    let rules = try rules(
      """
      rule low { severity info expect max(x) < 0 }
      rule high { severity critical expect min(x) > 100 }
      rule named { expect mean(x) > 100 notify few }
      columns { x: max < 5 severity critical }
      sink all  = file(path: "all.jsonl")
      sink bad  = file(path: "{monitor}/bad.jsonl", at_least: critical)
      sink few  = file(path: "few.jsonl", at_least: warning)
      """)
    await check(rules).expect(1)
    let seen = { (name: String) in
      try lines(name).flatMap { $0["alerts"] as? [[String: Any]] ?? [] }
        .map { $0["rule"] as? String ?? "" }
    }
    #expect(try seen("all.jsonl") == ["columns.x.max", "high", "low"])
    #expect(try seen("rules/bad.jsonl") == ["columns.x.max", "high"])
    #expect(try seen("few.jsonl") == ["columns.x.max", "high", "named"])
  }

  @Test func whatCannotBeDeliveredIsKeptAndSentFirst() async throws {
    let down = try Receiver(.status(410))
    let info = "rule low { severity info expect max(x) < 0 }\n"
    await check(try rules(info + pager(down)), "--out", folder.path + "/o")
      .expect(5, says: "pager (webhook http://127.0.0.1): answered 410", ".tidemark/outbox")
    let record = try JSONSerialization.jsonObject(with: Data(try folder.bytes("o/run.json")))
    #expect((record as? [String: Any])?["exit"] as? Int == 5)
    #expect(
      (record as? [String: Any])?["alerts"] as? [String: Int] == ["sent": 0, "kept": 1])
    let list = await Run("alerts", "--state", folder.path + "/.tidemark")
    list.expect(0, says: "rules  pager  msg_", "answered 410", "1 message not delivered yet")
    let json = await Run("alerts", "--state", folder.path + "/.tidemark", "--format", "json")
    let kept = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(kept?.map { $0["id"] as? String } == down.counts.keys.map { $0 })
    // Nothing fires any more, and what was kept is sent.
    let receiver = try Receiver(.status(200))
    await check(try rules("rule low { expect row_count > 0 }\n" + pager(receiver))).expect(0)
    #expect(receiver.counts == down.counts)
    #expect(!folder.holds(".tidemark/outbox"))
    await Run("alerts", "--state", folder.path + "/.tidemark").expect(0, says: "0 messages")
  }

  @Test func statusFiveStandsBetweenOneAndFour() async throws {
    let down = try Receiver(.status(500))
    await check(try rules("rule r { expect mean(x) > 100 }\n" + pager(down))).expect(1)
    await check(
      try rules(
        "rule r { severity info expect mean(x) > 100 }\nrule s { where x > 100 expect mean(x) > 1 }\n"
          + pager(down))
    ).expect(5)
  }

  @Test func stateMayStandElsewhere() async throws {
    let down = try Receiver(.status(500))
    let rules = try rules(fires + pager(down))
    await check(rules, "--state", folder.path + "/elsewhere").expect(1)
    #expect(folder.holds("elsewhere/outbox") && !folder.holds(".tidemark"))
  }

  @Test func segmentsWaiversAndOwnersAreTold() async throws {
    let receiver = try Receiver(.status(200))
    let data = try folder.write("regions.csv", "region,x\nnorth,1\nsouth,2\neast,50\n")
    let rules = try rules(
      """
      monitor m { owner "ana" }
      rule r {
        by region at most 5
        expect mean(x) > 9
        message "too small" runbook "https://wiki.example/r" tags { team: "quay" }
      }
      rule s { expect mean(x) > 100 }
      waive s until 2099-01-01 because "known" owner "ana"

      """ + pager(receiver) + "sink log = stdout()\n")
    let run = await Run("check", rules, "--data", data, "--allow-private-addresses")
    run.expect(
      1, says: "warning  r (region north): too small (https://wiki.example/r)",
      "warning  r (region south): too small")
    let message = try #require(try receiver.requests.first?.json())
    let alerts = try #require(message["alerts"] as? [[String: Any]])
    #expect(alerts.map { $0["rule"] as? String } == ["r", "r"])
    #expect(
      alerts.map { $0["segment"] as? [String: String] }
        == [["region": "north"], ["region": "south"]])
    #expect(Set(alerts.map { $0["id"] as? String }).count == 2)
    #expect(alerts[0]["owner"] as? String == "ana")
    #expect(alerts[0]["runbook"] as? String == "https://wiki.example/r")
    #expect(alerts[0]["tags"] as? [String: String] == ["team": "quay"])
  }

  @Test func verdictsOnHalfOfTheDataSaySo() async throws {
    let data = try folder.write("torn.csv", "x,y\n1,2\n3\n")
    let rules = try rules(
      "rule r { expect row_count > 1 }\nsink log = file(path: \"log.jsonl\")\n")
    await Run("check", rules, "--data", data, "--max-bad-records", "0").expect(3)
    #expect(try lines("log.jsonl").map { $0["incomplete"] as? Bool } == [true])
    await Run("check", rules, "--data", data, "--max-bad-records", "1").expect(1)
    #expect(try lines("log.jsonl").map { $0["incomplete"] as? Bool } == [true, nil])
  }

  @Test func alertsCanBeOff() async throws {
    let receiver = try Receiver(.status(200))
    await check(try rules(fires + pager(receiver)), "--alerts", "off").expect(1)
    #expect(receiver.requests.isEmpty && !folder.holds(".tidemark"))
    await check(try rules(fires), "--alerts", "of").expect(2, says: "--alerts")
  }

  @Test func privateAddressesNeedTheFlag() async throws {
    let receiver = try Receiver(.status(200))
    let rules = try rules(fires + pager(receiver))
    await Run("check", rules, "--data", data).expect(1, says: "--allow-private-addresses")
    #expect(receiver.requests.isEmpty && folder.holds(".tidemark/outbox"))
  }

  @Test func alertsOnStandardOutputSpareWhatProgramsRead() async throws {
    let rules = try rules(
      "monitor m { }\nrule low { severity info expect max(x) < 0 }\nsink a = stdout()\nsink b = stdout(format: json)\n"
    )
    let text = await check(rules)
    text.expect(0, says: "info: m: 1 alert", "{\"type\": \"tidemark.alert\"")
    #expect(text.output.contains("info: m: 1 alert") && text.error.isEmpty)
    let json = await check(rules, "--format", "json")
    json.expect(0)
    #expect(try json.json()["exit"] as? Int == 0)
    #expect(json.error.contains("info: m: 1 alert"))
    #expect(!folder.holds(".tidemark"), "what is printed is not kept")
  }

  @Test func aTemplateForChats() async throws {
    let receiver = try Receiver(.status(200))
    let rules = try rules(
      "monitor m { }\nrule r { expect mean(x) > 100 message \"<!channel> & {value}\" }\n"
        + pager(receiver, "template: slack"))
    await check(rules).expect(1)
    let message = try #require(try receiver.requests.first?.json())
    #expect(message.keys.sorted() == ["text"])
    #expect(
      message["text"] as? String
        == "warning: m: 1 alert\n  warning  r: &lt;!channel&gt; &amp; 4")
  }

  @Test func secretsAndAddressesAreNeverTold() async throws {
    let down = try Receiver(.status(500))
    try folder.write("url", down.url.replacingOccurrences(of: "http://", with: "http://me:word@"))
    try folder.write("header", "Authorization: Bearer hush-hush")
    let rules = try rules(
      fires + pager(down, "retries: 1, headers: [file(\"header\")]")
        + "sink other = webhook(url: file(\"url\"), retries: 0)\n")
    let run = await check(rules, "--out", folder.path + "/o", "--format", "json")
    run.expect(1)
    #expect(down.requests.contains { $0.headers["authorization"] == "Bearer hush-hush" })
    var told = run.output + run.error
    for name in ["o/run.json", "o/verdicts.json", ".tidemark/outbox"] {
      told += try folder.read(name)
    }
    for secret in [
      "hush-hush", "Bearer", "me:word", "name=value", "/hook", Alerts.secret,
      Alerts.secret.replacingOccurrences(of: "whsec_", with: ""),
    ] { #expect(!told.contains(secret), "\(secret)") }
  }

  @Test func twoFilesOfOneNameAreRefused() async throws {
    let text = "edition 1\nmonitor m { }\nrule r { expect row_count > 9 }\nsink a = stdout()\n"
    let paths = try ["a.tide", "b.tide"].map { try folder.write($0, text) }
    await Run(["check"] + paths + ["--data", data]).expect(2, says: "monitor `m`", "sink `a`")
    await Run(["check"] + paths + ["--data", data, "--alerts", "off"]).expect(1)
  }

  @Test func eachMonitorTellsItsOwnSinks() async throws {
    let paths = try ["a", "b"].map { name in
      try folder.write(
        "\(name).tide",
        "edition 1\nrule r { expect row_count > 9 }\nsink log = file(path: \"{monitor}.jsonl\")\n")
    }
    await Run(["check"] + paths + ["--data", data]).expect(1)
    let messages = try ["a", "b"].map { try #require(try lines("\($0).jsonl").first) }
    #expect(messages.map { $0["monitor"] as? String } == ["a", "b"])
    #expect(messages[0]["id"] as? String != messages[1]["id"] as? String)
  }
}
