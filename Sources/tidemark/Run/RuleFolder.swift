import Foundation
import Language

/// The files that rule files may name: those under one root, symbolic links resolved.
struct RuleFolder: FileLoader {
  /// Of the root, without symbolic links.
  private let root: String

  /// - Parameters:
  ///   - file: the rule file that is read first.
  ///   - root: what `--root` names; else the folder of the git repository, else that of the file.
  init(of file: String, root: String?) throws {
    if let root {
      guard Files.isFolder(root), let path = Self.resolved(root) else {
        throw CommandFailure.arguments("--root \(root): there is no such folder")
      }
      self.root = path
      return
    }
    let folder = Self.resolved(Self.folder(of: file)) ?? "/"
    self.root = Self.repository(of: folder) ?? folder
  }

  func identity(of root: SourceFile) -> String { Self.resolved(root.path) ?? root.path }

  func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
    guard !path.hasPrefix("/") else { throw .absolute }
    let folder = Self.folder(of: file.path)
    let joined = folder == "." ? path : folder + "/" + path
    guard !path.isEmpty, !path.contains("\0"), let found = Self.resolved(joined) else {
      // What lies outside is not looked for, so that nothing is learnt about it.
      guard let base = Self.resolved(folder), isInside(Self.plain(base + "/" + path)) else {
        throw .outside(root: root)
      }
      throw .missing(looked: joined, near: neighbours(of: joined))
    }
    guard isInside(found) else { throw .outside(root: root) }
    let shown = Self.plain(joined)
    return FoundFile(identity: found, path: Self.resolved(shown) == found ? shown : joined)
  }

  func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.identity)
    switch attributes?[.type] as? FileAttributeType {
    case .typeRegular: break
    case .typeDirectory: throw .folder
    case nil: throw .unreadable
    default: throw .notAFile
    }
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    guard size <= limit else { throw .tooLarge(limit: limit) }
    guard let data = FileManager.default.contents(atPath: file.identity) else {
      throw .unreadable
    }
    guard data.count <= limit else { throw .tooLarge(limit: limit) }
    return Array(data)
  }

  private func isInside(_ path: String) -> Bool {
    root == "/" || path == root || path.hasPrefix(root + "/")
  }

  private func neighbours(of path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Self.folder(of: path))
    return (names ?? []).sorted().prefix(1_000).map(\.self)
  }

  // MARK: Paths

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The nearest folder above that is a git repository.
  private static func repository(of folder: String) -> String? {
    var current = folder
    while true {
      if Files.exists(current + "/.git") { return current }
      let above = Self.folder(of: current)
      if above == current { return nil }
      current = above
    }
  }

  /// A path without symbolic links; nil where nothing is there.
  private static func resolved(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// `rules/../common/a.tide` as `common/a.tide`.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
