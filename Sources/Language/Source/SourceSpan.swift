/// A range of bytes in a source file.
package struct SourceSpan: Sendable {
  package let file: SourceFile
  package let start: Int
  package let end: Int

  package init(_ file: SourceFile, _ start: Int, _ end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  package var range: Range<Int> { start..<end }
  package var text: String { file.text(range) }

  /// From the start of this span to the end of another in the same file.
  package func to(_ other: SourceSpan) -> SourceSpan { SourceSpan(file, start, other.end) }
}

extension SourceSpan: Hashable {
  package static func == (a: SourceSpan, b: SourceSpan) -> Bool {
    a.file === b.file && a.start == b.start && a.end == b.end
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(start)
    hasher.combine(end)
  }
}

extension SourceSpan: CustomStringConvertible {
  /// `path:line:column`
  package var description: String {
    let place = file.position(of: start)
    return "\(file.path):\(place.line):\(place.column)"
  }
}
