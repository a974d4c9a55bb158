import Foundation
import Testing

@testable import tidemark

struct DocCommandTests {
  @Test("The reference is written, the same bytes each time, and only its own files are touched")
  func doc() async throws {
    let folder = try Folder()
    try folder.write("a/mine.txt", "mine")
    await Run("doc", "--out", folder.path + "/a").expect(0, says: "README.md")
    await Run("doc", "--out", folder.path + "/b").expect(0)
    #expect(try folder.read("a/mine.txt") == "mine")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/b")
      .filter { $0.hasSuffix(".md") }
    #expect(names.count > 100)
    for name in names {
      #expect(try folder.bytes("a/" + name) == folder.bytes("b/" + name), "\(name)")
    }
  }

  @Test("The page of the commands has each command, its options and its example")
  func commands() throws {
    let text = try CommandManual.text()
    for command in Tidemark.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(text.contains("## tidemark \(name)\n"))
      #expect(text.contains("```sh\ntidemark \(name)"), "\(name) shows an example")
    }
    #expect(text.contains("| `--fail-on fail-on` |") && text.contains("`warning`"))
    #expect(!text.contains("--help"))
  }

  @Test("A folder that can't be written is told")
  func unwritable() async throws {
    let folder = try Folder()
    let file = try folder.write("file", "x")
    await Run("doc", "--out", file).expect(2, says: "a file has this name")
  }
}
