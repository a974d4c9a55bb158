import Language

extension RulesetChecker {
  /// The time of a record for what is checked before the monitor: as if a column of the data.
  mutating func declareRecordTime(_ tree: SyntaxTree) {
    for case .monitor(let monitor) in tree.declarations {
      for case .window(let window) in monitor.clauses.map(\.kind) {
        scope.facts.recordTime = window.column.map { RowExpression(column: $0.text) }
      }
    }
  }

  /// `window 1 day on inference_time, timezone "Europe/Berlin"`, `window 1000 rows`
  mutating func declareWindow(_ window: WindowClause, _ span: SourceSpan) {
    switch window.length {
    case .rows(let count): declareRows(count, window, span)
    case .duration(let seconds): declareTime(seconds, window, span)
    }
  }

  private mutating func declareRows(_ count: Double, _ window: WindowClause, _ span: SourceSpan) {
    guard let rows = Int(exactly: count), rows > 0 else {
      diagnostics.append(
        Diagnostic(.wholeNumberWanted, "a window has a whole number of rows, 1 or more", at: span))
      return
    }
    let ofTime = [
      ("every", window.everySeconds != nil), ("on", window.column != nil),
      ("allowed lateness", window.latenessSeconds != nil), ("timezone", window.timezone != nil),
    ].first(where: \.1)
    if let (word, _) = ofTime {
      diagnostics.append(
        Diagnostic(
          .wrongWindow, "`\(word)` is about windows of time; this one is of \(rows) rows", at: span,
          notes: ["records are counted off in the order in which they are read"]))
      return
    }
    windows = .rows(rows)
  }

  private mutating func declareTime(_ seconds: Double, _ window: WindowClause, _ span: SourceSpan) {
    guard let column = window.column else {
      diagnostics.append(
        Diagnostic(
          .windowColumnWanted, "a window of time needs the column that holds it", at: span,
          notes: ["write `window … on COLUMN`, such as `on inference_time` for captured requests"]))
      return
    }
    let zone = window.timezone.flatMap { self.zone($0) }
    guard let time = time(column) else { return }
    scope.facts.recordTime = time
    guard
      let cut = TimeWindows(
        lengthSeconds: seconds, everySeconds: window.everySeconds, time: time, zone: zone)
    else {
      diagnostics.append(
        Diagnostic(
          .windowTooShort, "windows can't be cut like this", at: span,
          notes: [
            "a window lasts a millisecond or more, and with `every` falls into at most"
              + " \(Number.grouped(TimeWindows.mostPanes)) steps"
          ]))
      return
    }
    if cut.step > cut.length {
      diagnostics.append(
        Diagnostic(
          .windowsApart, "between these windows are records that no rule sees", at: span,
          notes: ["`every` is how far apart windows begin; leave it out, or make it no longer"]))
    }
    windows = .time(cut)
  }

  /// A column of the data, whether known or not, or a derived one.
  private mutating func time(_ column: Path) -> RowExpression? {
    guard scope.derived[column.text] != nil else { return RowExpression(column: column.text) }
    let term = with(scope) { $0.column(column.text, column.span) }
    guard !term.isInvalid else { return nil }
    guard term.type == .time || term.type == .cell, term.stage == .row else {
      diagnostics.append(
        Diagnostic(
          .wrongType, "windows are cut by a time", at: column.span,
          label: "a \(term.type.rawValue)"))
      return nil
    }
    return RowExpression(term)
  }

  /// Nil for UTC, and after a report.
  private mutating func zone(_ literal: StringLiteral) -> ZoneTable? {
    guard literal.text != "UTC" else { return nil }
    if let zone = catalogue.zones.zone(literal.text) { return zone }
    guard catalogue.zones.areInstalled else {
      diagnostics.append(
        Diagnostic(
          .unknownZone, "this system has no time zones to look `\(literal.text)` up in",
          at: literal.span, notes: ["install its package `tzdata`, or leave `timezone` out for UTC"]
        ))
      return nil
    }
    diagnostics.append(
      Diagnostic(
        .unknownZone, "no time zone is called `\(literal.text)`", at: literal.span,
        notes: ["zones are called by a place, such as \"Europe/Berlin\", or \"UTC\""],
        fixIts: FixIt.nearest(to: literal.text, among: catalogue.zones.names, replace: literal.span)
        {
          "\"\($0)\""
        }))
    return nil
  }
}
