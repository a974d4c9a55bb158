import Glibc

/// Names of files with `*`, `?` and `[…]`.
package enum PathPattern {
  package static func isOne(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// Files that match, in order of their names' bytes.
  package static func matches(_ pattern: String) -> [String] {
    var result = unsafe glob_t()
    defer { unsafe globfree(&result) }
    guard unsafe glob(pattern, 0, nil, &result) == 0 else { return [] }
    var paths: [String] = []
    for index in unsafe 0..<Int(result.gl_pathc) {
      if let path = unsafe result.gl_pathv[index] { paths.append(unsafe String(cString: path)) }
    }
    return paths.sorted(by: precedes)
  }

  /// By bytes, so that no locale has a say.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
