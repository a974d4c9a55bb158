/// A 64-bit hash with a fixed seed: equal on every machine and run, as merged states need.
///
/// The construction is wyhash (Wang Yi, "Modern non-cryptographic hash function", final version 4):
/// 64×64→128-bit products folded by exclusive or. Not for use against an adversary.
enum StableHash {
  private static let secret0: UInt64 = 0xa076_1d64_78bd_642f
  private static let secret1: UInt64 = 0xe703_7ed1_a0b4_28db

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of a number; `domain` keeps kinds of things apart.
  @inline(__always)
  static func hash(_ value: UInt64, domain: UInt64) -> UInt64 {
    let product = (value ^ secret0).multipliedFullWidth(by: domain ^ secret1)
    return mix(product.low ^ secret0, product.high ^ secret1)
  }

  /// A hash of two words, one product: good enough for a table.
  @inline(__always)
  static func hash(pair low: UInt64, _ high: UInt64) -> UInt64 {
    mix(low ^ secret0, high ^ secret1)
  }

  /// The hash of `count` bytes.
  /// - Complexity: O(count), about 2 ns for 8 bytes.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawPointer, count: Int, domain: UInt64) -> UInt64 {
    var seed = mix(domain ^ secret0, secret1)
    let a: UInt64
    let b: UInt64
    if count <= 16 {
      if count >= 4 {
        let step = (count >> 3) << 2
        a = unsafe load32(bytes) << 32 | load32(bytes + step)
        b = unsafe load32(bytes + count - 4) << 32 | load32(bytes + count - 4 - step)
      } else if count > 0 {
        let first = unsafe UInt64(bytes.load(as: UInt8.self))
        let middle = unsafe UInt64(bytes.load(fromByteOffset: count >> 1, as: UInt8.self))
        let last = unsafe UInt64(bytes.load(fromByteOffset: count - 1, as: UInt8.self))
        a = first << 16 | middle << 8 | last
        b = 0
      } else {
        a = 0
        b = 0
      }
    } else {
      var position = 0
      while count - position > 16 {
        seed = unsafe mix(
          load64(bytes + position) ^ secret1, load64(bytes + position + 8) ^ seed)
        position += 16
      }
      a = unsafe load64(bytes + count - 16)
      b = unsafe load64(bytes + count - 8)
    }
    let product = (a ^ secret1).multipliedFullWidth(by: b ^ seed)
    return mix(product.low ^ secret0 ^ UInt64(count), product.high ^ secret1)
  }

  @inline(__always)
  private static func load32(_ bytes: UnsafeRawPointer) -> UInt64 {
    unsafe UInt64(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
  }

  @inline(__always)
  private static func load64(_ bytes: UnsafeRawPointer) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
  }
}
