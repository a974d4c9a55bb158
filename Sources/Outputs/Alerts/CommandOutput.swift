import Glibc
import Language

/// What a command writes, cut into lines that are safe to print, up to a bound.
struct CommandOutput {
  private let say: (String) -> Void
  private var line: [UInt8] = []
  private var passed = 0

  /// Bytes that are passed on; what follows is read and left out.
  static let most = 1 << 20
  /// Bytes of a line, beyond which it goes on in the next.
  static let longestLine = 4_000

  init(_ say: @escaping (String) -> Void) { self.say = say }

  /// Reads what is there; false once there is no more to come.
  @discardableResult
  mutating func read(_ descriptor: Int32) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 16_384)
    // A program that never stops must not keep us from looking at the clock.
    for _ in 0..<64 {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 && errno == EAGAIN }
      take(chunk[..<count])
    }
    return true
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes where passed <= CommandOutput.most {
      passed += 1
      if passed > CommandOutput.most {
        finish()
        say("… what it writes beyond \(CommandOutput.most >> 20) MiB is left out")
      } else if byte == UInt8(ascii: "\n") {
        flush()
      } else {
        line.append(byte)
        if line.count >= CommandOutput.longestLine { flush() }
      }
    }
  }

  /// Passes on a line without an end.
  mutating func finish() { if !line.isEmpty { flush() } }

  private mutating func flush() {
    say(VisibleText.safe(String(decoding: line, as: UTF8.self)))
    line.removeAll(keepingCapacity: true)
  }
}
