import Engine
import Language

extension EditorSession {
  /// What each word, sign and comment of a document is: five numbers a piece, as the protocol has it.
  mutating func semanticTokens(_ document: Document) -> JSON {
    let names = NameRoles(
      document.tree, scope: lastAnalysis(document).scope, catalogue: catalogue)
    var data: [JSON] = []
    var last = Position(line: 0, character: 0)
    for (range, role) in document.tree.pieces(names) {
      let (start, end) = document.places(range)
      guard start.line == end.line, end.character > start.character else { continue }
      let isSameLine = start.line == last.line
      let (kind, modifiers) = role.numbers
      data += [
        start.line - last.line, isSameLine ? start.character - last.character : start.character,
        end.character - start.character, kind, modifiers,
      ].map { .integer($0) }
      last = start
    }
    return .object(["data": .array(data)])
  }
}

extension SyntaxTree {
  /// What stands in the text, in its order, none over a line break.
  fileprivate func pieces(_ names: NameRoles) -> [(range: Range<Int>, role: SemanticRole)] {
    var pieces: [(range: Range<Int>, role: SemanticRole)] = []
    for token in tokens {
      for trivia in token.leadingTrivia {
        switch trivia {
        case .lineComment(let span), .blockComment(let span):
          pieces += lines(of: span.range, SemanticRole(kind: .comment))
        case .documentation(let span):
          pieces += lines(
            of: span.range, SemanticRole(kind: .comment, modifiers: [.documentation]))
        case .blankLine: break
        }
      }
      if let role = names.role(of: token) { pieces += lines(of: token.span.range, role) }
    }
    return pieces
  }

  /// The parts of a range on each line, since most editors colour line by line.
  private func lines(
    of range: Range<Int>, _ role: SemanticRole
  ) -> [(range: Range<Int>, role: SemanticRole)] {
    let isBreak = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    return source.bytes[range.clamped(to: 0..<source.bytes.count)].split(whereSeparator: isBreak)
      .map { ($0.startIndex..<$0.endIndex, role) }
  }
}
