/// The changes between two texts that differ in white space.
enum SpaceEdits {
  struct Edit: Equatable {
    let range: Range<Int>
    let replacement: [UInt8]
  }

  /// Edits of the old text, in order, that give the new one; where more than white space differs,
  /// one edit of all that does.
  ///
  /// - Complexity: O(bytes)
  static func between(_ old: [UInt8], _ new: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    var (a, b) = (0, 0)
    while true {
      let (endA, endB) = (spaceEnd(old, a), spaceEnd(new, b))
      if old[a..<endA] != new[b..<endB] {
        edits.append(Edit(range: a..<endA, replacement: Array(new[b..<endB])))
      }
      (a, b) = (endA, endB)
      guard a < old.count, b < new.count else { break }
      guard old[a] == new[b] else { return [whole(old, new)] }
      (a, b) = (a + 1, b + 1)
    }
    return a == old.count && b == new.count ? edits : [whole(old, new)]
  }

  /// The end of a run of white space.
  private static func spaceEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while end < bytes.count, isSpace(bytes[end]) { end += 1 }
    return end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private static func whole(_ old: [UInt8], _ new: [UInt8]) -> Edit {
    var before = 0
    while before < min(old.count, new.count), old[before] == new[before] { before += 1 }
    // Not within a character.
    while before > 0, before < old.count, old[before] & 0xC0 == 0x80 { before -= 1 }
    let most = min(old.count, new.count) - before
    var after = 0
    while after < most, old[old.count - 1 - after] == new[new.count - 1 - after] { after += 1 }
    while after > 0, old[old.count - after] & 0xC0 == 0x80 { after -= 1 }
    return Edit(
      range: before..<old.count - after, replacement: Array(new[before..<new.count - after]))
  }
}
