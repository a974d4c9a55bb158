/// A word of the language, or words that stand together: where, how, and what for.
///
/// Explanations, the reference, hover and completion read this one table. A test holds it against
/// the words that the parser knows.
package struct Keyword: Sendable {
  /// What the keyword is part of.
  package enum Place: String, Sendable, CaseIterable {
    case file = "declaration"
    case monitor = "clause of a monitor"
    case rule = "clause of a rule"
    case alert = "part of an alert"
    case shared = "clause of a monitor or a rule"
    case columns = "entry of columns { }"
    case check = "check of columns { }"
    case suffix = "after a check of columns { }"
    case waive = "part of a waiver"
    case test = "part of a test"
    case operation = "operator"
    case operand = "value"
    case type = "type"
    case task = "task"
    case attributions = "source of attributions"
    case model = "kind of model"
    case sink = "kind of sink"
    case secret = "secret"
  }

  /// `rule`, `for each`, `on unknown`.
  package let phrase: String
  package let place: Place
  /// Words of the language in lower case, what the user puts in in capitals; `[…]` may be left out,
  /// `|` separates what may stand instead.
  package let syntax: String
  /// One paragraph.
  package let meaning: String
  /// A whole rule file, as the formatter prints it.
  package let example: String

  init(_ phrase: String, _ place: Place, _ syntax: String, _ meaning: String, _ example: String) {
    self.phrase = phrase
    self.place = place
    self.syntax = syntax
    self.meaning = meaning
    self.example = example
  }

  /// Every keyword, in the order of the reference: by place, then as they stand in a file.
  package static let all: [Keyword] =
    declarations + waiverParts + tests + monitorClauses + sharedClauses + ruleClauses + alertParts
    + columnsEntries + checks + suffixes + operators + operands + types + tasks + attributions
    + models
    + sinks

  /// Words of the language that its phrase and its syntax hold.
  package var words: Set<String> { Keyword.words(phrase).union(Keyword.words(syntax)) }

  /// What is called by a name in any letter case, by its whole phrase or its first word; else what has
  /// the name among the words of its syntax.
  package static func named(_ name: String) -> [Keyword] {
    let wanted = name.lowercased()
    let found = all.filter { $0.phrase == wanted || $0.phrase.hasPrefix(wanted + " ") }
    return found.isEmpty ? all.filter { $0.words.contains(wanted) } : found
  }

  /// Words in lower case; those in capitals stand for what the user puts in, those in quotes too.
  private static func words(_ text: String) -> Set<String> {
    var result: Set<String> = []
    for word in text.split(whereSeparator: { !($0.isLetter || $0 == "_") })
    where word.first?.isLowercase == true { result.insert(String(word)) }
    return result
  }
}
