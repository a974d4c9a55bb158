/// The start line and the headers of a message (RFC 9112).
struct HTTPHead: Sendable, Equatable {
  /// Three parts: method, target and version, or version, status and reason.
  let start: [String]
  /// Names in lower case, in their order; what stands twice stands twice here.
  let headers: [(name: String, value: String)]

  static func == (a: HTTPHead, b: HTTPHead) -> Bool {
    a.start == b.start && a.headers.elementsEqual(b.headers, by: ==)
  }

  /// Bytes of a head at most.
  static let longest = 64 << 10

  /// - Parameter bytes: with the empty line at their end.
  init?(_ bytes: some Collection<UInt8>) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first else { return nil }
    let parts = first.split(
      separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].allSatisfy({ $0 > 0x20 }), !parts[0].isEmpty else {
      return nil
    }
    start = parts.map { String(decoding: $0, as: UTF8.self) }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
        return nil
      }
      let name = line[..<colon]
      // A space in a name, or a folded line, is read by each server in its own way.
      guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
      let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
      var value = line[line.index(after: colon)...].drop(while: isBlank)
      while let last = value.last, isBlank(last) { value = value.dropLast() }
      headers.append(
        (String(decoding: name, as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
      )
    }
    self.headers = headers
  }

  func first(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The elements of a header that is a list, in lower case.
  func list(_ name: String) -> [String] {
    headers.filter { $0.name == name }.flatMap { $0.value.split(separator: ",") }.map {
      $0.trimmed.lowercased()
    }
  }

  var version: String { start[0].hasPrefix("HTTP/") ? start[0] : start.last ?? "" }
  var isResponse: Bool { start[0].hasPrefix("HTTP/1.") }
  /// Of a response; nil where it is no number of three digits.
  var status: Int? { start[1].utf8.count == 3 ? Int(start[1]) : nil }

  /// Whether the connection ends with this message.
  var closes: Bool {
    let options = list("connection")
    return options.contains("close")
      || (version == "HTTP/1.0" && !options.contains("keep-alive"))
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return text
  }
}
