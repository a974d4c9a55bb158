/// Which addresses a webhook may reach: those of the public internet, unless others are allowed.
///
/// Whoever writes a rule file, or answers a name lookup, could otherwise make the program send
/// requests to what only its own machine or network can see.
///
/// Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries.
enum AddressPolicy {
  /// Whether the four or sixteen bytes of an address, in network order, are of a public host.
  static func isPublic(_ address: some Collection<UInt8>) -> Bool {
    let bytes = Array(address)
    switch bytes.count {
    case 4: return isPublicV4(bytes[...])
    case 16: return isPublicV6(bytes)
    default: return false
    }
  }

  private static let specialV4: [(prefix: [UInt8], bits: Int)] = [
    ([0, 0, 0, 0], 8), ([10, 0, 0, 0], 8), ([100, 64, 0, 0], 10), ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16), ([172, 16, 0, 0], 12), ([192, 0, 0, 0], 24), ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24), ([192, 52, 193, 0], 24), ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16), ([192, 175, 48, 0], 24), ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24), ([203, 0, 113, 0], 24), ([224, 0, 0, 0], 4), ([240, 0, 0, 0], 4),
  ]

  private static let specialV6: [(prefix: [UInt8], bits: Int)] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16),
    ([0x26, 0x20, 0x00, 0x4F, 0x80, 0x00], 48), ([0x3F, 0xFF, 0x00], 20),
  ]

  private static func isPublicV4(_ bytes: ArraySlice<UInt8>) -> Bool {
    !specialV4.contains { matches(bytes, $0.prefix, $0.bits) }
  }

  private static func isPublicV6(_ bytes: [UInt8]) -> Bool {
    // IPv4 in other clothes: v4-mapped, and the well-known prefix of NAT64.
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let translated: [UInt8] = [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    if bytes.starts(with: mapped) || bytes.starts(with: translated) {
      return isPublicV4(bytes[12...])
    }
    // Global unicast is 2000::/3; all else is local, reserved or for many.
    return bytes[0] >> 5 == 1 && !specialV6.contains { matches(bytes[...], $0.prefix, $0.bits) }
  }

  private static func matches(_ bytes: ArraySlice<UInt8>, _ prefix: [UInt8], _ bits: Int) -> Bool {
    zip(bytes, prefix).enumerated().allSatisfy { index, pair in
      let left = bits - index * 8
      guard left > 0 else { return true }
      let shift = max(0, 8 - left)
      return pair.0 >> shift == pair.1 >> shift
    }
  }
}
