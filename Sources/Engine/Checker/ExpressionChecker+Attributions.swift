import Language

extension ExpressionChecker {
  /// Where `attributions` says that they come from; nil after a report.
  ///
  /// - Parameter backgrounds: the columns of files that `background:` names, by their paths.
  package mutating func attributions(
    _ expression: Expression, backgrounds: [String: [String]] = [:]
  ) -> AttributionSource? {
    switch expression.kind {
    case .string(let glob):
      return recorded(.glob(glob), .meanAbsolute, at: expression.span)
    case .call(let path, let arguments) where path.text == "recorded":
      var reader = options(of: path, ["aggregate"], takesLeading: true, arguments, expression)
      let aggregate = reader.choice("aggregate", AttributionSource.Aggregate.allCases)
      if reader.leading == nil, reader.diagnostics.isEmpty {
        reader.report(
          "`recorded` wants the columns that hold attributions", at: expression.span,
          notes: ["such as recorded(\"shap_*\", aggregate: median)"])
      }
      reader.diagnostics.forEach { report($0) }
      guard let leading = reader.leading, reader.diagnostics.isEmpty,
        let set = columnSetMember(leading)
      else { return nil }
      return recorded(set, aggregate ?? .meanAbsolute, at: leading.span)
    case .call(let path, let arguments) where path.text == "kernel_shap":
      return kernelShap(path, arguments, expression, backgrounds)
    case .columns:
      guard let set = columnSet(of: expression) else { return nil }
      return recorded(set, .meanAbsolute, at: expression.span)
    default:
      var fixIts: [FixIt] = []
      if case .call(let path, _) = expression.kind {
        fixIts = FixIt.nearest(
          to: path.text, among: ["recorded", "kernel_shap"], replace: path.span)
      }
      report(
        Diagnostic(
          .wrongAttributions, "attributions are of columns, or of a method that asks the model",
          at: expression.span,
          notes: [
            "columns are named \"shap_*\" or recorded(\"shap_*\", aggregate: median); "
              + "a method is kernel_shap(samples: 100, background: \"rows.csv\")"
          ], fixIts: fixIts))
      return nil
    }
  }

  private func options(
    of path: Path, _ options: [String], takesLeading: Bool, _ arguments: [Argument]?,
    _ expression: Expression
  ) -> SinkArguments {
    SinkArguments(
      path.text, options: options, takesLeading: takesLeading, .wrongAttributions, arguments ?? [],
      at: expression.span, folder: expression.span.file.folder)
  }

  private mutating func recorded(
    _ set: ColumnSet, _ aggregate: AttributionSource.Aggregate, at span: SourceSpan
  ) -> AttributionSource? {
    var columns = SelectedColumns(set, of: scope.schema, scope.facts).candidates.map(\.name)
    // A baseline that was made without attributions does not keep the data from having them.
    if columns.isEmpty, let known = scope.knownColumns {
      columns = known.sorted().filter { set.contains(Schema.Column($0), scope.facts) }
    }
    if columns.isEmpty, scope.schema != nil || scope.knownColumns != nil {
      report(
        Diagnostic(.selectsNothing, "this selects none of the columns", at: span))
      return nil
    }
    return AttributionSource(
      columns.map { column in
        AttributionSource.Feature(
          name: set.featureName(column), column: column, values: RowExpression(column: column, span)
        )
      }, aggregate)
  }

  private mutating func kernelShap(
    _ path: Path, _ written: [Argument]?, _ expression: Expression,
    _ backgrounds: [String: [String]]
  ) -> AttributionSource? {
    var reader = options(
      of: path,
      [
        "samples", "background", "summary", "clusters", "aggregate", "seed", "records", "output",
        "features", "id",
      ], takesLeading: false, written, expression)
    let samples = reader.wholeNumber("samples", 2...1_048_576)
    let summary = reader.choice("summary", KernelShapOptions.Summary.allCases)
    let clusters = reader.wholeNumber("clusters", 1...100)
    let aggregate = reader.choice("aggregate", AttributionSource.Aggregate.allCases)
    let seed = reader.wholeNumber("seed", 0...Int(Int32.max))
    let records = reader.wholeNumber("records", 1...100_000)
    let output = reader.wholeNumber("output", 0...10_000)
    if let clusters = reader.given["clusters"], summary != .kMeans {
      reader.report("`clusters` is of `summary: k_means`", at: clusters.span)
    }
    let background = reader.required("background")
    var file = ""
    if let background {
      if case .string(let text) = background.kind, !text.isEmpty, !text.contains("\0") {
        file = reader.resolve(text)
      } else {
        report(
          Diagnostic(
            .backgroundUnreadable, "`background` is a file, such as \"rows.csv\"",
            at: background.span))
        return nil
      }
    }
    reader.diagnostics.forEach { report($0) }
    let id = reader.given["id"].flatMap { rowExpression($0) }
    guard reader.diagnostics.isEmpty, let background,
      let names = features(reader.given["features"], among: backgrounds[file], id)
    else { return nil }
    let options = KernelShapOptions(
      samples: samples ?? KernelShapOptions.defaultSamples, background: file,
      backgroundSpan: background.span, summary: summary ?? .rows,
      clusters: clusters ?? KernelShapOptions.defaultClusters, seed: UInt64(seed ?? 1),
      records: records ?? KernelShapOptions.defaultRecords, output: output ?? 0, id: id)
    return AttributionSource(
      names.map { name in
        AttributionSource.Feature(
          name: name, column: name,
          values: RowExpression(
            column: "attribution of \(name) to output \(options.output)", expression.span))
      }, aggregate ?? .meanAbsolute, kernel: options)
  }

  private mutating func rowExpression(_ expression: Expression) -> RowExpression? {
    let term = check(expression, .row)
    return term.isInvalid ? nil : RowExpression(term)
  }

  /// The model's features in the order in which it gets them: that of the background.
  private mutating func features(
    _ written: Expression?, among background: [String]?, _ id: RowExpression?
  ) -> [String]? {
    let task = Set((scope.task?.columns ?? []) + (id?.columns ?? []))
    let columns =
      background ?? scope.schema?.columns.filter { !$0.isBeside }.map(\.name) ?? []
    guard let written else { return columns.filter { !task.contains($0) } }
    guard let set = columnSetMember(written) else { return nil }
    let chosen = columns.filter { set.contains(Schema.Column($0), scope.facts) }
    let wanted = SelectedColumns(set, of: scope.schema, scope.facts).candidates.map(\.name)
    if let background, let lacking = wanted.first(where: { !background.contains($0) }) {
      report(
        Diagnostic(
          .backgroundUnreadable, "the background lacks the feature `\(lacking)`", at: written.span,
          notes: ["its columns are \(background.prefix(20).joined(separator: ", "))"]))
      return nil
    }
    if chosen.isEmpty, !columns.isEmpty {
      report(
        Diagnostic(.selectsNothing, "this selects none of the columns", at: written.span))
      return nil
    }
    return chosen
  }
}

extension ColumnSet {
  /// `age` of `shap_age`, where the set is `shap_*`; else the column's own name.
  fileprivate func featureName(_ column: String) -> String {
    var set = self
    if case .union(let sets) = set, sets.count == 1 { set = sets[0] }
    guard case .glob(let glob) = set, !glob.contains("?") else { return column }
    let parts = glob.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 2, column.count > parts[0].count + parts[1].count else { return column }
    return String(column.dropFirst(parts[0].count).dropLast(parts[1].count))
  }
}

extension SourceFile {
  /// The folder of the file with a `/` at its end; empty for the current one.
  var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
}
