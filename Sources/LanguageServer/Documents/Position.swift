import Engine

/// A place in a text as the protocol counts: from 0, the character in units of an encoding.
package struct Position: Equatable, Sendable {
  package let line: Int
  package let character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  /// Nil where the JSON is no position: numbers from 0 to 2³¹ − 1.
  init?(_ json: JSON?) {
    let limits = 0...Int(Int32.max)
    guard let line = json?["line"]?.whole, let character = json?["character"]?.whole,
      limits.contains(line), limits.contains(character)
    else { return nil }
    self.init(line: line, character: character)
  }

  var json: JSON { .object(["line": .integer(line), "character": .integer(character)]) }
}

/// In what a character of a line is counted.
package enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}
