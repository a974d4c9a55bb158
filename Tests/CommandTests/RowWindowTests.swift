import Testing

/// Windows of so many records, as a check shows and keeps them.
struct RowWindowTests {
  private static let rules = """
    edition 1
    monitor m { window 4 rows }
    rule full { expect row_count == 4 }
    rule rises { alert when mean(x) > previous(mean(x)) for 2 windows }
    """

  private static func csv(_ rows: Range<Int>) -> String {
    "x\n" + rows.map { "\($0)\n" }.joined()
  }

  @Test func windowsAreNamedByTheirRecords() async throws {
    let folder = try Folder()
    let rules = try folder.write("m.tide", Self.rules)
    let data = try folder.write("d.csv", Self.csv(0..<10))
    let run = await Run("check", rules, "--data", data, "--format", "json").expect(1)
    let windows = try #require(try run.json()["windows"] as? [[String: Any]])
    #expect(windows.map { $0["rows"] as? [Int] } == [[1, 4], [5, 8], [9, 10]])
    await Run("check", rules, "--data", data, "--threads", "3")
      .expect(1, says: "in 3 windows", "records 9 … 10")
    await Run("check", rules, "--data", data, "--format", "sagemaker", "--out", folder.path + "/o")
      .expect(1)
    #expect(folder.holds("o/records-5-8/statistics.json"))
  }

  @Test func theSameDataAreTheSameWindowsOfAHistory() async throws {
    let folder = try Folder()
    let rules = try folder.write("m.tide", Self.rules)
    let check = { (rows: Range<Int>) async throws -> String in
      let data = try folder.write("d\(rows.lowerBound).csv", Self.csv(rows))
      return await Run("check", rules, "--data", data, "--history", folder.path + "/h", "--all")
        .output
    }
    let first = try await check(0..<8)
    let second = try await check(8..<16)
    #expect(second.contains("FIRES"), "two windows before, and these rise on: \(second)")
    #expect(try await check(0..<8) == first)
    #expect(try await check(8..<16) == second)
  }
}
