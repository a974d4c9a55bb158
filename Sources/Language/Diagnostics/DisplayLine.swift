/// A part of a source line as a terminal shows it, with the column of each byte.
///
/// Tabs become spaces, control characters a visible sign, wide characters take two columns and
/// combining ones none.
struct DisplayLine {
  static let maximumWidth = 100
  private static let ellipsis = "…"

  let text: String
  /// The bytes of the file that are shown.
  let range: Range<Int>
  private let source: SourceFile
  private let lead: Int

  /// The line around a place, at most `maximumWidth` columns of it.
  init(_ source: SourceFile, line: Int, around place: Int) {
    self.source = source
    let lineStart = source.lineStarts[line - 1]
    let next = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    var lineEnd = next
    while lineEnd > lineStart,
      source.bytes[lineEnd - 1] == 0x0A || source.bytes[lineEnd - 1] == 0x0D
    {
      lineEnd -= 1
    }
    let place = min(max(place, lineStart), lineEnd)
    var start = lineStart
    // A place far to the right is shown with some of what stands before it.
    if place - lineStart > 80 { start = Self.scalarStart(source, place - 30, from: lineStart) }
    let limit = min(lineEnd, start + Self.maximumWidth * 4)
    let shown = Self.columns(source, start..<limit, upTo: Self.maximumWidth)
    let isCut = shown.end < lineEnd
    lead = start > lineStart ? 1 : 0
    range = start..<shown.end
    text = (lead > 0 ? Self.ellipsis : "") + shown.text + (isCut ? Self.ellipsis : "")
    self.isCut = isCut
  }

  private let isCut: Bool

  /// Whether a place can be marked: it is shown, or it ends the line.
  func shows(_ place: Int) -> Bool {
    place >= range.lowerBound && (place < range.upperBound || (!isCut && place >= range.upperBound))
  }

  /// The columns (from 0) that a range of bytes takes, one at least.
  func columns(of marked: Range<Int>) -> Range<Int> {
    let start = min(max(marked.lowerBound, range.lowerBound), range.upperBound)
    let end = min(max(marked.upperBound, start), range.upperBound)
    let before = Self.columns(source, range.lowerBound..<start, upTo: .max).width
    let through = Self.columns(source, range.lowerBound..<end, upTo: .max).width
    return lead + before..<lead + max(through, before + 1)
  }

  private static func scalarStart(_ source: SourceFile, _ place: Int, from lowest: Int) -> Int {
    var place = place
    while place > lowest, source.bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  private static func columns(
    _ source: SourceFile, _ range: Range<Int>, upTo maximum: Int
  ) -> (text: String, width: Int, end: Int) {
    var text = ""
    var width = 0
    var place = range.lowerBound
    while place < range.upperBound {
      let (scalar, length) = UTF8Check.scalar(in: source.bytes, at: place) ?? ("\u{FFFD}", 1)
      let piece: String
      let columns: Int
      if scalar == "\t" {
        columns = 4 - width % 4
        piece = String(repeating: " ", count: columns)
      } else if let sign = VisibleText.sign(for: scalar) {
        (piece, columns) = (sign, 1)
      } else {
        (piece, columns) = (String(scalar), Self.width(scalar))
      }
      guard width + columns <= maximum else { break }
      text += piece
      width += columns
      place += length
    }
    return (text, width, min(place, range.upperBound))
  }

  /// Columns of a scalar, after Unicode Standard Annex 11.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
