import Engine
import LanguageServer
import Testing

@Suite struct PositionTests {
  static let texts = [
    "", "a", "a\nb", "a\r\nb\rc\n", "größe 😀 e\u{301} 👩‍👩‍👧 \u{10FFFF}\n日本\r\n", "\n\n\r\r\n",
    String(repeating: "ü😀", count: 300) + "\nend", "\u{2028}\u{85}x",
  ]

  /// Every place between two characters has one position, and the way back leads to it.
  @Test(arguments: texts) func positionsRoundTrip(text: String) {
    for encoding in [PositionEncoding.utf8, .utf16] {
      let bytes = Array(text.utf8)
      let map = PositionMap(bytes, encoding)
      for offset in 0...bytes.count where isBoundary(offset, bytes) {
        let position = map.position(of: offset)
        #expect(map.offset(of: position) == offset, "\(position) of \(offset)")
      }
    }
  }

  /// Between characters, and not within `\r\n`.
  private func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    guard offset > 0, offset < bytes.count else { return true }
    if bytes[offset - 1] == 13, bytes[offset] == 10 { return false }
    return bytes[offset] & 0xC0 != 0x80
  }

  /// The same count as that of the standard library, line by line.
  @Test(arguments: texts) func charactersAreUnitsOfUTF16(text: String) {
    let map = PositionMap(Array(text.utf8), .utf16)
    var (line, character, offset) = (0, 0, 0)
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if !(wasReturn && scalar == "\n") {
        #expect(map.position(of: offset) == Position(line: line, character: character))
      }
      offset += UTF8.width(scalar)
      if scalar == "\n", wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = scalar == "\r"
      if scalar == "\n" || scalar == "\r" {
        (line, character) = (line + 1, 0)
      } else {
        character += UTF16.width(scalar)
      }
    }
  }

  @Test func placesOutsideTheTextAreItsNearest() {
    let map = PositionMap(Array("a😀b\r\ncd".utf8), .utf16)
    #expect(map.offset(of: Position(line: 0, character: 2)) == 1)  // within the pair
    #expect(map.offset(of: Position(line: 0, character: 99)) == 6)
    #expect(map.offset(of: Position(line: 9, character: 0)) == 10)
    #expect(map.offset(of: Position(line: 1, character: Int(Int32.max))) == 10)
    #expect(map.position(of: 3) == Position(line: 0, character: 1))
    #expect(map.position(of: 7) == Position(line: 0, character: 4))
    #expect(map.position(of: 999) == Position(line: 1, character: 2))
  }

  /// After any edits the server has the editor's text: the editor counts in its own encoding.
  @Test(arguments: [PositionEncoding.utf8, .utf16])
  func editsLeaveServerAndEditorWithOneText(encoding: PositionEncoding) {
    var random = SplitMix64(encoding == .utf8 ? 3 : 4)
    let pieces = [
      "", "a", "\n", "\r\n", "\r", "😀", "e\u{301}", "größe", "rule r {\n", "日本\n語", "  ", "👩‍👩‍👧",
    ]
    for _ in 0..<60 {
      var editor = Array(pieces.shuffled(using: &random).joined().unicodeScalars)
      let document = Document(
        uri: Editor.uri, version: 1, text: Editors.text(editor), encoding: encoding)
      for _ in 0..<30 {
        let a = Editors.boundary(Int.random(in: 0...editor.count, using: &random), editor)
        let b = Editors.boundary(
          min(editor.count, a + Int.random(in: 0...6, using: &random)), editor)
        let text = pieces.randomElement(using: &random) ?? ""
        let isWhole = Int.random(in: 0..<20, using: &random) == 0
        let change: JSON =
          isWhole
          ? .object(["text": .string(text)])
          : .object([
            "range": .object([
              "start": Editors.position(a, editor, encoding),
              "end": Editors.position(b, editor, encoding),
            ]), "text": .string(text),
          ])
        #expect(document.apply(change))
        if isWhole {
          editor = Array(text.unicodeScalars)
        } else {
          editor.replaceSubrange(a..<max(a, b), with: text.unicodeScalars)
        }
        #expect(document.text.unicodeScalars.elementsEqual(editor))
      }
    }
  }
}

/// The text of an editor, which keeps scalars and counts for itself.
private enum Editors {
  static func text(_ scalars: [Unicode.Scalar]) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  /// No cursor stands between `\r` and `\n`.
  static func boundary(_ index: Int, _ scalars: [Unicode.Scalar]) -> Int {
    let isInside =
      index > 0 && index < scalars.count && scalars[index - 1] == "\r" && scalars[index] == "\n"
    return isInside ? index - 1 : index
  }

  static func position(
    _ index: Int, _ scalars: [Unicode.Scalar], _ encoding: PositionEncoding
  ) -> JSON {
    var (line, character) = (0, 0)
    for (at, scalar) in scalars[..<index].enumerated() {
      let endsPair = scalar == "\n" && at > 0 && scalars[at - 1] == "\r"
      if endsPair { continue }
      if scalar == "\n" || scalar == "\r" {
        (line, character) = (line + 1, 0)
      } else {
        character += encoding == .utf8 ? UTF8.width(scalar) : UTF16.width(scalar)
      }
    }
    return .object(["line": .integer(line), "character": .integer(character)])
  }
}
