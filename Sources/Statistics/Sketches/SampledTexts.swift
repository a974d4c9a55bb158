/// Texts by hash, end to end in one arena.
struct SampledTexts: Sendable {
  /// Bytes that are kept of a text.
  static let longest = 256

  private(set) var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var arena: [UInt8] = []

  var bytes: Int { arena.count }

  subscript(index: Int) -> ArraySlice<UInt8> { arena[ends[index]..<ends[index + 1]] }

  /// Positions in the order of hashes.
  var ordered: [Int] { hashes.indices.sorted { hashes[$0] < hashes[$1] } }

  mutating func append(_ hash: UInt64, _ text: ArraySlice<UInt8>) {
    hashes.append(hash)
    arena += text.prefix(Self.longest)
    ends.append(arena.count)
  }

  func filter(_ keeps: (UInt64) -> Bool) -> SampledTexts {
    var result = SampledTexts()
    for index in hashes.indices where keeps(hashes[index]) {
      result.append(hashes[index], self[index])
    }
    return result
  }
}
