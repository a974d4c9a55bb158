/// Names and values as rule text writes them.
package enum Quoting {
  private static let operandWords: Set = [
    "not", "if", "true", "false", "null", "baseline", "columns",
  ]

  /// A column's name, in back-ticks where the language needs them.
  package static func name(_ name: String) -> String {
    let isPlain =
      name.unicodeScalars.enumerated().allSatisfy { index, scalar in
        scalar == "_" || scalar.properties.isAlphabetic
          || (index > 0 && scalar.value < 128 && scalar.properties.numericType == .decimal)
      }
    return isPlain && !name.isEmpty && !operandWords.contains(name) ? name : "`\(name)`"
  }

  package static func value(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .number(let number): Number.text(number)
    case .text(let text): string(text)
    case .boolean(let boolean): boolean ? "true" : "false"
    }
  }

  /// A string literal.
  package static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{00}"..<"\u{20}", "\u{7F}", "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
