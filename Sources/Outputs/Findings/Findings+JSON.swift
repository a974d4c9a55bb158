import Engine
import Language

extension Findings {
  /// `lint --format json`: stable fields.
  ///
  /// `diagnostics` holds, by file and place: `code`, `severity` (`error`, `warning`, `note`),
  /// `group`, `title`, `message`, `file`, `line`, `column`, `endLine`, `endColumn` (from 1, in
  /// Unicode scalars, the end exclusive), `label`, `notes`, `related` (places, each with a `label`)
  /// and `fixes` (places, each with a `message` and the `replacement` of its text).
  package func json(version: String) -> JSON {
    .object([
      "tidemark": .string(version),
      "files": .array(files.map { .string($0) }),
      "diagnostics": .array(diagnostics.map(Findings.json)),
      "summary": .object([
        "errors": .integer(counts.errors), "warnings": .integer(counts.warnings),
        "notes": .integer(counts.notes), "omitted": .integer(omitted),
      ]),
      "exit": .integer(fails ? 1 : 0),
    ])
  }

  private static func json(_ diagnostic: Diagnostic) -> JSON {
    .object(
      [
        .init("code", .string(diagnostic.code.id)),
        .init("severity", .string(diagnostic.severity.rawValue)),
        .init("group", .string(diagnostic.code.group.rawValue)),
        .init("title", .string(diagnostic.code.title)),
        .init("message", .string(diagnostic.message)),
      ] + place(diagnostic.span) + [
        .init("label", .string(diagnostic.label)),
        .init("notes", .array(diagnostic.notes.map { .string($0) })),
        .init(
          "related",
          .array(
            diagnostic.secondary.map {
              .object(place($0.span) + [.init("label", .string($0.text))])
            })),
        .init(
          "fixes",
          .array(
            diagnostic.fixIts.map {
              .object(
                [.init("message", .string($0.message))] + place($0.span)
                  + [.init("replacement", .string($0.replacement))])
            })),
      ])
  }

  private static func place(_ span: SourceSpan) -> [JSON.Member] {
    let region = Region(span)
    return [
      .init("file", .string(span.file.path)), .init("line", .integer(region.line)),
      .init("column", .integer(region.column)), .init("endLine", .integer(region.endLine)),
      .init("endColumn", .integer(region.endColumn)),
    ]
  }
}
