import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Print a constraints.json of SageMaker Model Monitor as rules.",
    discussion: "tidemark import constraints.json > rules.tide")

  @ArgumentParser.Argument(help: ArgumentHelp("A constraints.json.", valueName: "file"))
  var file: String

  func run() throws {
    let constraints = try ServiceFiles.constraints(file, Files.read(file, "constraints file"))
    Console.printExactly(ServiceFiles.rules(constraints, file))
  }
}
