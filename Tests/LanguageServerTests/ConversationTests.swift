import Engine
import JSONText
import LanguageServer
import Testing

/// The order of messages and what is answered to wrong ones.
@Suite struct ConversationTests {
  private func code(_ answer: JSON) -> Int? { answer["error"]?["code"]?.whole }

  @Test func nothingIsAnsweredBeforeInitialize() {
    let editor = Editor()
    #expect(code(editor.answer("textDocument/hover", .null)) == -32_002)
    #expect(code(editor.answer("shutdown", .null)) == -32_002)
    editor.open("edition 1\n")
    #expect(editor.session.document(Editor.uri) == nil)
    #expect(editor.ask("initialize", .object([]))["serverInfo"]?["name"]?.text == "tidemark")
    #expect(code(editor.answer("initialize", .object([]))) == -32_600)
  }

  @Test func shutdownThenExitIsZeroAndElseOne() throws {
    let editor = try Editor.ready()
    #expect(editor.session.statusAtEnd == 1)
    #expect(editor.answer("shutdown", .null)["result"] == .null)
    #expect(code(editor.answer("textDocument/hover", .null)) == -32_600)
    #expect(editor.session.exitStatus == nil)
    editor.tell("exit", .null)
    #expect(editor.session.exitStatus == 0)

    let hasty = try Editor.ready()
    hasty.tell("exit", .null)
    #expect(hasty.session.exitStatus == 1)
  }

  @Test func encodingsAreAgreedUpon() {
    let plain = Editor().ask("initialize", .object(["capabilities": .object([])]))
    #expect(plain["capabilities"]?["positionEncoding"]?.text == "utf-16")
    let offered: JSON = .array([.string("utf-32"), .string("utf-8")])
    let rich = Editor().ask(
      "initialize",
      .object([
        "capabilities": .object(["general": .object(["positionEncodings": offered])])
      ]))
    #expect(rich["capabilities"]?["positionEncoding"]?.text == "utf-8")
  }

  @Test(arguments: [
    ("{", -32_700), ("[]", -32_600), ("[{}]", -32_600), ("{}", -32_600), ("7", -32_600),
    (#"{"jsonrpc": "1.0", "id": 4, "method": "shutdown"}"#, -32_600),
    (#"{"jsonrpc": "2.0", "id": {}, "method": "shutdown"}"#, -32_600),
    (#"{"jsonrpc": "2.0", "id": 4, "method": 5}"#, -32_600),
    (#"{"jsonrpc": "2.0", "id": 4, "method": "textDocument/unheardOf"}"#, -32_601),
    (#"{"jsonrpc": "2.0", "id": 4, "method": "textDocument/hover"}"#, -32_602),
    (
      #"{"jsonrpc":"2.0","id":4,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///no"}}}"#,
      -32_602
    ),
    (
      #"{"jsonrpc":"2.0","id":4,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///rules/test.tide"},"position":{"line":-1,"character":1e99}}}"#,
      -32_602
    ),
  ])
  func mistakesAreAnswered(content: String, expected: Int) throws {
    let editor = try Editor.ready()
    editor.open("edition 1\n")
    let length = content.utf8.count
    editor.session.receive(Array("Content-Length: \(length)\r\n\r\n\(content)".utf8))
    let answers = editor.receive()
    #expect(answers.map(code) == [expected], "\(answers)")
    let hasID = content.contains(#""id": 4"#) || content.contains(#""id":4"#)
    #expect(answers.first?["id"] == (hasID ? .integer(4) : .null))
    // It goes on.
    #expect(editor.answer("shutdown", .null)["result"] == .null)
  }

  @Test func whatIsNoRequestIsPassedOver() throws {
    let editor = try Editor.ready()
    editor.tell("$/cancelRequest", .object(["id": .integer(99)]))
    editor.tell("$/setTrace", .object(["value": .string("off")]))
    editor.tell("textDocument/didChange", .null)
    editor.tell("textDocument/didClose", .object(["textDocument": .object(["uri": .string("x")])]))
    editor.session.receive(
      Editor.framed(.object(["jsonrpc": .string("2.0"), "id": .integer(1), "result": .null])))
    #expect(editor.receive() == [])
  }

  @Test func requestsThatAreTakenBackAreNotDone() throws {
    let editor = try Editor.ready()
    let hover: JSON = .object([
      "jsonrpc": .string("2.0"), "id": .string("a"), "method": .string("textDocument/hover"),
    ])
    let cancel: JSON = .object([
      "jsonrpc": .string("2.0"), "method": .string("$/cancelRequest"),
      "params": .object(["id": .string("a")]),
    ])
    editor.session.receive(Editor.framed(hover) + Editor.framed(cancel))
    #expect(editor.receive().map(code) == [-32_800])
  }

  private static let opening: JSON = .object([
    "jsonrpc": .string("2.0"), "method": .string("textDocument/didOpen"),
    "params": .object([
      "textDocument": .object(["uri": .string(Editor.uri), "text": .string("edition 1\n")])
    ]),
  ])

  private func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
      default: bytes.remove(at: at)
      }
    }
  }

  /// Content of any bytes is survived, and what is asked next is answered.
  @Test func damagedContentIsSurvived() throws {
    let editor = try Editor.ready()
    var random = SplitMix64(5)
    for _ in 0..<300 {
      var content = Array(Self.opening.text(.compact).utf8)
      damage(&content, &random)
      editor.session.receive(Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content)
      editor.session.settle()
      _ = editor.receive()
      let answer = editor.answer("textDocument/documentSymbol", .null)
      #expect(code(answer) == -32_602)
    }
  }

  /// So are messages whose headers are damaged too, though they may swallow what follows.
  @Test func damagedMessagesAreSurvived() throws {
    var random = SplitMix64(6)
    for _ in 0..<300 {
      let editor = try Editor.ready()
      for _ in 0..<3 {
        var bytes = Editor.framed(Self.opening)
        damage(&bytes, &random)
        editor.session.receive(bytes)
      }
      editor.session.settle()
      #expect(editor.session.exitStatus == nil)
    }
  }
}
