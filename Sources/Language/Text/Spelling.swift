/// Finds the word that was probably meant.
package enum Spelling {
  /// The candidate nearest to a word, or nil where none is near: within a third of the word's
  /// length, one edit at least. Letter case counts for little; ties go to the candidate first in
  /// order of text.
  ///
  /// - Complexity: O(candidates × length²); words longer than 64 characters have no neighbours.
  package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    guard !letters.isEmpty, letters.count <= 64 else { return nil }
    let limit = max(1, letters.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in candidates where candidate != word {
      // A character is four bytes at most; most candidates are too long or too short.
      guard candidate.utf8.count + limit >= letters.count,
        candidate.utf8.count <= 4 * (letters.count + limit)
      else { continue }
      let other = Array(candidate.lowercased().unicodeScalars)
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      // One letter for another says nothing about words of one or two letters.
      guard distance <= limit, distance < letters.count else { continue }
      if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
      best = (distance, candidate)
    }
    return best?.word
  }

  /// Insertions, deletions, replacements and swaps of neighbours between two words
  /// (optimal string alignment).
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var above = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let replaced = above[j] + (a[i] == b[j] ? 0 : 1)
        var cost = min(replaced, above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[b.count]
  }
}
