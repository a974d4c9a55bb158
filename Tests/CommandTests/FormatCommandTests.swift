import Foundation
import Testing

/// `tidemark fmt`, as CI and an editor's user run it.
struct FormatCommandTests {
  private static let untidy = "edition 1\nrule r {expect row_count>0}\n"
  private static let tidy = "edition 1\nrule r { expect row_count > 0 }\n"

  @Test func rewritesInPlace() async throws {
    let folder = try Folder()
    try folder.write("a.tide", Self.untidy)
    try folder.write("b.tide", Self.tidy)
    let (a, b) = (folder.path + "/a.tide", folder.path + "/b.tide")
    let run = await Run("fmt", a, b).expect(0, says: "formatted \(a)")
    #expect(!run.error.contains(b))
    #expect(try String(contentsOfFile: a, encoding: .utf8) == Self.tidy)
    await Run("fmt", "--check", a, b).expect(0)
  }

  @Test func checkNamesFilesAndWritesNothing() async throws {
    let folder = try Folder()
    try folder.write("a.tide", Self.untidy)
    let path = folder.path + "/a.tide"
    let run = await Run("fmt", "--check", path).expect(1)
    #expect(run.output == path + "\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.untidy)
  }

  @Test func diffShowsWhatWouldChange() async throws {
    let folder = try Folder()
    try folder.write("a.tide", Self.untidy)
    let run = await Run("fmt", "--diff", folder.path + "/a.tide").expect(1)
    #expect(
      run.output.hasSuffix(
        "@@ -1,2 +1,2 @@\n edition 1\n-rule r {expect row_count>0}\n+rule r { expect row_count > 0 }\n"
      ))
  }

  @Test func aFileWithMistakesStaysAndIsLocated() async throws {
    let folder = try Folder()
    try folder.write("a.tide", "edition 1\nrule r { expect > 0 }\n")
    try folder.write("b.tide", Self.untidy)
    let path = folder.path + "/a.tide"
    await Run("fmt", path, folder.path + "/b.tide").expect(
      2, says: "a.tide:2:17", "mend these mistakes first", "formatted \(folder.path)/b.tide")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "edition 1\nrule r { expect > 0 }\n")
    await Run("fmt", folder.path + "/none.tide").expect(2, says: "no such rule file")
  }
}
