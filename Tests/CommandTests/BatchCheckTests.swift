import Engine
import Testing

@testable import tidemark

/// Captures of batch transforms under rules.
@Suite struct BatchCheckTests {
  let folder: Folder
  let rules: String

  init() throws {
    folder = try Folder()
    rules = try folder.write(
      "rules.tide",
      """
      edition 1
      monitor m {
        capture { input: [age, colour] output: [score] }
        window 1 hour on inference_time
      }
      columns { age: integral, complete; colour: in ["red", "blue"]; score: in 0...1 }
      rule volume { expect row_count == 2 }
      rule known { expect completeness(inference_id) == 1 }

      """)
    for (hour, name) in [("10", "a.csv"), ("11", "b.csv")] {
      for (side, ending) in [("input", ""), ("output", ".out")] {
        let names = JSON.array([
          .object(["prefix": .string("s3://bucket/\(side)s/")]), .string(name + ending),
        ])
        try folder.write("cap/\(side)/2022/08/30/\(hour)/m.json", names.text(.compact))
      }
      try folder.write("copies/inputs/\(name)", "30,red\n40,blue\n")
      let meta = "1f1d57b1-2e6f-488c-8c30-db4e6d757861,2022-08-30T\(hour):00:15Z"
      try folder.write("copies/outputs/\(name).out", "0.5, \(meta)\n0.25, \(meta)\n")
    }
  }

  private var flags: [String] {
    ["--data", folder.path + "/cap", "--s3", "s3://bucket=" + folder.path + "/copies"]
  }

  @Test("Rules see requests, responses, ids and times; windows choose by the manifests' hours")
  func check() async throws {
    let run = await Run(["check", rules, "--format", "json"] + flags).expect(0)
    let windows = try #require(try run.json()["windows"] as? [[String: Any]])
    #expect(windows.map { $0["records"] as? Int } == [2, 2])
    await Run(
      ["eval", "sum(_c0)", "--window-at", "2022-08-30T12:00Z", "--last", "1h"] + flags
    ).expect(0, says: "sum(_c0) = 0.75")
    let one = await Run(
      ["check", rules, "--format", "json", "--window-at", "2022-08-30T11:00Z", "--last", "1h"]
        + flags
    ).expect(0)
    #expect((try one.json()["windows"] as? [Any])?.count == 1)
    await Run(["check", rules, "--window-at", "2022-08-31", "--last", "1h"] + flags)
      .expect(3, says: "Job inputs had no data", "2022/08/30/10 to 2022/08/30/11")
  }

  @Test("An object that is not there is named, the rest is judged, and the status says so")
  func missing() async throws {
    let manifest = "[{\"prefix\": \"s3://bucket/inputs/\"}, \"a.csv\", \"gone.csv\"]"
    try folder.write("cap/input/2022/08/30/10/m.json", manifest)
    let run = await Run(["check", rules, "--all"] + flags)
    run.expect(3, says: "s3://bucket/inputs/gone.csv", "1 object", "4 records", "PASS")
    try folder.write(
      "cap/input/2022/08/30/10/m.json", "[{\"prefix\": \"s3://bucket/inputs/\"}, \"a.")
    await Run(["check", rules] + flags)
      .expect(3, says: "10/m.json names: it is no manifest", "2 records", "the input of")
    try folder.write("cap/input/2022/08/30/10/m.json", manifest)
    await Run("check", rules, "--data", folder.path + "/cap", "--s3", "s3://bucket")
      .expect(2, says: "--s3 s3://bucket")
    await Run("check", rules, "--data", folder.path + "/cap")
      .expect(3, says: "5 objects", "--s3 s3://BUCKET/PATH=FOLDER")
  }
}
