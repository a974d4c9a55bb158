import Language

/// Changes of a text by byte places; all else of it stays as it is.
struct TextEdits {
  let source: SourceFile
  /// Where an insertion stands among others at one place.
  enum Rank: Int { case before, at, after }

  private var edits: [(range: Range<Int>, text: String, rank: Rank)] = []
  /// The line end that the file uses.
  let lineEnd: String

  init(_ source: SourceFile) {
    self.source = source
    let first = source.bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0
    lineEnd = first > 0 && source.bytes[first - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  mutating func replace(_ span: SourceSpan, with text: String) {
    edits.append((span.range, text, .at))
  }

  mutating func remove(_ range: Range<Int>) { edits.append((range, "", .at)) }

  mutating func insert(_ text: String, at place: Int, _ rank: Rank = .at) {
    edits.append((place..<place, text, rank))
  }

  /// Inserts a line before that of a place, indented alike; nothing where the place is not the first
  /// of its line.
  mutating func insertLine(_ text: String, before place: Int) {
    let start = lineStart(place)
    guard isBlank(start..<place) else { return }
    insert(source.text(start..<place) + text + lineEnd, at: start)
  }

  /// Removes what stands at a place, with its line where nothing else is on it.
  mutating func removeLine(_ span: SourceSpan) {
    let start = lineStart(span.start)
    let end = self.end(ofLineWith: span.end)
    if isBlank(start..<span.start), isBlank(span.end..<end) {
      remove(start..<min(source.bytes.count, end + 1))
    } else {
      remove(span.range)
    }
  }

  func lineStart(_ place: Int) -> Int {
    source.lineStarts[source.position(of: place).line - 1]
  }

  /// The place of the line break after a place, or the end of the file.
  func end(ofLineWith place: Int) -> Int {
    source.bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
  }

  /// Whether nothing but white space stands there.
  func isBlank(_ range: Range<Int>) -> Bool {
    source.bytes[range].allSatisfy { $0 == 0x20 || (9...13).contains($0) }
  }

  var applied: String {
    let ordered = edits.enumerated().sorted {
      let (a, b) = ($0.element, $1.element)
      return (a.range.lowerBound, a.range.upperBound, a.rank.rawValue, $0.offset)
        < (b.range.lowerBound, b.range.upperBound, b.rank.rawValue, $1.offset)
    }
    var result: [UInt8] = []
    var place = 0
    for (_, edit) in ordered {
      let start = max(place, edit.range.lowerBound)
      result += source.bytes[place..<start]
      result += edit.text.utf8
      place = max(start, edit.range.upperBound)
    }
    result += source.bytes[place...]
    return String(decoding: result, as: UTF8.self)
  }
}
