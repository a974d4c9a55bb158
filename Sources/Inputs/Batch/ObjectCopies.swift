/// Where local copies of stored objects lie.
struct ObjectCopies {
  /// Folders for the beginnings of names: `s3://bucket/path` and a folder.
  let folders: [(prefix: String, folder: String)]

  /// The copy of an object: below the folder that is given for the longest beginning of its name; else
  /// below a root under as much of the end of its name as lies there.
  func find(_ uri: String, below roots: [String]) -> String? {
    let given = folders.filter { uri == $0.prefix || uri.hasPrefix($0.prefix + "/") }
      .max { $0.prefix.utf8.count < $1.prefix.utf8.count }
    if let given {
      let rest = uri.dropFirst(given.prefix.count).split(separator: "/")
      return file(given.folder, rest)
    }
    let name = uri.firstRange(of: "://").map { uri[$0.upperBound...] } ?? uri[...]
    let parts = name.split(separator: "/")
    for start in parts.indices {
      for root in roots {
        if let found = file(root, Array(parts[start...])) { return found }
      }
    }
    return nil
  }

  /// No name leads out of its folder.
  private func file(_ folder: String, _ parts: [Substring]) -> String? {
    guard !parts.isEmpty, !parts.contains(".."), !parts.contains(".") else { return nil }
    let path = folder + (folder.hasSuffix("/") ? "" : "/") + parts.joined(separator: "/")
    return FileStatus(path)?.kind == .file ? path : nil
  }
}
