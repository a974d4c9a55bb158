/// Names of files as reports give them: relative to a folder, where they are in it.
enum ArtifactPath {
  /// `/work/rules/a.tide` in `/work` → `rules/a.tide`; what is outside stays absolute.
  static func relative(_ path: String, to root: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    let folder = components(root)
    let whole = isAbsolute ? components(path) : components(root + "/" + path)
    guard whole.starts(with: folder), whole.count > folder.count else {
      return "/" + whole.joined(separator: "/")
    }
    return whole.dropFirst(folder.count).joined(separator: "/")
  }

  /// A URI reference (RFC 3986): relative, or with the scheme `file` where the path is outside.
  static func uri(_ path: String, root: String) -> String {
    let name = relative(path, to: root)
    var result = name.hasPrefix("/") ? "file://" : ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return result
  }

  /// Without `.` and `..`.
  private static func components(_ path: String) -> [Substring] {
    var result: [Substring] = []
    for component in path.split(separator: "/") where component != "." {
      if component == ".." { _ = result.popLast() } else { result.append(component) }
    }
    return result
  }
}
