/// The rows of a block for which something holds, 64 of them a word.
///
/// How many rows several conditions hold for is counted a word at a time.
struct RowSet {
  private var words: [UInt64]

  init(words: [UInt64]) { self.words = words }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

  /// The rows that are in another set of the same block as well.
  func intersection(_ other: RowSet) -> RowSet {
    precondition(words.count == other.words.count, "sets of rows of one block")
    var result = words
    for index in result.indices { result[index] &= other.words[index] }
    return RowSet(words: result)
  }

  /// How many rows are in both.
  func count(in other: RowSet) -> Int {
    precondition(words.count == other.words.count, "sets of rows of one block")
    var count = 0
    for index in words.indices { count &+= (words[index] & other.words[index]).nonzeroBitCount }
    return count
  }
}
