import CPCRE2

/// The steps that a search has left: every item of the pattern that is tried takes one, and so do 4
/// bytes passed on the way there.
///
/// PCRE2's own limit leaves out repeats of one character, whose cost is a power of the text's length
/// (`a*a*[bc]`). Steps are counted by callouts between items, so that a search ends the same on every
/// run, and takes time in proportion to the text at most.
struct MatchEffort {
  /// Bytes that are passed, forth or back, in the time of a step.
  private static let bytesPerStep = 4
  /// Bytes that one item reads in the time of a step, where it repeats a character a fixed number of
  /// times.
  static let repeatsPerStep = 16

  private let calloutSteps: Int
  private let hasBackreferences: Bool
  private var left = 0
  private var position = 0

  init(_ pattern: Pattern) {
    calloutSteps = pattern.calloutSteps
    hasBackreferences = pattern.hasBackreferences
  }

  /// Begins a search of so many bytes: eight steps more for each, so that what is linear in long
  /// texts is decided.
  mutating func begin(_ count: Int) {
    left = Int(Pattern.matchLimit) + 8 * count
    position = 0
  }

  /// Takes what an item costs; false where nothing is left.
  mutating func take(_ block: pcre2_callout_block_8) -> Bool {
    let place = unsafe block.current_position
    var passed = place > position ? place - position : position - place
    position = place
    if hasBackreferences { passed += unsafe MatchEffort.longestCapture(block) }
    left -= calloutSteps + passed / MatchEffort.bytesPerStep
    return left >= 0
  }

  /// Bytes of the longest group captured, which a reference may compare.
  private static func longestCapture(_ block: pcre2_callout_block_8) -> Int {
    var longest = 0
    for group in 1..<max(1, Int(unsafe block.capture_top)) {
      guard let offsets = unsafe block.offset_vector else { break }
      let (start, end) = unsafe (offsets[2 * group], offsets[2 * group + 1])
      // One that was not captured is -1.
      if start >= 0, end > start { longest = max(longest, end - start) }
    }
    return longest
  }
}
