import ArgumentParser
import Engine
import Interchange
import Language
import Metrics
import Outputs

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Rules as a constraints.json of SageMaker Model Monitor.",
    discussion: """
      tidemark export rules.tide --to sagemaker -o constraints.json

      What the service has no words for is listed with its place and why. Bounds on a model's errors \
      are a file of their own: with both, it is written beside the other as quality_NAME.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable { case sagemaker }

  @ArgumentParser.Argument(help: ArgumentHelp("A rule file.", valueName: "rules"))
  var rules: String

  @Option(help: "What to export to.")
  var to: Kind

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; printed by default.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A baseline whose columns rules of sets are for; by default the monitor's.",
      valueName: "path"))
  var baseline: String?

  @OptionGroup var rootOption: RootOption

  func run() throws {
    let (export, schema) = try export()
    let made = [
      (export.data?.json, output), (export.quality?.json, beside(export.data != nil)),
    ].compactMap { json, path in json.map { ($0, path) } }
    guard !made.isEmpty else {
      tell(export.losses)
      throw CommandFailure.arguments("\(rules): no rule of it could be carried")
    }
    guard output != nil || made.count == 1 else {
      throw CommandFailure.arguments(
        "\(rules): these are two files, of data and of model quality: say where with -o")
    }
    for (json, path) in made {
      if let path {
        try Files.write(json.text(.service) + "\n", to: path)
        Console.print("\(path): written")
      } else {
        Console.print(json.text(.service))
      }
    }
    tell(export.losses)
    if export.data != nil { tellOfColumns(export, schema) }
  }

  /// The service counts columns: those that no rule names are extra ones.
  private func tellOfColumns(_ export: ServiceExport, _ schema: Schema?) {
    guard let schema else {
      return Console.error(
        "columns that no rule names are not in the file: the service counts them as extra")
    }
    let names = export.unlisted(of: schema)
    guard !names.isEmpty else { return }
    let more = names.count > 10 ? " and \(names.count - 10) more" : ""
    Console.error(
      "\(Counted.text(names.count, "column")) without rules \(names.count == 1 ? "is" : "are") not in the file, and the service counts \(names.count == 1 ? "it" : "them") as extra: "
        + names.prefix(10).joined(separator: ", ") + more)
  }

  /// The file of model quality where that of data quality has the name.
  private func beside(_ isTaken: Bool) -> String? {
    guard isTaken, let output else { return output }
    var parts = output.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    parts[parts.count - 1] = "quality_" + (parts.last ?? "")
    return parts.joined(separator: "/")
  }

  /// - Returns: with the columns of the baseline, where one is at hand.
  private func export() throws -> (export: ServiceExport, schema: Schema?) {
    let files = try RuleFiles([rules], root: rootOption.root)
    let columns = ExportCommand.columns(of: files)
    let (schema, _) = try Baseline.schema(of: files, instead: baseline)
    let checked = files.check(
      schema: schema ?? files.constrained ?? Schema(names: columns),
      known: schema.map { Set($0.names) })
    RuleFiles.show(checked.diagnostics, color: .auto, from: .error)
    guard let ruleset = checked.rulesets.first,
      !checked.diagnostics.contains(where: { $0.severity == .error })
    else {
      throw CommandFailure.arguments("\(rules): mend these mistakes first; nothing was exported")
    }
    let task = ruleset.scope.task
    let terms = task.map { QualityTerms($0.kind, task: $0) }
    let export = ServiceExport(
      ruleset, columns: columns, kind: task?.kind, names: terms?.names ?? [:])
    return (export, schema)
  }

  /// Columns that `columns { }` names, in its order.
  private static func columns(of files: RuleFiles) -> [String] {
    var names: [String] = []
    for tree in files.trees {
      let sets = tree.declarations.compactMap { declaration -> String? in
        if case .let(let named) = declaration { named.name.text } else { nil }
      }
      for case .columns(let block) in tree.declarations {
        for case .checks(.path(let path), _) in block.entries.map(\.kind) {
          if !sets.contains(path.text), !names.contains(path.text) { names.append(path.text) }
        }
      }
    }
    return names
  }

  private func tell(_ losses: [ServiceExport.Loss]) {
    let lost = losses.filter { !$0.isCarried }
    let changed = losses.filter(\.isCarried)
    for (title, some) in [
      ("could not be carried", lost), ("is carried as something else", changed),
    ]
    where !some.isEmpty {
      Console.error("\(some.count) of the rules \(title):")
      for loss in some { Console.error("  \(loss.span): \(loss.rule): \(loss.reason)") }
    }
  }
}
