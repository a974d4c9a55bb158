import Crypto
import Synchronization

/// SHA-256 of each input, of the bytes as stored, while they are read, whichever thread reads.
final class InputHashes: Sendable {
  private let hashers = Mutex<[Int: SHA256]>([:])

  func update(_ input: Int, _ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      hashers.withLock { unsafe $0[input, default: SHA256()].update(bufferPointer: buffer) }
    }
  }

  func finished(_ count: Int) -> [String] {
    hashers.withLock { hashers in
      (0..<count).map { Files.hash((hashers[$0] ?? SHA256()).finalize()) }
    }
  }
}
