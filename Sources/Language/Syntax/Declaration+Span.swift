extension Declaration {
  package var span: SourceSpan {
    switch self {
    case .monitor(let monitor): monitor.span
    case .let(let named), .define(let named), .derive(let named), .metric(let named),
      .sink(let named):
      named.span
    case .columns(let columns), .overrideColumns(let columns): columns.span
    case .rule(let rule), .overrideRule(let rule): rule.span
    case .waive(let waiver): waiver.span
    case .plugin(let plugin): plugin.span
    case .test(let test): test.span
    }
  }
}
