import Language

extension RulesetChecker {
  /// `drift psi(zero: 0.001)` in a monitor: the method, and its options, of each `drift` that names
  /// none.
  mutating func declareDrift(_ call: Expression) {
    guard let metric = catalogue["drift"], case .call(let path, let listed) = call.kind else {
      return
    }
    let options = listed ?? []
    if let bare = options.first(where: { $0.label == nil }) {
      diagnostics.append(
        Diagnostic(
          .wrongArguments, "an option of a method is named: `zero: 0.001`", at: bare.value.span))
      return
    }
    let method = Argument(
      label: Name("method", path.span),
      value: Expression(.call(path, nil), path.span))
    let arguments = [method] + options
    // A column stands in, so that mistakes are told once and here.
    let sample = with(scope) { checker in
      checker.metric(
        metric, arguments, call.span, column: checker.subjectColumn(nil, call.span))
    }
    guard !sample.isInvalid else { return }
    for name in ["drift", "drifted_share"] {
      let known = catalogue[name]?.signature.parameters.map(\.name) ?? []
      scope.defaults[name] = arguments.filter { known.contains($0.label?.text ?? "") }
    }
  }
}
