import Crypto

/// SHA-256 of each input, of the bytes as stored, while they are read.
final class InputHashes {
  private var hashers: [Int: SHA256] = [:]

  func update(_ input: Int, _ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe hashers[input, default: SHA256()].update(bufferPointer: buffer)
    }
  }

  func finished(_ count: Int) -> [String] {
    (0..<count).map { Files.hash((hashers[$0] ?? SHA256()).finalize()) }
  }
}
