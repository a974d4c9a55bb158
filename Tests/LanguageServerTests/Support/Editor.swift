import Engine
import JSONText
import Language
import LanguageServer
import Metrics
import Testing

@testable import tidemark

/// An editor that speaks with a server in this process.
final class Editor {
  private final class Wire {
    var text = ""
  }

  private let wire = Wire()
  private var reader = MessageReader()
  var session: EditorSession
  private var lastID = 0
  private(set) var inbox: [JSON] = []

  init(files: ServerFiles = .nothing) {
    let wire = wire
    session = EditorSession(
      catalogue: .standard, version: "test", files: files, send: { wire.text += $0 })
  }

  /// One that has said hello, with what it can.
  static func ready(
    _ capabilities: String = "{}", files: ServerFiles = .nothing, folder: String? = nil
  ) throws -> Editor {
    let editor = Editor(files: files)
    let root = folder.map { "\"\($0)\"" } ?? "null"
    let parameters = try JSON(
      parsing: Array(#"{"capabilities": \#(capabilities), "rootUri": \#(root)}"#.utf8))
    _ = editor.ask("initialize", parameters)
    editor.tell("initialized", .object([]))
    return editor
  }

  /// What the server has sent since the last call.
  func receive() -> [JSON] {
    let items = reader.take(Array(wire.text.utf8))
    wire.text = ""
    return items.compactMap { item in
      guard case .content(let bytes) = item, let json = try? JSON(parsing: bytes) else {
        Issue.record("the server sent \(item)")
        return nil
      }
      return json
    }
  }

  static func framed(_ json: JSON) -> [UInt8] {
    let text = json.text(.compact)
    return Array("Content-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)
  }

  func tell(_ method: String, _ parameters: JSON) {
    session.receive(
      Editor.framed(
        .object(["jsonrpc": .string("2.0"), "method": .string(method), "params": parameters])))
  }

  /// The whole answer to a request.
  func answer(_ method: String, _ parameters: JSON) -> JSON {
    lastID += 1
    session.receive(
      Editor.framed(
        .object([
          "jsonrpc": .string("2.0"), "id": .integer(lastID), "method": .string(method),
          "params": parameters,
        ])))
    let answers = receive().filter { $0["id"] == .integer(lastID) }
    #expect(answers.count == 1, "answers to \(method): \(answers)")
    return answers.first ?? .null
  }

  /// The result of a request; null after an error.
  func ask(_ method: String, _ parameters: JSON) -> JSON {
    answer(method, parameters)["result"] ?? .null
  }

  // MARK: Documents

  static let uri = "file:///rules/test.tide"

  /// Opens a text; the place of `‸` in it, which is left out, is the cursor.
  @discardableResult
  func open(_ marked: String, uri: String = Editor.uri) -> Position {
    let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
    tell(
      "textDocument/didOpen",
      .object([
        "textDocument": .object([
          "uri": .string(uri), "languageId": .string("tide"), "version": .integer(1),
          "text": .string(parts.joined()),
        ])
      ]))
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    return Position(line: lines.count - 1, character: lines.last?.utf16.count ?? 0)
  }

  func at(_ position: Position, uri: String = Editor.uri) -> JSON {
    .object([
      "textDocument": .object(["uri": .string(uri)]),
      "position": Editor.json(position),
    ])
  }

  static func json(_ position: Position) -> JSON {
    .object(["line": .integer(position.line), "character": .integer(position.character)])
  }

  /// The diagnostics that are published once the input rests.
  func diagnostics(uri: String = Editor.uri) -> [JSON] {
    session.settle()
    let published = receive().last {
      $0["method"]?.text == "textDocument/publishDiagnostics" && $0["params"]?["uri"]?.text == uri
    }
    return published?["params"]?["diagnostics"]?.elements ?? []
  }

  /// The codes that are published once the input rests, by document.
  func published() -> [String: [String]] {
    session.settle()
    var all: [String: [String]] = [:]
    for message in receive() where message["method"]?.text == "textDocument/publishDiagnostics" {
      guard let uri = message["params"]?["uri"]?.text else { continue }
      all[uri] =
        message["params"]?["diagnostics"]?.elements?.compactMap { $0["code"]?.text } ?? []
    }
    return all
  }

  /// The text of an open document.
  func text(_ uri: String) -> String? { session.document(uri)?.text }

  func codes(uri: String = Editor.uri) -> [String] {
    diagnostics(uri: uri).compactMap { $0["code"]?.text }
  }

  /// A text after edits as the protocol writes them, none of which overlaps another.
  static func apply(_ edits: [JSON], to text: String) -> String {
    let map = PositionMap(Array(text.utf8), .utf16)
    var bytes = Array(text.utf8)
    let ranges = edits.map { edit -> (Range<Int>, String) in
      let place = { (key: String) -> Int in
        let json = edit["range"]?[key]
        return map.offset(
          of: Position(line: json?["line"]?.whole ?? 0, character: json?["character"]?.whole ?? 0))
      }
      return (place("start")..<place("end"), edit["newText"]?.text ?? "")
    }
    for (range, replacement) in ranges.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
      bytes.replaceSubrange(range, with: replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ServerFiles {
  /// A machine without files, on 2026-01-01.
  static let nothing = ServerFiles(
    read: { _ in nil }, stamp: { _ in nil }, baseline: { _ in nil }, now: { 1_767_225_600 })
}

extension JSON {
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }
  var text: String? { if case .string(let value) = self { value } else { nil } }
  var elements: [JSON]? { if case .array(let values) = self { values } else { nil } }
  var whole: Int? { if case .integer(let value) = self { value } else { nil } }
}
