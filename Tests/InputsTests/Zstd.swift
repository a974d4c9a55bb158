/// Zstd frames of raw blocks (RFC 8878): enough to be read back.
enum Zstd {
  static func wrap(_ bytes: [UInt8]) -> [UInt8] {
    // Neither size nor checksum; a window of 16 MiB.
    var out: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 14 << 3]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(100_000)
      rest = rest.dropFirst(block.count)
      let head = block.count << 3 | (rest.isEmpty ? 1 : 0)
      out += [UInt8(head & 255), UInt8(head >> 8 & 255), UInt8(head >> 16)]
      out += block
    } while !rest.isEmpty
    return out
  }
}
