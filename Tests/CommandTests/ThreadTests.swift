import Testing

@testable import tidemark

/// The number of threads never changes a byte.
@Suite struct ThreadTests {
  /// Some inputs, each a piece at least: plain ones that are cut and compressed ones.
  private static func inputs(_ folder: Folder) throws {
    for number in 0..<6 {
      let text = Taxi.csv(rows: 1_000, seed: UInt64(number), shift: Double(number))
      if number % 2 == 0 {
        try folder.write("data/part-\(number).csv", text)
      } else {
        try folder.write("data/part-\(number).csv.gz", Gzip.wrap(Array(text.utf8)))
      }
    }
    var random = SplitMix64(5)
    var large = "ride,fare,vendor\n"
    while large.utf8.count < 9 << 19 {
      let number = Int.random(in: 0..<1_000_000, using: &random)
      large += "\(number),\(number % 977).25,vendor number \(number % 31) of a long name\n"
      if number % 5_000 == 0 { large += "malformed\n" }
    }
    try folder.write("data/part-9.csv", large)
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() async throws {
    let folder = try Folder()
    try Self.inputs(folder)
    let data = folder.path + "/data"
    let files = [
      "rules.tide", "suggested.tide", "statistics.json", "constraints.json", "baseline.tidestate",
    ]
    var first: (files: [[UInt8]], check: String, quarantine: String)?
    for threads in ["1", "2", "5"] {
      let output = "threads-\(threads)/taxi"
      await Run("baseline", data, "-o", folder.path + "/" + output, "--threads", threads, "--quiet")
        .expect(0)
      let written = try files.map { try folder.bytes("\(output)/\($0)") }
      let rules = folder.path + "/threads-1/taxi/rules.tide"
      let check = await Run(
        "check", rules, "--data", data, "--format", "json", "--threads", threads, "--quarantine",
        folder.path + "/bad")
      check.expect(0)
      let quarantine = try folder.read("bad")
      #expect(quarantine.contains("malformed"))
      guard let first else {
        first = (written, check.output + check.error, quarantine)
        continue
      }
      for (name, pair) in zip(files, zip(first.files, written)) {
        #expect(pair.0 == pair.1, "\(name) with \(threads) threads")
      }
      #expect(first.check == check.output + check.error, "\(threads) threads")
      #expect(first.quarantine == quarantine, "\(threads) threads")
    }
  }
}
