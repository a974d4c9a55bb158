/// A command as people write it, cut into words: no shell has a part in it.
package enum CommandWords {
  /// Words are parted by blanks; quotes of both kinds and `\` keep what follows together.
  ///
  /// - Returns: nil where a quote is left open, or there is no word.
  package static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote != nil || isEscaped || words.isEmpty || text.contains("\0") ? nil : words
  }
}
