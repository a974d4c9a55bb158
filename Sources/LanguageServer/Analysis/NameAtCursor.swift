import Language

/// A name of a rule file, dots included, at a place: `fare`, `input.x`, `columns.fare.max`.
struct NameAtCursor {
  /// Tokens from the first word to the last.
  let tokens: Range<Int>
  /// Its bytes.
  let range: Range<Int>
  /// Without back-ticks.
  let text: String
  let isQuoted: Bool

  /// The name that touches a place, as a whole.
  init?(at offset: Int, in tree: SyntaxTree) {
    let tokens = tree.tokens
    guard let at = NameAtCursor.word(at: offset, in: tokens) else { return nil }
    var (first, last) = (at, at)
    while first >= 2, tokens[first - 1].text == ".", tokens[first - 2].isName {
      first -= 2
    }
    while last + 2 < tokens.count, tokens[last + 1].text == ".", tokens[last + 2].isName {
      last += 2
    }
    self.init(first...last, tokens)
  }

  private init(_ run: ClosedRange<Int>, _ tokens: [Token]) {
    self.tokens = run.lowerBound..<run.upperBound + 1
    range = tokens[run.lowerBound].span.start..<tokens[run.upperBound].span.end
    text = tokens[run].map(\.nameText).joined()
    isQuoted = run.count == 1 && tokens[run.lowerBound].kind == .quoted
  }

  /// Where the name begins that is being written at a place; the place itself where none is.
  static func start(before offset: Int, in tokens: [Token]) -> Int {
    let next = tokens.partition { $0.span.start >= offset }
    guard next > 0 else { return offset }
    var at = next - 1
    let last = tokens[at]
    if last.text == ".", last.kind == .sign, last.span.end == offset, at > 0, tokens[at - 1].isName
    {
      at -= 1
    } else if !last.isName || last.span.end < offset {
      return offset
    }
    while at >= 2, tokens[at - 1].text == ".", tokens[at - 2].isName { at -= 2 }
    return tokens[at].span.start
  }

  private static func word(at offset: Int, in tokens: [Token]) -> Int? {
    let next = tokens.partition { $0.span.start > offset }
    // The one that begins here or holds the place, else the one that ends here.
    for at in [next - 1, next - 2] where at >= 0 {
      if tokens[at].isName, tokens[at].span.end >= offset { return at }
    }
    return nil
  }
}

extension Token {
  var isName: Bool { kind == .word || kind == .quoted }

  /// Without back-ticks.
  var nameText: String {
    guard kind == .quoted else { return text }
    var name = text.dropFirst()
    if name.last == "`" { name.removeLast() }
    return String(name)
  }

  func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}

extension Array {
  /// The first index whose element and all after it hold; the elements are ordered so.
  func partition(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
