import Language

extension ExpressionChecker {
  /// Whether the monitor has the task that a metric asks for; reports where it has not.
  mutating func hasTask(for signature: Signature, _ span: SourceSpan) -> Bool {
    guard !signature.tasks.isEmpty else { return true }
    if let task = scope.task, signature.tasks.contains(task.kind) { return true }
    let wanted = signature.tasks.map { "\($0.rawValue)(…)" }.joined(separator: " or ")
    report(
      Diagnostic(
        .taskWanted, "`\(signature.name)` needs a monitor whose task is \(wanted)", at: span,
        label: scope.task.map { "the task is `\($0.kind.rawValue)`" } ?? "there is no task",
        notes: ["a monitor says for example: task \(Self.example(signature))"]))
    return false
  }

  /// Whether the monitor says where attributions come from, for a metric of them; reports where it
  /// does not.
  mutating func hasAttributions(for signature: Signature, _ span: SourceSpan) -> Bool {
    guard signature.asksAttributions, scope.attributions == nil else { return true }
    // What is wrong with it has been told there.
    guard !scope.saysAttributions else { return false }
    report(
      Diagnostic(
        .attributionsWanted,
        "`\(signature.name)` needs a monitor that says where attributions come from", at: span,
        notes: ["a monitor says for example: attributions \"shap_*\""]))
    return false
  }

  private static func example(_ signature: Signature) -> String {
    switch signature.tasks.first {
    case .binary: "binary(prediction: p, probability: s, label: y, positive: 1)"
    case .multiclass: "multiclass(prediction: p, label: y)"
    case .ranking: "ranking(score: s, relevance: r, query: q)"
    case .regression, nil: "regression(prediction: p, label: y)"
    }
  }

  /// The task that an expression such as `regression(prediction: p, label: y)` states.
  package mutating func task(_ expression: Expression) -> ModelTask? {
    guard case .call(let path, let arguments) = expression.kind,
      let kind = ModelTask.Kind(rawValue: path.text), let arguments
    else {
      let kinds = ModelTask.Kind.allCases.map(\.rawValue)
      report(
        Diagnostic(
          .wrongTask, "a task is one of \(kinds.map { "\($0)(…)" }.joined(separator: ", "))",
          at: expression.span,
          fixIts: FixIt.nearest(to: expression.span.text, among: kinds, replace: expression.span)))
      return nil
    }
    var roles: [ModelTask.Role: RowExpression] = [:]
    var positive: ValueSet?
    var threshold = 0.5
    let before = diagnostics.count
    for argument in arguments {
      switch argument.label?.text {
      case "positive" where kind == .binary:
        positive = members(argument.value, "`positive`")
      case "threshold" where kind == .binary:
        threshold = self.threshold(argument.value) ?? threshold
      case let name:
        guard let role = name.flatMap(ModelTask.Role.init(rawValue:)), kind.has(role) else {
          reportRole(argument, kind)
          continue
        }
        let term = check(argument.value, .row)
        if !term.isInvalid { roles[role] = RowExpression(term) }
      }
    }
    guard diagnostics[before...].allSatisfy({ $0.severity != .error }) else { return nil }
    if kind == .binary, positive == nil, roles[.label]?.isCondition == true,
      roles[.prediction]?.isCondition != false
    {
      positive = .values([.boolean(true)])
    }
    guard isComplete(kind, roles, positive, expression.span) else { return nil }
    return ModelTask(kind, roles, positive: positive, threshold: threshold)
  }

  private mutating func isComplete(
    _ kind: ModelTask.Kind, _ roles: [ModelTask.Role: RowExpression], _ positive: ValueSet?,
    _ span: SourceSpan
  ) -> Bool {
    var lacking = kind.roles.wanted.filter { roles[$0] == nil }.map { "`\($0.rawValue):`" }
    if kind == .binary {
      if roles[.prediction] == nil, roles[.probability] == nil {
        lacking.append("`prediction:` or `probability:`")
      }
      if positive == nil { lacking.append("`positive:`") }
    }
    guard !lacking.isEmpty else { return true }
    report(
      Diagnostic(
        .wrongTask, "`\(kind.rawValue)` lacks \(lacking.joined(separator: ", "))", at: span,
        notes: lacking.last == "`positive:`"
          ? ["say which value is positive: `positive: 1`, or write conditions: `label: y == 1`"]
          : []
      ))
    return false
  }

  private mutating func threshold(_ expression: Expression) -> Double? {
    let term = check(expression, .window)
    guard !term.isInvalid else { return nil }
    guard let value = term.constant?.number, (0...1).contains(value) else {
      report(
        Diagnostic(
          .constantWanted, "`threshold` is a probability from 0 to 1", at: expression.span))
      return nil
    }
    return value
  }

  private mutating func reportRole(_ argument: Argument, _ kind: ModelTask.Kind) {
    let roles = (kind.roles.wanted + kind.roles.optional).map(\.rawValue)
    let names = kind == .binary ? roles + ["positive", "threshold"] : roles
    let span = argument.label?.span ?? argument.value.span
    report(
      Diagnostic(
        .wrongTask,
        argument.label.map { "`\(kind.rawValue)` has no option `\($0.text)`" }
          ?? "the options of a task are named: `\(names[0]): …`",
        at: span, notes: ["its options are \(names.joined(separator: ", "))"],
        fixIts: argument.label.map { FixIt.nearest(to: $0.text, among: names, replace: span) }
          ?? []))
  }
}

extension ModelTask.Kind {
  func has(_ role: ModelTask.Role) -> Bool {
    roles.wanted.contains(role) || roles.optional.contains(role)
  }
}
