import Language
import Testing

@testable import Engine

@Suite struct SinkTests {
  private func sinks(_ rules: String) -> [SinkSpecification] {
    let checked = check(rules)
    #expect(checked.diagnostics.map(\.code.id) == [], "\(checked.diagnostics.map(\.message))")
    return checked.ruleset.sinks
  }

  @Test func optionsHaveDefaults() {
    let found = sinks(
      """
      sink a = stdout()
      sink b = stdout
      sink c = file(path: "x.jsonl")
      sink d = webhook(url: "https://hooks.example/x")
      """)
    #expect(found.map(\.name) == ["a", "b", "c", "d"])
    #expect(found.allSatisfy { $0.atLeast == .info && $0.monitor == "test" })
    #expect(
      found.map(\.kind) == [
        .standardOutput(.text), .standardOutput(.text),
        .file(SinkSpecification.FileOptions(path: "x.jsonl", rotateBytes: nil, keep: 5)),
        .webhook(
          SinkSpecification.WebhookOptions(
            url: .text("https://hooks.example/x"), secret: nil, template: .json, headers: [],
            timeoutSeconds: 10, retries: 5)),
      ])
  }

  @Test func optionsAreRead() {
    let found = sinks(
      """
      monitor taxi { }
      sink a = stdout(format: json, at_least: critical)
      sink b = file(path: "/log/{monitor}-{{1}}.jsonl", format: jsonl, rotate: 100 MB, keep: 3)
      sink c = webhook(
        url: env("URL"), secret: file("secrets/pager"), template: slack,
        headers: ["X-Team: demand", env("AUTHORIZATION"),], timeout: 500 ms, retries: 0,
        at_least: warning,
      )
      """)
    #expect(found.map(\.atLeast) == [.critical, .info, .warning])
    #expect(
      found.map(\.kind) == [
        .standardOutput(.json),
        .file(
          SinkSpecification.FileOptions(
            path: "/log/taxi-{1}.jsonl", rotateBytes: 100_000_000, keep: 3)),
        .webhook(
          SinkSpecification.WebhookOptions(
            url: .environment("URL"), secret: .file("secrets/pager"), template: .slack,
            headers: [.text("X-Team: demand"), .environment("AUTHORIZATION")],
            timeoutSeconds: 0.5, retries: 0)),
      ])
  }

  @Test func pathsAreRelativeToTheRuleFile() {
    let text = "edition 1\nsink a = file(path: \"x\")\nsink b = webhook(url: file(\"url\"))\n"
    let tree = Parser.parse(SourceFile(path: "rules/deep/taxi.tide", text: text))
    let found = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil
    ).ruleset.sinks
    guard case .file(let options)? = found.first?.kind,
      case .webhook(let webhook)? = found.last?.kind
    else {
      Issue.record("\(found)")
      return
    }
    #expect(options.path == "rules/deep/x")
    #expect(webhook.url == .file("rules/deep/url"))
  }

  @Test func commandsWorkBesideTheRuleFile() {
    let text =
      "edition 1\nsink a = command([\"./x.sh\", \"-v\"], timeout: 2 hours, environment: [\"HERE\"], retries: 1)\n"
    let tree = Parser.parse(SourceFile(path: "rules/deep/taxi.tide", text: text))
    let found = RulesetChecker.check(
      tree, catalogue: .standard, schema: nil, known: nil, allowsCommands: true)
    #expect(found.diagnostics.isEmpty)
    #expect(
      found.ruleset.sinks.map(\.kind) == [
        .command(
          SinkSpecification.CommandOptions(
            arguments: ["./x.sh", "-v"], folder: "rules/deep/", timeoutSeconds: 7_200,
            environment: ["HERE"], retries: 1))
      ])
  }

  static let mistakes: [(String, [String])] = [
    ("pipe(path: \"x\")", ["TM603"]), ("stdout(fromat: text)", ["TM604"]),
    ("stdout(format: xml)", ["TM604"]), ("stdout(format: \"text\")", ["TM604"]),
    ("stdout(text)", ["TM604"]), ("stdout(format: text, format: json)", ["TM604"]),
    ("stdout(at_least: high)", ["TM604"]), ("file()", ["TM604"]), ("file(path: x)", ["TM604"]),
    ("file(path: \"\")", ["TM604"]), ("file(path: \"{month}.jsonl\")", ["TM223"]),
    ("file(path: \"x\", keep: 3)", ["TM604"]),
    ("file(path: \"x\", rotate: 1 MB, keep: 1.5)", ["TM604"]),
    ("file(path: \"x\", rotate: 5 B)", ["TM604"]),
    ("file(path: \"x\", rotate: 1 hour)", ["TM604"]),
    ("webhook(secret: env(\"S\"))", ["TM604"]), ("webhook(url: env(S))", ["TM604"]),
    ("webhook(url: env(\"\"))", ["TM604"]), ("webhook(url: env(\"A=B\"))", ["TM604"]),
    ("webhook(url: env(name: \"A\"))", ["TM604"]), ("webhook(url: 3)", ["TM604"]),
    ("webhook(url: \"hooks.example\")", ["TM604"]), ("webhook(url: \"ftp://x\")", ["TM604"]),
    ("webhook(url: \"https://h\\n.example\")", ["TM604"]),
    ("webhook(url: \"http://hooks.example\")", ["TM602"]),
    ("webhook(url: \"http://localhost:8080/x\")", []),
    ("webhook(url: \"http://127.0.0.1\")", []), ("webhook(url: \"http://[::1]:80\")", []),
    ("webhook(url: \"https://me:word@hooks.example\")", ["TM601"]),
    ("webhook(url: \"https://hooks.example/?token=abc\")", ["TM601"]),
    ("webhook(url: \"https://hooks.example/?team=abc\")", []),
    ("webhook(url: \"https://h.example\", secret: \"whsec_YWJj\")", ["TM601"]),
    ("webhook(url: \"https://h.example\", headers: [\"Authorization: Bearer x\"])", ["TM601"]),
    ("webhook(url: \"https://h.example\", headers: [\"nothing\"])", ["TM604"]),
    ("webhook(url: \"https://h.example\", headers: [\"A: b\\nC: d\"])", ["TM604"]),
    ("webhook(url: \"https://h.example\", headers: [\"webhook-id: 3\"])", ["TM604"]),
    ("webhook(url: \"https://h.example\", headers: \"A: b\")", ["TM604"]),
    ("webhook(url: \"https://h.example\", timeout: 10)", ["TM604"]),
    ("webhook(url: \"https://h.example\", timeout: 1 day)", ["TM604"]),
    ("webhook(url: \"https://h.example\", retries: 21)", ["TM604"]),
    ("webhook(url: \"https://h.example\", retries: -1)", ["TM604"]),
    ("webhook(url: \"https://h.example\", template: teams)", ["TM604"]),
    ("command([\"./x.sh\"])", ["TM607"]), ("command()", ["TM604"]), ("command([])", ["TM604"]),
    ("command(\"./x.sh\")", ["TM604"]), ("command([\"\"])", ["TM604"]),
    ("command([\"x\", 3])", ["TM604"]), ("command([\"x\"], [\"y\"])", ["TM604"]),
    ("command([\"python3 retrain.py\"])", ["TM604"]),
    ("command([\"x\", env(\"S\")])", ["TM604"]), ("command([\"x\", \"--token=a\"])", ["TM601"]),
    ("command([\"x\", \"a\\u{0}b\"])", ["TM604"]), ("command([\"x\"], timeout: 10)", ["TM604"]),
    ("command([\"x\"], timeout: 2 days)", ["TM604"]),
    ("command([\"x\"], environment: \"HERE\")", ["TM604"]),
    ("command([\"x\"], environment: [\"A=B\"])", ["TM604"]),
    ("command([\"x\"], environment: [\"API_TOKEN\"])", ["TM604"]),
  ]

  @Test(arguments: mistakes) func mistakesAreTold(_ sink: String, _ expected: [String]) {
    #expect(codes("sink a = \(sink)\nrule r { expect row_count > 0 notify a }\n") == expected)
  }

  @Test func misspellingsAreMended() {
    for (text, mended) in [
      ("sink a = webook(url: \"https://h.example\")", "webhook"),
      ("sink a = stdout(formt: text)", "format"), ("sink a = stdout(format: jsn)", "json"),
      ("sink pager = stdout()\nrule r { expect row_count > 0 notify pagr }", "pager"),
    ] {
      let fixIts = check(text).diagnostics.flatMap(\.fixIts)
      #expect(fixIts.map(\.replacement) == [mended], "\(text)")
    }
  }

  @Test func namesAreGivenOnce() {
    let found = check("sink a = stdout()\nsink a = stdout(format: json)\n")
    #expect(found.diagnostics.map(\.code.id) == ["TM208"])
    #expect(found.diagnostics[0].secondary.count == 1)
  }

  @Test func rulesKnowWhomTheyTell() {
    let rules = check(
      """
      sink a = stdout()
      sink b = stdout()
      rule all { expect row_count > 0 }
      rule one { expect row_count > 1 notify b }
      rule both { expect row_count > 2 notify b notify a, b }
      rule loop { for each numeric column c expect mean(c) > 0 notify a }
      columns { x: complete }
      """, schema: Schema([.init("x", .fractional)])
    ).ruleset.rules
    #expect(
      rules.map { "\($0.id) \(($0.sinks ?? []).map(\.name))" } == [
        "columns.x.required [\"a\", \"b\"]", "columns.x.complete [\"a\", \"b\"]",
        "all [\"a\", \"b\"]", "one [\"b\"]",
        "both [\"b\", \"a\", \"b\"]", "loop [\"a\"]",
      ])
  }

  @Test func addressesShowTheirHostAlone() {
    for (url, shown) in [
      ("https://hooks.example/services/T/B/X?key=v", "https://hooks.example"),
      ("https://me:word@hooks.example:8443/x", "https://hooks.example"),
      ("HTTP://[::1]:80", "http://[::1]"), ("https://a@b@c/x@d", "https://c"),
      ("https://hooks.example#@other", "https://hooks.example"),
    ] { #expect(WebhookAddress(url)?.shown == shown) }
    #expect(WebhookAddress("https://hooks.example?token=abc")?.holdsSecret == true)
    #expect(WebhookAddress("https://hooks.example/?page=2")?.holdsSecret == false)
    for url in [
      "", "https", "https://", "https:///x", "https://a b", "https://a\\b", "javascript://x",
      "https://a:b:c/", "https://größe.example", "https://a:70000", "https://[::1", "https://]",
    ] { #expect(WebhookAddress(url) == nil, "\(url)") }
  }
}
