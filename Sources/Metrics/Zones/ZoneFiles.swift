import Engine
import Glibc

/// The system's time zones.
package struct ZoneFiles: ZoneSource {
  private static let folder = "/usr/share/zoneinfo/"
  /// More bytes are no zone file.
  private static let mostBytes = 1 << 20

  package init() {}

  package func zone(_ name: String) -> ZoneTable? {
    guard isName(name), let bytes = read(name) else { return nil }
    return ZoneTable(name: name, bytes: bytes)
  }

  package var areInstalled: Bool { read("UTC") != nil || read("Etc/UTC") != nil }

  package var names: [String] {
    for table in ["zone1970.tab", "zone.tab"] {
      guard let bytes = read(table) else { continue }
      let lines = bytes.split(separator: UInt8(ascii: "\n")).filter {
        $0.first != UInt8(ascii: "#")
      }
      return lines.compactMap { line in
        let fields = line.split(separator: UInt8(ascii: "\t"))
        return fields.count > 2 ? String(decoding: fields[2], as: UTF8.self) : nil
      }.sorted()
    }
    return []
  }

  /// A name never leads out of the folder.
  private func isName(_ name: String) -> Bool {
    let isWord = { (part: Substring) in
      part.utf8.first.map(ZoneFiles.isLetter) ?? false
        && part.utf8.allSatisfy { byte in
          ZoneFiles.isLetter(byte) || (0x30...0x39).contains(byte) || "_-+".utf8.contains(byte)
        }
    }
    return name.utf8.count <= 100
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isWord)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func read(_ name: String) -> [UInt8]? {
    guard let file = unsafe fopen(Self.folder + name, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count <= Self.mostBytes {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes.isEmpty ? nil : bytes }
      bytes += buffer[..<count]
    }
    return nil
  }
}
