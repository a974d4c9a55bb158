/// Stored statistics with changed bytes under a checksum that fits.
enum Forgery {
  static func make(of bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var forged = Array(bytes.dropLast(8))
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 8..<forged.count, using: &random)
      forged[place] =
        [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
        .randomElement(using: &random) ?? 0
    }
    let hash = forged.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    return forged + (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
  }
}
