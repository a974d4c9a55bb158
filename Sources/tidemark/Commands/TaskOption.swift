import ArgumentParser

/// What a model predicts, where no rule file says it.
struct TaskOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the model predicts, for a constraints.json of model quality or an analysis.json, such "
        + "as 'regression(prediction: p, label: y)'.", valueName: "task"))
  var task: String?

  @Option(
    help: ArgumentHelp(
      "What an analysis.json does not say of its bias metrics: 'group: g, features: [a, b]'.",
      valueName: "arguments"))
  var bias: String?

  var given: GivenTask { GivenTask(text: task, bias: bias) }
}
