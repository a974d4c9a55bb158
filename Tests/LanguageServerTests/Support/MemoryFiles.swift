import Engine
import Language
import LanguageServer
import Synchronization

/// Rule files that stand nowhere but here, by their paths.
final class MemoryFiles: Sendable {
  private let texts: Mutex<[String: String]>

  init(_ texts: [String: String]) { self.texts = Mutex(texts) }

  subscript(path: String) -> String? {
    get { texts.withLock { $0[path] } }
    set { texts.withLock { $0[path] = newValue } }
  }

  var server: ServerFiles {
    ServerFiles(
      read: { [self] path in self[path].map { Array($0.utf8) } },
      stamp: { [self] path in self[path].map { "\($0.hashValue)" } },
      baseline: { _ in nil }, now: { 1_767_225_600 }, loader: { [self] _ in Loader(files: self) },
      list: { [self] folder, limit in
        texts.withLock { $0.keys.filter { $0.hasPrefix(folder + "/") } }.sorted().prefix(limit)
          .map(\.self)
      })
  }

  struct Loader: FileLoader {
    let files: MemoryFiles

    func identity(of root: SourceFile) -> String { root.path }

    func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
      var parts = file.path.split(separator: "/").dropLast()
      for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      let found = "/" + parts.joined(separator: "/")
      guard files[found] != nil else { throw .missing(looked: found, near: []) }
      return FoundFile(identity: found, path: found)
    }

    func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
      guard let text = files[file.identity] else { throw .unreadable }
      guard text.utf8.count <= limit else { throw .tooLarge(limit: limit) }
      return Array(text.utf8)
    }
  }
}
