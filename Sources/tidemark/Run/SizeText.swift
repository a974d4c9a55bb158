import Language

/// Sizes on the command line.
enum SizeText {
  /// `64MiB`, in the units of the rule language.
  static func bytes(_ text: String) -> Int? {
    let parsed = Parser.parseExpression(SourceFile(path: "size", text: text)).expression
    switch parsed.kind {
    case .size(let bytes), .number(let bytes): return Int(exactly: bytes.rounded())
    default: return nil
    }
  }
}
