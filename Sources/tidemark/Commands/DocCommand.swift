import ArgumentParser
import Metrics
import Reference

struct DocCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc",
    abstract: "Write the reference: the language, metrics, diagnostics, commands, as Markdown.",
    discussion: """
      tidemark doc --out reference

      The pages are made from the tables that the program itself reads. Files of the reference that \
      are in the folder are replaced, others are left.
      """)

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"))
  var out: String

  func run() throws {
    let manual = Manual(
      Pages(.standard), commands: try CommandManual.text(), version: Tidemark.version)
    for folder in ["", "/metrics", "/diagnostics"] { try Files.makeFolder(out + folder) }
    for file in manual.files { try Files.write(file.text, to: out + "/" + file.path) }
    Console.print("\(out): \(Counted.text(manual.files.count, "page")), begin with README.md")
  }
}
