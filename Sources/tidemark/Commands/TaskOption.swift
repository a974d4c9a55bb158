import ArgumentParser

/// What a model predicts, where no rule file says it.
struct TaskOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the model predicts, for a constraints.json of model quality, such as "
        + "'regression(prediction: p, label: y)'.", valueName: "task"))
  var task: String?

  var given: GivenTask { GivenTask(text: task) }
}
