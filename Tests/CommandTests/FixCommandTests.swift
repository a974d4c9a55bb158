import Foundation
import Testing

/// `tidemark fix`, and the flags of `lint` that it shares, as CI and an editor's user run them.
struct FixCommandTests {
  private static let broken = "edition 1\nrule r { expect compleetness(fare) >= 95 }\n"
  private static let mended = "edition 1\nrule r { expect completeness(fare) >= 95% }\n"

  @Test func rewritesInPlace() async throws {
    let folder = try Folder()
    let path = try folder.write("a.tide", Self.broken)
    let dry = await Run("fix", path, "--dry-run").expect(1, says: "would mend 2 findings")
    #expect(dry.output.contains("-rule r { expect compleetness(fare) >= 95 }\n+rule r"))
    #expect(try folder.read("a.tide") == Self.broken)
    await Run("fix", path).expect(0, says: "mended 2 findings")
    #expect(try folder.read("a.tide") == Self.mended)
    await Run("fix", path).expect(0, says: "nothing to mend")
    await Run("fix", path, "--dry-run").expect(0)
  }

  @Test func codesAreChosen() async throws {
    let folder = try Folder()
    let path = try folder.write("a.tide", Self.broken)
    await Run("fix", path, "--code", "TM502").expect(0, says: "nothing to mend; 1 finding left")
    await Run("fix", path, "--code", "TM2O2").expect(2, says: "--code", "did you mean `TM202`?")
    await Run("fix", path, "--code", "TM202").expect(0, says: "mended 1 finding; 1 finding left")
  }

  @Test func whatCannotBeReadAfterwardsStays() async throws {
    let folder = try Folder()
    let text = "edition 1\nrule r { expect compleetness(fare) >= 95% }\nrule { expect > }\n"
    let path = try folder.write("a.tide", text)
    await Run("fix", path).expect(2, says: "a.tide:3:6", "it is as it was")
    #expect(try folder.read("a.tide") == text)
    await Run("fix", folder.path + "/none.tide").expect(2, says: "no such rule file")
    let json = try folder.write("c.json", "{}")
    await Run("fix", json).expect(2, says: "c.json")
  }

  @Test("Lines that differ in their break, and a last line without one, are shown as they are")
  func difference() async throws {
    let folder = try Folder()
    let path = try folder.write("a.tide", "edition 1\r\nrule r {expect row_count>0}")
    let run = await Run("fmt", "--diff", path).expect(1)
    #expect(
      run.output.hasSuffix(
        "@@ -1,2 +1,2 @@\n-edition 1\r\n-rule r {expect row_count>0}\n"
          + "\\ No newline at end of file\n+edition 1\n+rule r { expect row_count > 0 }\n"))
    let other = try folder.write("b.tide", "edition 1\r\nrule r { expect compleetness(x) > 0 }\r\n")
    let fix = await Run("fix", "--dry-run", other).expect(1)
    #expect(
      fix.output.hasSuffix(
        "@@ -1,2 +1,2 @@\n edition 1\r\n-rule r { expect compleetness(x) > 0 }\r\n"
          + "+rule r { expect completeness(x) > 0 }\r\n"))
  }

  @Test func levelsAreFlags() async throws {
    let folder = try Folder()
    let path = try folder.write(
      "a.tide", "edition 1\nlet unused = 1\nrule r { expect row_count > 0 }\n")
    await Run("lint", path).expect(0, says: "1 warning")
    await Run("lint", path, "--deny", "TM502").expect(1, says: "error[TM502]")
    await Run("lint", path, "--deny", "TM5xx").expect(1, says: "error[TM502]")
    await Run("lint", path, "--deny", "bug").expect(1)
    await Run("lint", path, "--allow", "TM502", "--deny", "notes").expect(0, says: "0 warnings")
    await Run("lint", path, "--deny", "notes").expect(1)
    await Run("lint", path, "--deny", "warning").expect(2, says: "did you mean `warnings`?")
    await Run("lint", path, "--allow", "TM201").expect(2, says: "TM201 is an error")
    await Run("lint", path, "--warn", "styl").expect(2, says: "did you mean `style`?")
  }
}
