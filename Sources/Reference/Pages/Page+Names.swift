import Engine
import Language

extension Page {
  /// The page of a diagnostic.
  package init(_ code: DiagnosticCode) {
    self.init(
      .code, code.id, code.title,
      [
        Part("severity", "Severity", .text(code.severity.rawValue)),
        Part("group", "Group", .text(code.group.rawValue)),
        Part("why", "Why", .text(code.why)),
        Part("avoid", "Avoid", .rules(code.avoid)), Part("prefer", "Prefer", .rules(code.prefer)),
      ])
  }

  /// The page of a keyword.
  ///
  /// - Parameter isEvaluated: whether this version evaluates it, beyond reading it.
  package init(_ keyword: Keyword, isEvaluated: Bool = true) {
    self.init(
      .keyword, keyword.phrase, keyword.meaning,
      [
        Part("place", "Place", .text(keyword.place.rawValue)),
        Part("syntax", "Syntax", .line(keyword.syntax)),
        isEvaluated
          ? nil
          : Part(
            "limit", "Not yet", .text("This version reads it, and refuses to check data with it.")),
        Part("example", "Example", .rules(keyword.example)),
      ])
  }

  /// The page of a function of values.
  package init(_ function: ScalarFunction) {
    self.init(
      .function, function.rawValue, function.summary,
      [
        Part("signature", "Called as", .line(function.signature)),
        Part("example", "Example", .line(function.example)),
      ])
  }

  /// The page of a function of earlier windows.
  package init(_ function: HistoryFunction) {
    self.init(
      .function, function.rawValue, function.summary,
      [
        Part("signature", "Called as", .line(function.signature)),
        Part("example", "Example", .line(function.example)),
      ])
  }

  /// The page of a reason why something is unknown.
  package init(_ reason: UnknownReason) {
    self.init(
      .reason, reason.rawValue, reason.meaning,
      [Part("remedy", "What makes it known", .text(reason.remedy))])
  }
}
