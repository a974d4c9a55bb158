import Language

/// A span as lines and columns, both from 1; columns count Unicode scalars, the end is exclusive.
struct Region: Equatable {
  let line: Int
  let column: Int
  let endLine: Int
  let endColumn: Int

  init(_ span: SourceSpan) {
    (line, column) = span.file.position(of: span.start)
    (endLine, endColumn) = span.file.position(of: span.end)
  }
}
