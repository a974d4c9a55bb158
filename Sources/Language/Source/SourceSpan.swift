/// A range of bytes in a source file.
package struct SourceSpan: Sendable {
  package let file: SourceFile
  // Each token and each node of a tree has a span; files are far smaller than 4 GiB.
  private let first: UInt32
  private let last: UInt32

  package init(_ file: SourceFile, _ start: Int, _ end: Int) {
    self.file = file
    first = UInt32(clamping: start)
    last = UInt32(clamping: max(start, end))
  }

  package var start: Int { Int(first) }
  package var end: Int { Int(last) }
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
