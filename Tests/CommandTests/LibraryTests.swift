import Testing

/// Libraries beside the files that import them, and alone.
struct LibraryTests {
  private static let files = [
    "main.tide": """
    edition 1
    import "lib.tide"
    monitor m { owner "ana" lint { style off } }
    rule volume { expect row_count > least }
    test "few" { given rows \"""
      x
      1
      \""" then volume violated }

    """,
    "lib.tide": """
    let least = 100
    let most = 900
    define filled(c) = completeness(c) > 0.5
    rule shape { expect max(x) < limit_of_main }

    """,
    "other.tide": """
    edition 1
    import "lib.tide"
    let limit_of_main = 3
    rule others { expect row_count < most }

    """,
  ]

  private func folder(_ changes: [String: String] = [:]) throws -> Folder {
    let folder = try Folder()
    for (name, text) in Self.files.merging(changes, uniquingKeysWith: { $1 }) {
      try folder.write(name, text)
    }
    return folder
  }

  /// `TM502 lib.tide:2`
  private func found(
    _ folder: Folder, _ names: String..., flags: [String] = []
  ) async throws -> [String] {
    let run = await Run(
      ["lint"] + names.map { folder.path + "/" + $0 } + flags + ["--format", "json"])
    let findings = try #require(try run.json()["diagnostics"] as? [[String: Any]])
    return findings.map { finding in
      let path = finding["file"] as? String ?? ""
      return
        "\(finding["code"] ?? "") \(path.split(separator: "/").last ?? ""):\(finding["line"] ?? "")"
    }.sorted()
  }

  @Test("A library beside its importers is no main file, and its names are judged over all of them")
  func beside() async throws {
    let folder = try folder([
      "main.tide": Self.files["main.tide", default: ""].replacing(
        "monitor m", with: "let limit_of_main = 2\nmonitor m")
    ])
    #expect(
      try await found(folder, "main.tide", "lib.tide")
        == ["TM502 lib.tide:2", "TM502 lib.tide:3"])
    // Whatever the order.
    #expect(
      try await found(folder, "lib.tide", "other.tide", "main.tide") == ["TM502 lib.tide:3"])
    try folder.write(
      "lib.tide",
      Self.files["lib.tide", default: ""].replacing(
        "define filled", with: "// tidemark:ignore TM502 because \"for later\"\ndefine filled"))
    #expect(try await found(folder, "lib.tide", "other.tide", "main.tide") == [])
  }

  @Test("A library alone is a note; with a monitor or as a main file it lacks its edition")
  func alone() async throws {
    let text = "let least = 100\ndefine filled(c) = completeness(c) > 0.5\n"
    let rule = "rule r { expect row_count > 3 }\n"
    let folder = try folder([
      "a.tide": text, "b.tide": text + rule, "c.tide": "monitor m { owner \"a\" }\n" + rule,
      "d.tide": "edition 1\n" + text + rule, "e.tide": "import \"b.tide\"\n", "f.tide": "// none\n",
    ])
    for name in ["a.tide", "b.tide", "e.tide"] {
      await Run("lint", folder.path + "/" + name).expect(0, says: "note[TM103]", "library")
      await Run("check", folder.path + "/" + name, "--data", folder.path + "/a.tide")
        .expect(2, says: "error[TM103]", "check a file that imports it")
      await Run("lint", folder.path + "/" + name, "--deny", "TM103").expect(1)
      await Run("fix", folder.path + "/" + name, "--dry-run").expect(0, says: "nothing to mend")
    }
    for name in ["c.tide", "f.tide"] {
      await Run("lint", folder.path + "/" + name).expect(1, says: "error[TM103]")
    }
    #expect(try await found(folder, "d.tide") == ["TM502 d.tide:2", "TM502 d.tide:3"])
    await Run("fix", folder.path + "/b.tide", "--code", "TM103").expect(0)
    #expect(try folder.read("b.tide").hasPrefix("edition 1\nlet least"))
  }

  @Test("A circle and a chain of libraries have their main files")
  func chains() async throws {
    let folder = try folder([
      "a.tide": "edition 1\nimport \"b.tide\"\nrule a { expect row_count > x }\n",
      "b.tide": "import \"c.tide\"\nlet y = 1\n", "c.tide": "let x = 1\n",
      "p.tide": "edition 1\nimport \"q.tide\"\nrule p { expect row_count > 1 }\n",
      "q.tide": "edition 1\nimport \"p.tide\"\nrule q { expect row_count > 1 }\n",
    ])
    #expect(try await found(folder, "c.tide", "b.tide", "a.tide") == ["TM502 b.tide:2"])
    #expect(
      try await found(folder, "p.tide", "q.tide") == ["TM251 p.tide:2", "TM251 q.tide:2"])
  }

  @Test("Tests of a library run where it is named; one without is its importer's part")
  func tests() async throws {
    let library = """
      let least = 100
      rule shape { expect max(x) < 3 }
      test "high" { given rows \"""
        x
        9
        \""" then shape violated }

      """
    let folder = try folder(["lib.tide": library])
    let (main, lib) = (folder.path + "/main.tide", folder.path + "/lib.tide")
    let run = await Run("test", main, lib).expect(0, says: "few", "high")
    #expect(!(run.output + run.error).contains("TM103"))
    await Run("test", lib).expect(0, says: "high")
    try folder.write("lib.tide", "let least = 100\nrule shape { expect max(x) < 3 }\n")
    let json = try await Run("test", main, lib, "--format", "json").expect(0).json()
    #expect((json["files"] as? [Any])?.count == 1)
    try folder.write("lib.tide", library.replacing("then shape", with: "then shpe"))
    await Run("test", main, lib).expect(2, says: "shpe")
    #expect(
      try await found(folder, "main.tide", "lib.tide").map { $0.suffix(10) } == ["lib.tide:6"])
  }
}
