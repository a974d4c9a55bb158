import Language

/// The rule files of the folders that an editor has open, as they are on disk.
///
/// They are looked for when they are asked for, after something may have changed. Files beyond the
/// bounds are left out.
struct Workspace {
  /// Of all files, and of each.
  private static let most = (files: 1_000, bytes: 64 << 20, bytesOfOne: 8 << 20)

  /// Paths of the folders.
  private(set) var folders: [String] = []
  private var isStale = true
  private var found: [String: (stamp: String?, document: Document)] = [:]

  mutating func add(_ folder: String) {
    if !folders.contains(folder) { folders.append(folder) }
    isStale = true
  }

  mutating func remove(_ folder: String) {
    folders.removeAll { $0 == folder }
    isStale = true
  }

  /// Files may have changed.
  mutating func expire() { isStale = true }

  /// Its files, in order of path.
  mutating func documents(_ files: ServerFiles, _ encoding: PositionEncoding) -> [Document] {
    if isStale { look(files, encoding) }
    return found.sorted { $0.key < $1.key }.map(\.value.document)
  }

  private mutating func look(_ files: ServerFiles, _ encoding: PositionEncoding) {
    isStale = false
    var next: [String: (stamp: String?, document: Document)] = [:]
    var bytes = 0
    for path in folders.flatMap({ files.list($0, Workspace.most.files) }) {
      guard next.count < Workspace.most.files, bytes < Workspace.most.bytes else { break }
      let stamp = files.stamp(path)
      if let known = found[path], known.stamp == stamp {
        // What it imports may be there by now.
        known.document.targets = nil
        next[path] = known
        bytes += known.document.bytes.count
        continue
      }
      let file = FoundFile(identity: path, path: path)
      guard
        let text = try? files.loader(path).read(file, atMost: Workspace.most.bytesOfOne)
      else { continue }
      bytes += text.count
      next[path] = (stamp, Document(path: path, bytes: text, encoding: encoding))
    }
    found = next
  }
}
