import Testing

/// The text format of Prometheus, read as strictly as its own tools do.
struct PrometheusText {
  struct Series: Hashable {
    let name: String
    let labels: [String: String]
  }

  private(set) var values: [Series: Double] = [:]

  struct Mistake: Error {
    let line: String
  }

  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Mistake(line: "no line break at the end") }
    var (helped, typed, done, current) = (Set<String>(), Set<String>(), Set<String>(), "")
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ", maxSplits: 3)
      if line.hasPrefix("# HELP "), words.count == 4 {
        guard helped.insert(String(words[2])).inserted else { throw Mistake(line: String(line)) }
        continue
      }
      if line.hasPrefix("# TYPE "), words.count == 4 {
        guard words[3] == "gauge", helped.contains(String(words[2])),
          typed.insert(String(words[2])).inserted
        else { throw Mistake(line: String(line)) }
        continue
      }
      let (series, value) = try PrometheusText.sample(String(line))
      if series.name != current {
        // All samples of a name stand together.
        guard done.insert(series.name).inserted else { throw Mistake(line: String(line)) }
        current = series.name
      }
      guard typed.contains(series.name), values.updateValue(value, forKey: series) == nil else {
        throw Mistake(line: String(line))
      }
    }
  }

  subscript(_ name: String, _ labels: [String: String]) -> Double? {
    values.first { series, _ in
      series.name == "tidemark_" + name
        && labels.allSatisfy { series.labels[$0.key] == $0.value }
    }?.value
  }

  private static func sample(_ line: String) throws -> (Series, Double) {
    var rest = line[...]
    func fail() -> Mistake { Mistake(line: line) }
    func word() -> String {
      let isSign = { (character: Character) in
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
      }
      let name = rest.prefix(while: isSign)
      rest = rest.dropFirst(name.count)
      return name.first?.isNumber == false ? String(name) : ""
    }
    let name = word()
    guard !name.isEmpty, rest.popFirst() == "{" else { throw fail() }
    var labels: [String: String] = [:]
    while rest.first != "}" {
      let label = word()
      guard !label.isEmpty, rest.popFirst() == "=", rest.popFirst() == "\"" else { throw fail() }
      var value = ""
      while let character = rest.popFirst(), character != "\"" {
        guard character == "\\" else {
          value.append(character)
          continue
        }
        switch rest.popFirst() {
        case "n": value += "\n"
        case "\\": value += "\\"
        case "\"": value += "\""
        default: throw fail()
        }
      }
      guard labels.updateValue(value, forKey: label) == nil else { throw fail() }
      if rest.first == "," { rest.removeFirst() }
    }
    rest.removeFirst()
    guard rest.popFirst() == " " else { throw fail() }
    switch rest {
    case "+Inf": return (Series(name: name, labels: labels), .infinity)
    case "-Inf": return (Series(name: name, labels: labels), -.infinity)
    default:
      guard let value = Double(rest), value.isFinite else { throw fail() }
      return (Series(name: name, labels: labels), value)
    }
  }
}
