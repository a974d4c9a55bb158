import Engine
import Language

/// An open text, as the editor has it.
package final class Document {
  package let uri: String
  let path: String
  private(set) var version: Int?
  package private(set) var bytes: [UInt8]
  let encoding: PositionEncoding
  private var cachedPositions: PositionMap?
  private var cachedTree: SyntaxTree?
  /// What was found in the text, or in an earlier one.
  var analysis: Analysis?
  /// What tells the file from others; nil until it is asked for.
  var identity: String?
  /// Identities of the files that the text imports; nil until they are looked for.
  var targets: [String]?
  /// Files that import this one are known.
  var isLibrary = false {
    didSet { if isLibrary != oldValue { cachedTree = nil } }
  }

  package init(uri: String, version: Int?, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.version = version
    self.encoding = encoding
    path = DocumentAddress.path(uri)
    bytes = Array(text.utf8)
  }

  /// A file that is not open; editors do not count a byte order mark.
  init(_ source: SourceFile, encoding: PositionEncoding) {
    uri = DocumentAddress.uri(source.path)
    path = source.path
    self.encoding = encoding
    bytes = source.bytes
  }

  convenience init(path: String, bytes: [UInt8], encoding: PositionEncoding) {
    self.init(SourceFile(path: path, bytes: bytes), encoding: encoding)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  var positions: PositionMap {
    if let cachedPositions { return cachedPositions }
    let made = PositionMap(bytes, encoding)
    cachedPositions = made
    return made
  }

  /// The text as it is now, parsed.
  var tree: SyntaxTree {
    if let cachedTree { return cachedTree }
    let made = Parser.parse(
      SourceFile(path: path, bytes: bytes), as: isLibrary ? .library : .either)
    cachedTree = made
    return made
  }

  /// Replaces a part of the text, or all of it where the change names none.
  ///
  /// - Returns: whether the change could be understood.
  @discardableResult
  package func apply(_ change: JSON) -> Bool {
    guard let text = change["text"]?.text else { return false }
    if let range = change["range"], range != .null {
      guard let start = Position(range["start"]), let end = Position(range["end"]) else {
        return false
      }
      let from = positions.offset(of: start)
      let to = positions.offset(of: end)
      bytes.replaceSubrange(from..<max(from, to), with: text.utf8)
    } else {
      bytes = Array(text.utf8)
    }
    cachedPositions = nil
    cachedTree = nil
    targets = nil
    return true
  }

  func setVersion(_ version: Int?) { self.version = version ?? self.version }

  /// Whether the word `import` stands in the text.
  ///
  /// - Complexity: O(bytes)
  var mayImport: Bool {
    let word = Array("import".utf8)
    guard bytes.count >= word.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
    }
  }

  // MARK: Places

  /// Bytes before the text that source files count from: those of a byte order mark.
  private var mark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Where in the source file a place is.
  func offset(of position: Position) -> Int { max(0, positions.offset(of: position) - mark) }

  /// A range of bytes of the source file as the protocol writes it.
  func range(_ range: Range<Int>) -> JSON {
    let range = places(range)
    return .object(["start": range.start.json, "end": range.end.json])
  }

  func places(_ range: Range<Int>) -> (start: Position, end: Position) {
    positions.range(range.lowerBound + mark..<range.upperBound + mark)
  }

  func edit(_ range: Range<Int>, _ text: String) -> JSON {
    .object(["range": self.range(range), "newText": .string(text)])
  }
}
