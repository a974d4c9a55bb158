extension [Argument] {
  /// The file of `set(file: "countries.csv")`.
  package var namedSet: StringLiteral? {
    guard count == 1, self[0].label?.text == "file", case .string(let path) = self[0].value.kind
    else { return nil }
    return StringLiteral(path, self[0].value.span)
  }
}
