import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Print a constraints.json of SageMaker Model Monitor as rules.",
    discussion: """
      tidemark import constraints.json > rules.tide

      A file of data quality and one of model quality are told apart by what they hold. The latter does \
      not say which columns hold prediction and label: --task does.
      """)

  @ArgumentParser.Argument(help: ArgumentHelp("A constraints.json.", valueName: "file"))
  var file: String

  @OptionGroup var taskOption: TaskOption

  func run() throws {
    let constraints = try ServiceFiles.constraints(file, Files.read(file, "constraints file"))
    try taskOption.given.validate(for: constraints, file)
    Console.printExactly(ServiceFiles.rules(constraints, file, task: taskOption.task))
  }
}
