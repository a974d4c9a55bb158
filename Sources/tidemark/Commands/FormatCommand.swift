import ArgumentParser
import Engine
import Language

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Print rule files in the one style; every comment stays.",
    discussion: """
      tidemark fmt rules.tide
      tidemark fmt --check rules/*.tide
      tidemark fmt - < rules.tide

      Files are rewritten in place. Exit status: 0 done, or all are formatted (--check, --diff); \
      1 some are not; 2 a file can't be read or has mistakes, and is left as it is.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("Rule files, or - for standard input.", valueName: "rules"))
  var rules: [String]

  @Flag(help: "Write nothing; name the files that would change.")
  var check = false

  @Flag(help: "Write nothing; show what would change.")
  var diff = false

  @Option(help: "auto, always or never.")
  var color: Console.Color = .auto

  func run() throws {
    var changed = 0
    var failed = 0
    for path in rules {
      do {
        if try format(path) { changed += 1 }
      } catch let failure as CommandFailure {
        Console.error("error: \(failure.message)")
        failed += 1
      }
    }
    if failed > 0 { throw ExitCode(2) }
    if check || diff, changed > 0 { throw ExitCode(1) }
  }

  /// Whether the file is not in the style.
  private func format(_ path: String) throws -> Bool {
    let bytes = path == "-" ? Files.readStandardInput() : try Files.read(path, "rule file")
    // A file that others import says no edition.
    let tree = Parser.parse(
      SourceFile(path: path == "-" ? "standard input" : path, bytes: bytes), as: .library)
    guard let text = Formatter.format(tree) else {
      RuleFiles.show(tree.diagnostics, color: color, from: .error)
      throw CommandFailure.arguments("\(path): mend these mistakes first; the file is as it was")
    }
    let isChanged = Array(text.utf8) != bytes
    if diff {
      let old = String(decoding: bytes, as: UTF8.self)
      Console.printExactly(LineDifference(old, text).text(path))
    } else if check {
      if isChanged { Console.print(path) }
    } else if path == "-" {
      Console.printExactly(text)
    } else if isChanged {
      try Files.write(text, to: path)
      Console.error("formatted \(path)")
    }
    return isChanged
  }
}
