import Engine

/// What a piece of text is, in words that editors have colours for.
struct SemanticRole: Equatable {
  /// In the order of the legend.
  enum Kind: String, CaseIterable {
    case namespace, type, function, parameter, variable, property, enumMember
    case keyword, comment, string, number, regexp, `operator`
  }

  enum Modifier: String, CaseIterable {
    case declaration, documentation, defaultLibrary
  }

  let kind: Kind
  var modifiers: [Modifier] = []

  /// Places of the kind and the modifiers in the legend, the latter as bits.
  var numbers: (kind: Int, modifiers: Int) {
    let bits = modifiers.compactMap { Modifier.allCases.firstIndex(of: $0) }
    return (Kind.allCases.firstIndex(of: kind) ?? 0, bits.reduce(0) { $0 | 1 << $1 })
  }

  /// What the server tells of its words when it is asked what it can do.
  static var legend: JSON {
    .object([
      "tokenTypes": .array(Kind.allCases.map { .string($0.rawValue) }),
      "tokenModifiers": .array(Modifier.allCases.map { .string($0.rawValue) }),
    ])
  }
}
