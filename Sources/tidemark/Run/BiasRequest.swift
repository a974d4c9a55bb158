import Interchange
import Language

/// What `--bias` says: arguments of bias metrics, as rules write them, such as
/// `facet: A_SEX == 2, group: A_HGA`.
struct BiasRequest {
  private let arguments: [(name: String, text: String)]

  /// - Parameter known: the names that may be given.
  init(_ text: String, known: [String]) throws {
    let source = SourceFile(path: "--bias", text: "bias(\(text))")
    let parsed = Parser.parseExpression(source)
    guard parsed.diagnostics.isEmpty, case .call(_, let found?) = parsed.expression.kind,
      !found.isEmpty
    else {
      throw CommandFailure.arguments(
        "--bias \(text): this can't be read; it is written 'facet: A_SEX == 2, group: A_HGA'")
    }
    var arguments: [(name: String, text: String)] = []
    for argument in found {
      guard let name = argument.label?.text, known.contains(name),
        !arguments.contains(where: { $0.name == name })
      else {
        let what = argument.label?.text ?? argument.value.span.text
        throw CommandFailure.arguments(
          "--bias \(text): `\(what)` is not one of \(known.map { "\($0):" }.joined(separator: ", ")), "
            + "each once")
      }
      arguments.append((name, argument.value.span.text))
    }
    self.arguments = arguments
  }

  subscript(name: String) -> String? { arguments.first { $0.name == name }?.text }
}

extension GivenTask {
  /// What an `analysis.json` does not say of its metrics.
  func biasOptions() throws -> BiasRules.Options {
    let request = try bias.map { try BiasRequest($0, known: ["group", "features"]) }
    return BiasRules.Options(
      task: text, group: request?["group"], features: request?["features"])
  }
}
