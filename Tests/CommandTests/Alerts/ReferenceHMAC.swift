import Foundation

/// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) written out, so that signatures are not verified by the
/// code that made them. Known answers are in `SignatureTests`.
enum ReferenceHMAC {
  static func sha256(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    // The fractional parts of the roots of the first primes: of 8 the square roots, of 64 the cube.
    var state = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    let constants = primes.map { fraction(cbrt(Double($0))) }
    for start in stride(from: 0, to: padded.count, by: 64) {
      var w = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(padded[start + word * 4 + $1]) }
      }
      for t in 16..<64 {
        let s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3)
        let s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10)
        w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for t in 0..<64 {
        let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[t] &+ w[t]
        let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
      }
      state = zip(state, [a, b, c, d, e, f, g, h]).map { $0 &+ $1 }
    }
    return state.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
    }
  }

  static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var block = key.count > 64 ? sha256(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    return sha256(block.map { $0 ^ 0x5C } + sha256(block.map { $0 ^ 0x36 } + message))
  }

  /// Whether a request bears the signature that Standard Webhooks asks for.
  static func verifies(_ request: Receiver.Request, secret: String) -> Bool {
    guard let id = request.headers["webhook-id"],
      let timestamp = request.headers["webhook-timestamp"], Int(timestamp) != nil,
      let key = Data(base64Encoded: String(secret.dropFirst("whsec_".count)))
    else { return false }
    let code = hmac(Array("\(id).\(timestamp).".utf8) + request.body, key: Array(key))
    return request.headers["webhook-signature"] == "v1," + Data(code).base64EncodedString()
  }

  private static let primes: [Int] = (2...311).filter { n in
    !(2..<n).contains { n % $0 == 0 }
  }

  private static func fraction(_ root: Double) -> UInt32 {
    UInt32((root - root.rounded(.down)) * 4_294_967_296)
  }

  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
}
