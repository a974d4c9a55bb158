import Language

extension SinkArguments {
  /// What a command is, and with what it runs; nil after a mistake.
  mutating func command() -> SinkSpecification.CommandOptions? {
    let timeout = number("timeout", 1...86_400, "a duration, such as `30 min`") {
      if case .duration(let seconds) = $0 { seconds } else { nil }
    }
    let retries = wholeNumber("retries", 0...20)
    let environment = environment()
    guard let leading else {
      if diagnostics.isEmpty { reportShape(at: span) }
      return nil
    }
    guard case .list(let elements) = leading.kind, !elements.isEmpty else {
      reportShape(at: leading.span)
      return nil
    }
    let arguments = elements.enumerated().compactMap { self.argument($1, isProgram: $0 == 0) }
    guard arguments.count == elements.count else { return nil }
    return SinkSpecification.CommandOptions(
      arguments: arguments, folder: folder,
      timeoutSeconds: timeout ?? SinkSpecification.CommandOptions.defaultTimeout,
      environment: environment,
      retries: retries ?? SinkSpecification.CommandOptions.defaultRetries)
  }

  private mutating func argument(_ element: Expression, isProgram: Bool) -> String? {
    if case .call(let path, _) = element.kind, ["env", "file"].contains(path.text) {
      report(
        "a command is never given a secret", at: element.span,
        notes: ["others could read it in the list of processes: let the command read it itself"])
      return nil
    }
    guard case .string(let text) = element.kind, !text.contains("\0"),
      !isProgram || !text.isEmpty
    else {
      reportShape(at: element.span)
      return nil
    }
    if isProgram, text.contains(" "), !text.contains("/") {
      report(
        "no shell reads a command: each argument is a text of its own", at: element.span,
        notes: [
          "write ["
            + text.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ") + "]"
        ])
      return nil
    }
    let name = text.prefix { $0 != "=" }
    if name.count < text.count, WebhookAddress.namesSecret(name) {
      reportSecret("the secret in this argument", at: element.span, "NAME")
      return nil
    }
    return text
  }

  /// Names of variables.
  private mutating func environment() -> [String] {
    guard let value = given["environment"] else { return [] }
    guard case .list(let elements) = value.kind else {
      report(
        "`environment` is a list of names, such as [\"MODEL_FOLDER\"]", at: value.span)
      return []
    }
    return elements.compactMap { element in
      guard case .string(let name) = element.kind, !name.isEmpty,
        name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") })
      else {
        report("the name of a variable is wanted, such as \"MODEL_FOLDER\"", at: element.span)
        return nil
      }
      guard !WebhookAddress.namesSecret(name) else {
        report(
          "a command is never given a secret, and `\(name)` is called like one", at: element.span,
          notes: ["let the command read it from where it is kept"])
        return nil
      }
      return name
    }
  }

  private mutating func reportShape(at span: SourceSpan) {
    report(
      "a command is a list of texts, its program first", at: span,
      notes: ["such as command([\"./retrain.sh\", \"--fast\"], timeout: 30 min)"])
  }
}
