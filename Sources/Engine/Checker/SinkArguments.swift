import Language

/// Reads the options of a sink, of a model or of attributions, each once, and reports what is wrong
/// with them.
struct SinkArguments {
  /// What is called: `webhook`.
  private let name: String
  private let options: [String]
  private let takesLeading: Bool
  private let code: DiagnosticCode
  let span: SourceSpan
  /// Of the rule file, with a `/` at its end, or empty.
  let folder: String
  private let monitor: String
  private(set) var given: [String: Expression] = [:]
  /// What stands first, without a name, where that may be: the command of a command.
  private(set) var leading: Expression?
  private(set) var diagnostics: [Diagnostic] = []

  init(
    kind: SinkKindName, _ arguments: [Argument], at span: SourceSpan, folder: String,
    monitor: String
  ) {
    self.init(
      kind.rawValue, options: kind.options, takesLeading: kind == .command, .wrongSinkOption,
      arguments, at: span, folder: folder, monitor: monitor)
  }

  /// - Parameter code: of what is wrong with an option.
  init(
    _ name: String, options: [String], takesLeading: Bool, _ code: DiagnosticCode,
    _ arguments: [Argument], at span: SourceSpan, folder: String, monitor: String = ""
  ) {
    self.name = name
    self.options = options
    self.takesLeading = takesLeading
    self.code = code
    self.span = span
    self.folder = folder
    self.monitor = monitor
    for argument in arguments { take(argument) }
  }

  private mutating func take(_ argument: Argument) {
    guard let label = argument.label else {
      if takesLeading, leading == nil, given.isEmpty {
        leading = argument.value
        return
      }
      return report("the options of `\(name)` are named", at: argument.value.span, notes: [known])
    }
    guard options.contains(label.text) else {
      return report(
        "`\(name)` has no option `\(label.text)`", at: label.span, notes: [known],
        fixIts: FixIt.nearest(to: label.text, among: options, replace: label.span))
    }
    guard given[label.text] == nil else {
      return report("`\(label.text)` is given twice", at: label.span)
    }
    given[label.text] = argument.value
  }

  private var known: String {
    "options of `\(name)` are " + options.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// What the sink is; nil after a mistake.
  mutating func kindAndLevel(
    of kind: SinkKindName
  ) -> (SinkSpecification.Kind, SeverityLiteral)? {
    let atLeast = choice("at_least", SeverityLiteral.allCases) ?? .info
    let result: SinkSpecification.Kind?
    switch kind {
    case .stdout:
      result = .standardOutput(choice("format", SinkSpecification.TextFormat.allCases) ?? .text)
    case .file: result = file().map { .file($0) }
    case .webhook: result = webhook().map { .webhook($0) }
    case .command: result = command().map { .command($0) }
    }
    guard let result, diagnostics.allSatisfy({ $0.severity != .error }) else { return nil }
    return (result, atLeast)
  }

  private enum FileFormat: String, CaseIterable { case jsonl }

  private mutating func file() -> SinkSpecification.FileOptions? {
    _ = choice("format", FileFormat.allCases)
    let rotate = number("rotate", 1_000...Double(1 << 50), "a size, such as `100 MB`") {
      if case .size(let bytes) = $0 { bytes } else { nil }
    }
    let keep = wholeNumber("keep", 0...1_000)
    if let keep = given["keep"], given["rotate"] == nil {
      report(
        "`keep` says how many full files stay, and without `rotate` none gets full", at: keep.span)
    }
    guard let path = required("path") else { return nil }
    guard case .string(let text) = path.kind, !text.isEmpty, !text.contains("\0") else {
      report("`path` is text in quotes, such as \"alerts/{monitor}.jsonl\"", at: path.span)
      return nil
    }
    let template = MessageTemplate.parse(
      StringLiteral(text, path.span), names: ["monitor"], of: "the path of a sink")
    diagnostics += template.problems
    return SinkSpecification.FileOptions(
      path: resolve(template.template.text(["monitor": monitor])),
      rotateBytes: rotate.map { Int($0) },
      keep: keep ?? SinkSpecification.FileOptions.defaultKeep)
  }

  private mutating func webhook() -> SinkSpecification.WebhookOptions? {
    let template = choice("template", SinkSpecification.Template.allCases) ?? .json
    let timeout = number("timeout", 0.1...300, "a duration, such as `10 s`") {
      if case .duration(let seconds) = $0 { seconds } else { nil }
    }
    let retries = wholeNumber("retries", 0...20)
    let secret = given["secret"].flatMap { value -> SecretText? in
      let secret = secretText(value, "the secret")
      if case .text? = secret {
        reportSecret("the secret of a webhook", at: value.span, "PAGER_SECRET")
        return nil
      }
      return secret
    }
    let headers = headers()
    guard let url = required("url"), let address = secretText(url, "the address") else {
      return nil
    }
    if case .text(let text) = address { check(url: text, at: url.span) }
    return SinkSpecification.WebhookOptions(
      url: address, secret: secret, template: template, headers: headers,
      timeoutSeconds: timeout ?? SinkSpecification.WebhookOptions.defaultTimeout,
      retries: retries ?? SinkSpecification.WebhookOptions.defaultRetries)
  }

  private mutating func check(url: String, at span: SourceSpan) {
    guard let address = WebhookAddress(url) else {
      return report(
        "this is no address of a webhook", at: span,
        notes: ["it begins with https:// (or http://) and a host, and has no spaces"])
    }
    if address.holdsSecret { reportSecret("the secret in this address", at: span, "PAGER_URL") }
    if !address.isSecure, !address.isLocal {
      diagnostics.append(
        Diagnostic(
          .plainWebhook, "this webhook is not encrypted", at: span,
          label: "anybody on the way can read the alerts", notes: ["use https://"]))
    }
  }

  mutating func headers() -> [SecretText] {
    guard let value = given["headers"] else { return [] }
    guard case .list(let elements) = value.kind else {
      report(
        "`headers` is a list, such as [\"X-Team: demand\", env(\"PAGER_AUTHORIZATION\")]",
        at: value.span)
      return []
    }
    return elements.compactMap { element in
      guard let header = secretText(element, "a header") else { return nil }
      guard case .text(let text) = header else { return header }
      switch WebhookHeader.check(text) {
      case .valid(let name):
        if WebhookAddress.namesSecret(name) {
          reportSecret("the value of `\(name)`", at: element.span, "PAGER_AUTHORIZATION")
          return nil
        }
        return header
      case .invalid(let why):
        report(why, at: element.span)
        return nil
      }
    }
  }

  // MARK: Values

  mutating func required(_ option: String) -> Expression? {
    if let value = given[option] { return value }
    // A misspelt name may have been meant.
    if diagnostics.isEmpty {
      report("`\(name)` needs `\(option)`", at: span, notes: [known])
    }
    return nil
  }

  mutating func choice<Choice: RawRepresentable<String>>(
    _ option: String, _ cases: [Choice]
  ) -> Choice? {
    guard let value = given[option] else { return nil }
    let names = cases.map(\.rawValue)
    var word: String?
    if case .call(let path, nil) = value.kind { word = path.text }
    if let word, let choice = Choice(rawValue: word) { return choice }
    report(
      "`\(option)` is " + names.map { "`\($0)`" }.joined(separator: " or "), at: value.span,
      fixIts: word.map { FixIt.nearest(to: $0, among: names, replace: value.span) } ?? [])
    return nil
  }

  mutating func wholeNumber(_ option: String, _ range: ClosedRange<Int>) -> Int? {
    let limits = Double(range.lowerBound)...Double(range.upperBound)
    let what = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return number(option, limits, what) {
      if case .number(let value) = $0, value == value.rounded() { value } else { nil }
    }.map { Int($0) }
  }

  mutating func number(
    _ option: String, _ range: ClosedRange<Double>, _ what: String,
    _ read: (Expression.Kind) -> Double?
  ) -> Double? {
    guard let value = given[option] else { return nil }
    guard let number = read(value.kind) else {
      report("`\(option)` is \(what)", at: value.span)
      return nil
    }
    guard range.contains(number) else {
      report("`\(option)` is too \(number < range.lowerBound ? "small" : "large")", at: value.span)
      return nil
    }
    return number
  }

  /// Text in quotes, `env("NAME")` or `file("path")`.
  mutating func secretText(_ value: Expression, _ what: String) -> SecretText? {
    switch value.kind {
    case .string(let text): return .text(text)
    case .call(let path, let arguments?) where arguments.count == 1 && arguments[0].label == nil:
      guard case .string(let text) = arguments[0].value.kind, !text.isEmpty, !text.contains("\0")
      else { break }
      if path.text == "env", !text.contains("=") { return .environment(text) }
      if path.text == "file" { return .file(resolve(text)) }
    default: break
    }
    let text = what.contains("secret") ? "" : "text in quotes, "
    report("\(what) is \(text)`env(\"NAME\")` or `file(\"path\")`", at: value.span)
    return nil
  }

  func resolve(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

  mutating func report(
    _ message: String, at span: SourceSpan, notes: [String] = [], fixIts: [FixIt] = []
  ) {
    diagnostics.append(
      Diagnostic(code, message, at: span, notes: notes, fixIts: fixIts))
  }

  mutating func reportSecret(_ what: String, at span: SourceSpan, _ variable: String) {
    diagnostics.append(
      Diagnostic(
        .secretAsText, "\(what) stands in the rule file", at: span,
        notes: [
          "write `env(\"\(variable)\")` or `file(\"path\")`; what was ever in git is no secret any more"
        ]))
  }
}
