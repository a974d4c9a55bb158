/// Finds the end of a message's body, and what of its bytes is content.
struct BodyScanner {
  enum Framing: Equatable {
    case length(Int)
    case chunked
    case untilClose
  }

  private enum State: Equatable {
    case content(Int)
    case untilClose
    case chunkSize(Int, digits: Int)
    /// What follows the size up to the end of its line.
    case extensions(Int)
    case chunk(Int)
    case chunkEnd
    case trailer(isLineEmpty: Bool)
    case complete
    case broken
  }

  private var state: State
  /// Bytes of trailers and chunk extensions, which are bounded like a head.
  private var beside = 0

  init(_ framing: Framing) {
    switch framing {
    case .length(let count): state = count == 0 ? .complete : .content(count)
    case .chunked: state = .chunkSize(0, digits: 0)
    case .untilClose: state = .untilClose
    }
  }

  var isComplete: Bool { state == .complete }
  var isBroken: Bool { state == .broken }
  var endsByClosing: Bool { state == .untilClose }

  /// Takes bytes up to the end of the body.
  ///
  /// - Parameter content: takes the content among them.
  /// - Returns: how many bytes are of the body.
  mutating func take(_ bytes: ArraySlice<UInt8>, content: (ArraySlice<UInt8>) -> Void) -> Int {
    var rest = bytes
    while !rest.isEmpty, !isComplete, !isBroken {
      switch state {
      case .content(let left), .chunk(let left):
        let part = rest.prefix(left)
        content(part)
        rest = rest.dropFirst(part.count)
        let isChunk = if case .chunk = state { true } else { false }
        if part.count == left {
          state = isChunk ? .chunkEnd : .complete
        } else {
          state = isChunk ? .chunk(left - part.count) : .content(left - part.count)
        }
      case .untilClose:
        content(rest)
        rest = []
      default:
        step(rest[rest.startIndex])
        rest = rest.dropFirst()
      }
    }
    return bytes.count - rest.count
  }

  /// The framing of chunks, byte by byte.
  private mutating func step(_ byte: UInt8) {
    let newline = UInt8(ascii: "\n")
    switch state {
    case .chunkSize(let size, let digits):
      if let digit = Character(UnicodeScalar(byte)).hexDigitValue {
        // 15 digits are beyond any body and below any overflow.
        state = digits < 15 ? .chunkSize(size << 4 | digit, digits: digits + 1) : .broken
      } else if digits == 0 {
        state = .broken
      } else if byte == newline {
        state = BodyScanner.afterSize(size)
      } else if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: ";") || byte == 0x20 {
        state = .extensions(size)
      } else {
        state = .broken
      }
    case .extensions(let size):
      if byte == newline { state = BodyScanner.afterSize(size) }
      countBeside()
    case .chunkEnd:
      if byte == newline {
        state = .chunkSize(0, digits: 0)
      } else if byte != UInt8(ascii: "\r") {
        state = .broken
      }
    case .trailer(let isLineEmpty):
      if byte == newline {
        state = isLineEmpty ? .complete : .trailer(isLineEmpty: true)
      } else if byte != UInt8(ascii: "\r") {
        state = .trailer(isLineEmpty: false)
      }
      countBeside()
    default: break
    }
  }

  private static func afterSize(_ size: Int) -> State {
    size == 0 ? .trailer(isLineEmpty: true) : .chunk(size)
  }

  private mutating func countBeside() {
    beside += 1
    if beside > 1 << 20, !isComplete { state = .broken }
  }
}
