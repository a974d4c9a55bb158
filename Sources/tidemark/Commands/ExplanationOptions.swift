import ArgumentParser

/// What is done with the attributions of single records.
struct ExplanationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the attributions of each record that the model was asked for, a JSON object a line; `tidemark explain --record ID --local FILE` prints one.",
      valueName: "file"))
  var local: String?
}
