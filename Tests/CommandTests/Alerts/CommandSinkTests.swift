import Engine
import Foundation
import Testing

@testable import tidemark

/// `sink … = command([…])`: from rules and records to what the command sees.
@Suite struct CommandSinkTests {
  let folder: Folder
  let data: String

  init() throws {
    folder = try Folder()
    data = try folder.write("data.csv", "x\n1\n2\n9\n")
  }

  private func rules(
    _ options: String = "", command: String = "[\"./run.sh\", \"two words\", \"$HOME;*\"]",
    severity: String = "warning"
  ) throws -> String {
    try folder.write(
      "rules.tide",
      "edition 1\nrule r { severity \(severity) expect mean(x) > 100 }\n"
        + "sink job = command(\(command)\(options))\n")
  }

  /// What the command does.
  private func script(_ text: String) throws {
    let path = try folder.write("run.sh", "#!/bin/sh\n" + text + "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func check(_ rules: String, _ more: String...) async -> Run {
    await Run(["check", rules, "--data", data] + (more.isEmpty ? ["--allow-commands"] : more))
  }

  private func lines(_ name: String) throws -> [String] {
    guard folder.holds(name) else { return [] }
    return try folder.read(name).split(separator: "\n").map(String.init)
  }

  @Test func refusedWithoutTheFlag() async throws {
    try script("touch ran")
    let rules = try rules()
    await check(rules, "--quiet").expect(
      2, says: "TM607", "rules.tide:3:12", "--allow-commands", "nothing was evaluated")
    await check(rules, "--alerts", "off").expect(1)
    await Run("lint", rules).expect(0)
    #expect(!folder.holds("ran") && !folder.holds(".tidemark"))
  }

  @Test func runsOnceForEachIncident() async throws {
    try script("printf '%s|' \"$@\" >>arguments; cat >>got; echo said; printf complained >&2")
    let rules = try rules()
    let first = await check(rules)
    first.expect(1, says: "job: said\n", "job: complained\n")
    #expect(!first.output.contains("said"))
    #expect(try folder.read("arguments") == "two words|$HOME;*|", "no shell reads them")
    let got = try lines("got")
    #expect(got.count == 1)
    let message = try #require(
      try JSONSerialization.jsonObject(with: Data((got.first ?? "").utf8))
        as? [String: Any])
    #expect(message["type"] as? String == "tidemark.alert")
    #expect((message["alerts"] as? [[String: Any]])?.first?["rule"] as? String == "r")

    await check(rules).expect(1)
    #expect(try lines("got").count == 1, "the same incident")
    #expect(!folder.holds(".tidemark/outbox"))
    await check(try self.rules(severity: "critical")).expect(1)
    #expect(try lines("got").count == 2, "what became worse is news")
    try folder.write("data.csv", "x\n1\n3\n")
    await check(try self.rules()).expect(1)
    #expect(try lines("got").count == 3, "other data")
  }

  @Test func aPartOfAnIncidentIsNoNews() async throws {
    try script("cat >>got")
    let two = "edition 1\nrule r { expect mean(x) > 100 }\nrule s { expect max(x) > 100 }\n"
    let sink = "sink job = command([\"./run.sh\"])\n"
    await check(try folder.write("rules.tide", two + sink)).expect(1)
    await check(
      try folder.write(
        "rules.tide", two.replacingOccurrences(of: "> 100 }\nrule s", with: "> 1 }\nrule s") + sink)
    ).expect(1)
    #expect(try lines("got").count == 1)
  }

  @Test func anotherStatusMeansLater() async throws {
    try script("cat >>got; echo no >&2; exit 3")
    let rules = try rules(severity: "info")
    await check(rules).expect(
      5, says: "job (command ./run.sh): ended with exit status 3", "1 message is kept")
    #expect(try lines("got").count == 1)
    await check(rules).expect(5)
    #expect(try lines("got").count == 2)
    try script("cat >>got")
    // Nothing fires any more, and what was kept is run.
    try folder.write("data.csv", "x\n1000\n")
    await check(rules).expect(0)
    #expect(try lines("got").count == 3)
    #expect(Set(try lines("got")).count == 1)
    #expect(!folder.holds(".tidemark/outbox"))
    try script("kill -9 $$")
    try folder.write("data.csv", "x\n4\n")
    await check(rules).expect(5, says: "was ended by signal 9")
  }

  @Test func itsTimeIsBounded() async throws {
    try script("(sleep 600; touch late) & echo $! >child; trap '' TERM; sleep 600; sleep 600")
    await check(try rules(", timeout: 1 s")).expect(1, says: "its timeout of 1 s")
    let child = try #require(Int32(try folder.read("child").trimmingCharacters(in: .newlines)))
    var isGone = false
    for _ in 0..<200 where !isGone {
      isGone = kill(child, 0) != 0
      if !isGone { usleep(50_000) }
    }
    #expect(isGone, "what it started ended with it")
  }

  @Test func whatCannotStartIsSaid() async throws {
    await check(try rules()).expect(
      1, says: "could not be started", "is ./run.sh there?", "1 message is kept")
    try folder.write("run.sh", "#!/bin/sh\n")
    await check(try rules()).expect(1, says: "Permission denied")
    await check(try rules(command: "[\"no-such-program-here\"]")).expect(
      1, says: "is no-such-program-here there?")
  }

  @Test func itsEnvironmentHoldsNoSecret() async throws {
    try script("env | cut -d= -f1 | sort >names")
    // Whatever this process has of its own, and the shell does not set.
    let own = ProcessInfo.processInfo.environment.keys.sorted().filter { name in
      name.allSatisfy { $0.isLetter && $0.isUppercase || $0 == "_" } && name != "_"
        && !["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "TZ", "TMPDIR", "PWD", "OLDPWD"]
          .contains(name)
        && !name.hasPrefix("LC_") && name != "SHLVL"
        && !WebhookAddress.namesSecret(name)
    }
    await check(
      try rules(", environment: [\(own.prefix(1).map { "\"\($0)\", " }.joined())\"ABSENT\"]")
    )
    .expect(1)
    let names = try lines("names")
    #expect(names.contains("PATH") && names.contains("TIDEMARK_ALERT_ID"))
    #expect(Set(names).isSuperset(of: own.prefix(1)))
    #expect(Set(names).isDisjoint(with: own.dropFirst()) && !names.contains("ABSENT"))
  }

  @Test func itsOutputIsSafeAndBounded() async throws {
    try script("printf '\\033[31mred\\000\\n'; yes | head -c 3000000; echo end >&2")
    let run = await check(try rules())
    run.expect(1, says: "job: ␛[31mred␀\n", "beyond 1 MiB is left out")
    #expect(!run.error.contains("\u{1B}") && !run.error.contains("end"))
    #expect(run.error.utf8.count < 8 << 20)
  }

  @Test func whatItLeavesRunningIsNotWaitedFor() async throws {
    try script("sleep 600 & echo $! >child; echo ready")
    await check(try rules()).expect(1, says: "job: ready")
    kill(try #require(Int32(try folder.read("child").trimmingCharacters(in: .newlines))), SIGKILL)
  }

  /// Killed while its command runs: the next run runs it again, the one after that does not.
  @Test func aKilledRunIsMadeUpFor() throws {
    try script("echo x >>started; if [ ! -e go ]; then sleep 600 & echo $! >child; wait; fi")
    let rules = try rules()
    func start() throws -> Process {
      let process = Process()
      process.executableURL = ProgramTests.program
      process.arguments = ["check", rules, "--data", data, "--allow-commands"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    let first = try start()
    for _ in 0..<600 where !folder.holds("child") { usleep(50_000) }
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    #expect(folder.holds(".tidemark/outbox"))
    kill(try #require(Int32(try folder.read("child").trimmingCharacters(in: .newlines))), SIGKILL)
    try folder.write("go", "")
    for expected in [2, 2] {
      let next = try start()
      next.waitUntilExit()
      #expect(next.terminationStatus == 1)
      #expect(try lines("started").count == expected)
      #expect(!folder.holds(".tidemark/outbox"))
    }
  }
}
