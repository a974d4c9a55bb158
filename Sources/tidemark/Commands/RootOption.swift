import ArgumentParser

/// Where the files that rules name may lie: shared by the commands that read rules.
struct RootOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that imports may not leave; by default that of the git repository, else the rule file's.",
      valueName: "folder"))
  var root: String?
}
