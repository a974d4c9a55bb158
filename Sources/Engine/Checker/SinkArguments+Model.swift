import Language

extension SinkArguments {
  static let modelKinds = ["command", "http"]

  /// Reads `command("python3 model.py")` or `http("http://127.0.0.1:8080/invocations")`.
  static func ofModel(
    _ kind: String, _ arguments: [Argument], at span: SourceSpan, folder: String
  ) -> SinkArguments {
    var options = ["content", "timeout", "batch", "in_flight"]
    if kind == "http" { options.append("headers") }
    return SinkArguments(
      kind, options: options, takesLeading: true, .wrongModel, arguments, at: span, folder: folder)
  }

  /// What the model is; nil after a mistake.
  mutating func model(_ kind: String) -> ModelSpecification? {
    let timeout = number("timeout", 0.1...86_400, "a duration, such as `30 s`") {
      if case .duration(let seconds) = $0 { seconds } else { nil }
    }
    let batch = wholeNumber("batch", 1...100_000)
    let inFlight = wholeNumber("in_flight", 1...64)
    let content = content(kind)
    let headers = kind == "http" ? headers() : []
    guard let leading else {
      if diagnostics.isEmpty { reportModelShape(kind, at: span) }
      return nil
    }
    let made: ModelSpecification.Kind?
    if kind == "command" {
      made = words(leading).map { .command($0, folder: folder) }
    } else {
      made = address(leading).map { .http(url: $0, headers: headers) }
    }
    guard let made, diagnostics.allSatisfy({ $0.severity != .error }) else { return nil }
    return ModelSpecification(
      kind: made, content: content ?? .csv,
      timeoutSeconds: timeout ?? ModelSpecification.defaultTimeout,
      batch: batch ?? ModelSpecification.defaultBatch,
      inFlight: inFlight ?? ModelSpecification.defaultInFlight, span: span)
  }

  private mutating func content(_ kind: String) -> ModelSpecification.Content? {
    guard let value = given["content"] else { return nil }
    let known = ModelSpecification.Content.allCases.filter { kind == "http" || $0 != .json }
    if case .string(let text) = value.kind,
      let content = known.first(where: { $0.rawValue == text })
    {
      return content
    }
    report(
      "`content` is " + known.map { "\"\($0.rawValue)\"" }.joined(separator: " or "),
      at: value.span)
    return nil
  }

  private mutating func words(_ value: Expression) -> [String]? {
    if case .string(let text) = value.kind {
      if let words = CommandWords.split(text), words.first?.isEmpty == false { return words }
    } else if case .list(let elements) = value.kind {
      let words = elements.compactMap { element -> String? in
        if case .string(let text) = element.kind, !text.contains("\0") { text } else { nil }
      }
      if words.count == elements.count, words.first?.isEmpty == false { return words }
    }
    reportModelShape("command", at: value.span)
    return nil
  }

  private mutating func address(_ value: Expression) -> SecretText? {
    guard let address = secretText(value, "the address of a model") else { return nil }
    guard case .text(let text) = address else { return address }
    guard let parts = WebhookAddress(text) else {
      reportModelShape("http", at: value.span)
      return nil
    }
    if parts.holdsSecret {
      reportSecret("the secret in this address", at: value.span, "MODEL_URL")
      return nil
    }
    return address
  }

  private mutating func reportModelShape(_ kind: String, at span: SourceSpan) {
    if kind == "command" {
      report(
        "a model's command is a program with its arguments", at: span,
        notes: ["such as command(\"python3 model.py\"); no shell reads it"])
    } else {
      report(
        "a model's address begins with http:// or https:// and a host", at: span,
        notes: ["such as http(\"http://127.0.0.1:8080/invocations\", content: \"text/csv\")"])
    }
  }
}
