import Engine
import Interchange
import Language
import Metrics

/// The task that the command line gives, as written; nil where it gives none.
struct GivenTask {
  var text: String?
  /// The group and the features of bias metrics, likewise.
  var bias: String?

  /// The kind of the task; what is wrong inside it is told with the rules.
  ///
  /// - Throws: where the text is no call of a task.
  var kind: ModelTask.Kind? {
    get throws {
      guard let text else { return nil }
      let parsed = Parser.parseExpression(SourceFile(path: "--task", text: text))
      guard parsed.diagnostics.isEmpty, case .call(let path, .some) = parsed.expression.kind,
        let kind = ModelTask.Kind(rawValue: path.text)
      else {
        let kinds = ModelTask.Kind.ofService.map { "\($0.rawValue)(…)" }
        throw CommandFailure.arguments(
          "--task \(text): a task is one of \(kinds.joined(separator: ", ")), "
            + "such as 'regression(prediction: p, label: y)'")
      }
      return kind
    }
  }

  /// The task as far as it can be read without data; what is wrong with it is told with the data.
  var task: ModelTask? {
    guard let text else { return nil }
    let parsed = Parser.parseExpression(SourceFile(path: "--task", text: text))
    var checker = ExpressionChecker(Scope(catalogue: .standard, schema: nil))
    return parsed.diagnostics.isEmpty ? checker.task(parsed.expression) : nil
  }

  /// Refuses a task that names columns which the data lack.
  func refuseAbsent(_ rulesets: [Ruleset], _ reading: DataReading) throws {
    guard text != nil, let schema = reading.schema else { return }
    let wanted = rulesets.compactMap(\.scope.task).flatMap(\.columns)
    guard let lacking = wanted.first(where: { schema[$0] == nil }) else { return }
    throw CommandFailure.arguments(
      "--task: the data have no column `\(lacking)`: "
        + "they have \(schema.names.prefix(20).joined(separator: ", "))")
  }

  /// Refuses a task of another kind than the constraints are of.
  func validate(for constraints: ServiceFiles.ConstraintsFile, _ path: String) throws {
    if case .bias = constraints {
      guard let given = try kind, given != .binary else { return }
      throw CommandFailure.arguments(
        "--task: \(path) is of bias, whose task is binary(…), and this is \(given.rawValue)(…)")
    }
    guard bias == nil else {
      throw CommandFailure.arguments("--bias is for an analysis.json, and \(path) is none")
    }
    guard let given = try kind else { return }
    guard case .quality(let constraints) = constraints else {
      throw CommandFailure.arguments("--task: \(path) is of data quality, which asks for none")
    }
    guard constraints.kind == given else {
      throw CommandFailure.arguments(
        "--task: \(path) is of a \(constraints.kind.rawValue) model, "
          + "and this is \(given.rawValue)(…)")
    }
  }
}
