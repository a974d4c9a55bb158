import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Print a constraints.json or analysis.json of SageMaker as rules.",
    discussion: """
      tidemark import constraints.json > rules.tide

      A file of data quality and one of model quality are told apart by what they hold. The latter does \
      not say which columns hold prediction and label: --task does. The bias metrics of an analysis.json \
      become the service's own rule, that none may be further from 0 than it was.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("A constraints.json or analysis.json.", valueName: "file"))
  var file: String

  @OptionGroup var taskOption: TaskOption

  func run() throws {
    let constraints = try ServiceFiles.constraints(file, Files.read(file, "constraints file"))
    try taskOption.given.validate(for: constraints, file)
    Console.printExactly(try ServiceFiles.rules(constraints, file, taskOption.given))
  }
}
