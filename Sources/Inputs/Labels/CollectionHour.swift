internal import Statistics

/// The hour in which labels were collected, which the folders `yyyy/mm/dd/hh` of their file say.
enum CollectionHour {
  /// Hours since 1970-01-01T00:00Z; nil where the path has no such folders.
  static func of(path: String) -> Int? {
    let folders = path.split(separator: "/").dropLast()
    guard folders.count >= 4 else { return nil }
    for start in (folders.startIndex...folders.endIndex - 4).reversed() {
      let parts = folders[start..<start + 4]
      let widths = [4, 2, 2, 2]
      guard zip(parts, widths).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy(isDigit) })
      else { continue }
      let text = "\(parts[start])-\(parts[start + 1])-\(parts[start + 2])T\(parts[start + 3]):00Z"
      let (kind, seconds) = CellParser.parse(text.utf8)
      if kind == .timestamp { return Int(seconds) / 3600 }
    }
    return nil
  }

  /// `2023-01-04T13:00:00Z`
  static func text(_ hour: Int) -> [UInt8] { Timestamp.text(Double(hour) * 3600) ?? [] }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
