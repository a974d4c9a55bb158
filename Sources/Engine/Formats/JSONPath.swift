/// Where a value stands in a JSON text: `a.b[0]`, `$.a["b c"]`.
struct JSONPath {
  enum Step: Equatable {
    case name([UInt8])
    case index(Int)
  }

  let steps: [Step]

  /// Nil where the text is no path.
  init?(_ text: String) {
    var scanner = TextScanner(Array(text.utf8)[...])
    let hasRoot = scanner.take(UInt8(ascii: "$"))
    var steps: [Step] = []
    while !scanner.isAtEnd {
      if scanner.take(UInt8(ascii: "[")) {
        guard let step = JSONPath.bracket(&scanner) else { return nil }
        steps.append(step)
      } else {
        guard scanner.take(UInt8(ascii: ".")) || (steps.isEmpty && !hasRoot) else { return nil }
        let start = scanner.position
        guard scanner.takeAll(where: { !".[]\"'".utf8.contains($0) }) > 0 else { return nil }
        steps.append(.name(Array(scanner.taken(since: start))))
      }
    }
    guard hasRoot || !steps.isEmpty else { return nil }
    self.steps = steps
  }

  /// `0]`, `"b c"]`
  private static func bracket(_ scanner: inout TextScanner) -> Step? {
    let start = scanner.position
    let step: Step
    if let quote = scanner.next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      _ = scanner.take(quote)
      _ = scanner.takeAll { $0 != quote }
      step = .name(Array(scanner.taken(since: start + 1)))
      guard scanner.take(quote) else { return nil }
    } else {
      guard scanner.takeAll(where: TextScanner.isDigit) > 0,
        let index = Int(String(decoding: scanner.taken(since: start), as: UTF8.self))
      else { return nil }
      step = .index(index)
    }
    return scanner.take(UInt8(ascii: "]")) ? step : nil
  }

  /// The bytes of the value in a text; nil where the text is not JSON or has none there. Of two
  /// members with one name the last counts.
  ///
  /// - Complexity: O(bytes · steps)
  func value(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var scanner = TextScanner(text)
    guard scanner.takeJSON(), scanner.isAtEnd else { return nil }
    scanner.rewind(to: text.startIndex)
    scanner.takeBlanks()
    for step in steps {
      guard let place = JSONPath.find(step, &scanner) else { return nil }
      scanner.rewind(to: place)
    }
    let start = scanner.position
    _ = scanner.takeJSON()
    var value = scanner.taken(since: start)
    while let last = value.last, TextScanner.isBlank(last) { value.removeLast() }
    return value
  }

  /// Where a member's value begins, of the container that the scanner stands at; the text is JSON.
  private static func find(_ step: Step, _ scanner: inout TextScanner) -> Int? {
    switch step {
    case .index(let wanted):
      guard scanner.take(UInt8(ascii: "[")) else { return nil }
      scanner.takeBlanks()
      if scanner.next == UInt8(ascii: "]") { return nil }
      for _ in 0..<wanted {
        guard scanner.takeJSON(), scanner.take(UInt8(ascii: ",")) else { return nil }
        scanner.takeBlanks()
      }
      return scanner.position
    case .name(let wanted):
      guard scanner.take(UInt8(ascii: "{")) else { return nil }
      scanner.takeBlanks()
      var found: Int?
      while scanner.next == UInt8(ascii: "\"") {
        let start = scanner.position
        guard scanner.takeName() else { return nil }
        let name = TextScanner.jsonString(scanner.taken(since: start))
        if name == wanted { found = scanner.position }
        guard scanner.takeJSON(), scanner.take(UInt8(ascii: ",")) else { break }
        scanner.takeBlanks()
      }
      return found
    }
  }
}

extension TextScanner {
  /// The text of a JSON string that the bytes begin with, its escapes resolved; a lone half of a pair is
  /// replaced.
  static func jsonString(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let inside = bytes.dropFirst()
    var end = inside.startIndex
    while end < inside.endIndex, inside[end] != UInt8(ascii: "\"") {
      end += inside[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    var result: [UInt8] = []
    unsafe inside[..<min(end, inside.endIndex)].withUnsafeBufferPointer {
      unsafe JSONEscapes.append($0, to: &result)
    }
    return result
  }
}
