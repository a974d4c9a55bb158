internal import Engine
internal import JSONText

/// What a batch-transform job says of the objects that it read or wrote: `[{"prefix": "s3://…/"}, "a.csv"]`.
struct BatchManifest {
  enum Side { case input, output }

  let path: String
  /// Before each name.
  let prefix: String
  let names: [String]

  /// Longer files are no manifests.
  private static let mostBytes = 64 << 20

  /// Nil where the file is none.
  init?(_ path: String) {
    guard let stored = try? StoredBytes(path: path, hash: nil),
      let stream = try? ByteStream(stored)
    else { return nil }
    var bytes: [UInt8] = []
    repeat {
      // Most files are no JSON array: that is seen in their first bytes.
      if let first = bytes.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }),
        first != UInt8(ascii: "[")
      {
        return nil
      }
      guard bytes.count <= BatchManifest.mostBytes else { return nil }
    } while stream.extend(&bytes, by: bytes.isEmpty ? 64 : 64 << 10)
    guard stream.failure == nil, let json = try? JSON(parsing: bytes),
      case .array(let items) = json,
      case .object(let members)? = items.first,
      case .string(let prefix)? = members.first(where: { $0.key == "prefix" })?.value
    else { return nil }
    var names: [String] = []
    for item in items.dropFirst() {
      guard case .string(let name) = item else { return nil }
      names.append(name)
    }
    self.path = path
    self.prefix = prefix
    self.names = names
  }

  /// Which it is of, by the folder above those of the hour; nil where neither is named.
  var side: Side? {
    for part in path.split(separator: "/").reversed() {
      if part == "input" { return .input }
      if part == "output" { return .output }
    }
    return nil
  }
}
