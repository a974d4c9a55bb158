import Crypto

/// The first bytes of a SHA-256, in hexadecimal.
enum Checksum {
  static func text(_ bytes: some Collection<UInt8>, bytes count: Int) -> String {
    SHA256.hash(data: Array(bytes)).prefix(count).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
  }
}
