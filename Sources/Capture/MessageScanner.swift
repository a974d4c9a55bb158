/// Follows one message through the bytes of a connection: its head, and where it ends.
struct MessageScanner {
  enum Role: Equatable {
    case request
    /// - Parameter toHead: the answer to a request of the method HEAD, which has no body.
    case response(toHead: Bool)
  }

  enum State: Equatable {
    case head
    case body
    case complete
    /// The connection is no longer of HTTP (status 101).
    case tunnel
    case broken(String)
  }

  private let role: Role
  private(set) var state = State.head
  /// Nil until it can be passed on.
  private(set) var head: HTTPHead?
  private var headBytes: [UInt8] = []
  private var body: BodyScanner?

  init(_ role: Role) { self.role = role }

  /// Whether a byte of it has come.
  var hasBegun: Bool { !headBytes.isEmpty }
  var endsByClosing: Bool { state == .body && body?.endsByClosing == true }

  /// Takes bytes up to the end of the message.
  ///
  /// - Parameters:
  ///   - pass: takes the bytes that are to go on, the head as a whole.
  ///   - content: takes the content of its body.
  /// - Returns: how many bytes were taken.
  mutating func take(
    _ bytes: ArraySlice<UInt8>, pass: (ArraySlice<UInt8>) -> Void,
    content: (ArraySlice<UInt8>) -> Void
  ) -> Int {
    var rest = bytes
    if state == .head { rest = rest.dropFirst(takeHead(rest, pass)) }
    if state == .body, var scanner = body {
      let count = scanner.take(rest, content: content)
      pass(rest.prefix(count))
      rest = rest.dropFirst(count)
      body = scanner
      if scanner.isBroken { state = .broken("its chunks are wrong") }
      if scanner.isComplete { state = .complete }
    }
    return bytes.count - rest.count
  }

  /// The other side has closed the connection.
  mutating func close() {
    guard state != .complete, state != .tunnel else { return }
    state = endsByClosing ? .complete : .broken("the connection was closed within it")
  }

  private mutating func takeHead(
    _ bytes: ArraySlice<UInt8>, _ pass: (ArraySlice<UInt8>) -> Void
  ) -> Int {
    for (offset, byte) in bytes.enumerated() {
      // Empty lines before a request are passed over, as RFC 9112 asks.
      if headBytes.isEmpty, byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") { continue }
      headBytes.append(byte)
      if byte == UInt8(ascii: "\n"),
        headBytes.suffix(3).elementsEqual("\n\r\n".utf8)
          || headBytes.suffix(2).elementsEqual("\n\n".utf8)
      {
        begin()
        if case .broken = state { return offset + 1 }
        pass(headBytes[...])
        return offset + 1
      }
      if headBytes.count >= HTTPHead.longest {
        state = .broken("its head is longer than \(HTTPHead.longest >> 10) KiB")
        return offset + 1
      }
    }
    return bytes.count
  }

  /// Decides by the head how the body ends.
  private mutating func begin() {
    guard let head = HTTPHead(headBytes), head.isResponse == (role != .request) else {
      state = .broken("its head is not of HTTP/1.1")
      return
    }
    if case .response(let toHead) = role {
      guard let status = head.status else {
        state = .broken("its status is no number")
        return
      }
      if status == 101 {
        self.head = head
        state = .tunnel
        return
      }
      if toHead || status < 200 || status == 204 || status == 304 {
        self.head = head
        state = .complete
        return
      }
    }
    guard let framing = MessageScanner.framing(head, isRequest: role == .request) else {
      state = .broken("where its body ends can't be told")
      return
    }
    self.head = head
    let scanner = BodyScanner(framing)
    body = scanner
    state = scanner.isComplete ? .complete : .body
  }

  /// RFC 9112, section 6.3; nil where two readers could differ.
  private static func framing(_ head: HTTPHead, isRequest: Bool) -> BodyScanner.Framing? {
    let codings = head.list("transfer-encoding")
    let lengths = Set(head.list("content-length"))
    if !codings.isEmpty {
      guard codings.last == "chunked" else { return isRequest ? nil : .untilClose }
      return isRequest && !lengths.isEmpty ? nil : .chunked
    }
    guard let length = lengths.first else { return isRequest ? .length(0) : .untilClose }
    guard lengths.count == 1, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(length)
    else { return nil }
    return .length(count)
  }
}
