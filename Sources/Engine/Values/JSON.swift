/// A JSON document whose objects keep the order of their keys.
package indirect enum JSON: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let key: String
    package let value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// An object; pairs whose value is nil are left out.
  package static func object(_ pairs: KeyValuePairs<String, JSON?>) -> JSON {
    .object(pairs.compactMap { key, value in value.map { Member(key, $0) } })
  }

  package static func string(_ value: String?) -> JSON {
    value.map { .string($0) } ?? .null
  }
}

/// How a document is laid out.
package enum JSONStyle: Sendable {
  /// One line, `"key": value`.
  case compact
  /// Two spaces a level, `"key": value`.
  case pretty
  /// As the service prints: two spaces a level, `"key" : value`, arrays of objects as `[ {`.
  case service
}

extension JSON {
  /// The document as text. Infinities and NaN, for which JSON has no number, are the strings
  /// `"Infinity"`, `"-Infinity"` and `"NaN"`; other doubles print so that they read back identical.
  package func text(_ style: JSONStyle = .compact) -> String {
    var output = ""
    write(to: &output, style, indent: 0)
    return output
  }

  private func write(to output: inout String, _ style: JSONStyle, indent: Int) {
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += JSON.text(value)
    case .string(let value): JSON.write(value, to: &output)
    case .array(let elements): write(elements, to: &output, style, indent: indent)
    case .object(let members): write(members, to: &output, style, indent: indent)
    }
  }

  private func write(_ elements: [JSON], to output: inout String, _ style: JSONStyle, indent: Int) {
    guard !elements.isEmpty else {
      output += style == .service ? "[ ]" : "[]"
      return
    }
    if style == .service {
      output += "[ "
      for (index, element) in elements.enumerated() {
        if index > 0 { output += ", " }
        element.write(to: &output, style, indent: indent)
      }
      output += " ]"
      return
    }
    let isFlat = style == .compact || elements.allSatisfy(\.isScalar)
    output += "["
    for (index, element) in elements.enumerated() {
      if index > 0 { output += isFlat ? ", " : "," }
      if !isFlat { JSON.newline(to: &output, indent + 1) }
      element.write(to: &output, style, indent: indent + 1)
    }
    if !isFlat { JSON.newline(to: &output, indent) }
    output += "]"
  }

  private func write(
    _ members: [Member], to output: inout String, _ style: JSONStyle, indent: Int
  ) {
    guard !members.isEmpty else {
      output += style == .service ? "{ }" : "{}"
      return
    }
    output += "{"
    for (index, member) in members.enumerated() {
      if index > 0 { output += style == .compact ? ", " : "," }
      if style != .compact { JSON.newline(to: &output, indent + 1) }
      JSON.write(member.key, to: &output)
      output += style == .service ? " : " : ": "
      member.value.write(to: &output, style, indent: indent + 1)
    }
    if style != .compact { JSON.newline(to: &output, indent) }
    output += "}"
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func newline(to output: inout String, _ indent: Int) {
    output += "\n"
    output += String(repeating: "  ", count: indent)
  }

  private static func text(_ value: Double) -> String {
    if value.isNaN { return "\"NaN\"" }
    if value.isInfinite { return value < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return "\(value)"
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{00}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
