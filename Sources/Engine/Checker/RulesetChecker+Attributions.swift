import Language

extension RulesetChecker {
  /// Reads the monitor's `attributions` and `model`, which name columns of its task.
  mutating func declareAttributions(_ monitor: MonitorDeclaration) {
    for case .model(let call) in monitor.clauses.map(\.kind) { declareModel(call) }
    for case .attributions(let expression) in monitor.clauses.map(\.kind) {
      scope.saysAttributions = true
      scope.attributions = with(scope) { [backgrounds] in
        $0.attributions(expression, backgrounds: backgrounds)
      }
    }
    if scope.attributions?.kernel != nil, scope.model == nil, !saysModel(monitor) {
      let span = scope.attributions?.kernel?.backgroundSpan ?? monitor.span
      diagnostics.append(
        Diagnostic(
          .modelWanted, "nothing says how the model is asked", at: span,
          notes: ["write `model command(\"python3 model.py\")` in the monitor"]))
    }
  }

  private func saysModel(_ monitor: MonitorDeclaration) -> Bool {
    monitor.clauses.contains { if case .model = $0.kind { true } else { false } }
  }

  private mutating func declareModel(_ call: Expression) {
    guard case .call(let path, let arguments) = call.kind,
      SinkArguments.modelKinds.contains(path.text)
    else {
      diagnostics.append(
        Diagnostic(
          .wrongModel, "a model is asked by `command(…)` or `http(…)`", at: call.span,
          notes: ["such as command(\"python3 model.py\")"]))
      return
    }
    var reader = SinkArguments.ofModel(
      path.text, arguments ?? [], at: call.span, folder: call.span.file.folder)
    scope.model = reader.model(path.text)
    diagnostics += reader.diagnostics
    if case .command(let words, _)? = scope.model?.kind {
      modelCommand = (words.first ?? "", call.span)
    }
  }

  /// A model that is a program runs as whoever checks the rules, just like the command of a sink.
  func problemsWithoutModelCommands() -> [Diagnostic] {
    guard scope.attributions?.kernel != nil, let (program, span) = modelCommand else { return [] }
    return [
      Diagnostic(
        .modelNotAllowed, "the model runs `\(VisibleText.safe(program))`, which is not allowed",
        at: span,
        notes: [
          "`--allow-commands` allows the commands of these rules; look at what they run before"
        ]
      )
    ]
  }
}
