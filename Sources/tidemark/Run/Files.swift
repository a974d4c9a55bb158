import Crypto
import Foundation

/// Whole files, with errors that say what to do.
enum Files {
  static func read(_ path: String, _ what: String) throws -> [UInt8] {
    guard exists(path) else {
      throw CommandFailure.arguments("\(path): there is no such \(what)")
    }
    if isFolder(path) {
      throw CommandFailure.arguments("\(path): this is a folder, a \(what) is wanted")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure.arguments("\(path): this \(what) can't be read: check its permissions")
    }
    return Array(data)
  }

  static func readStandardInput() -> [UInt8] {
    Array(FileHandle.standardInput.readDataToEndOfFile())
  }

  /// Writes a file whole or not at all: beside it first, then in its place.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure.arguments(
        "\(path): this file can't be written: check the folder and its permissions")
    }
  }

  /// Adds text at the end of a file, which is made where there is none.
  static func append(_ text: String, to path: String) throws {
    let failure = CommandFailure.arguments(
      "\(path): this file can't be written: check the folder, its permissions and the space that is left"
    )
    if !exists(path), !FileManager.default.createFile(atPath: path, contents: nil) { throw failure }
    guard let file = FileHandle(forWritingAtPath: path) else { throw failure }
    do {
      try file.seekToEnd()
      try file.write(contentsOf: Data(text.utf8))
      try file.close()
    } catch {
      throw failure
    }
  }

  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      let isFile = exists(path) && !isFolder(path)
      throw CommandFailure.arguments(
        isFile
          ? "\(path): a file has this name, and a folder is to be written: name another"
          : "\(path): this folder can't be made: check the folder above and its permissions")
    }
  }

  static var workingFolder: String { FileManager.default.currentDirectoryPath }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    return exists && isDirectory.boolValue
  }

  /// What changes when a file is written; nil where there is none.
  static func stamp(_ path: String) -> String? {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(facts[.size] as? Int ?? 0) bytes at \(time)"
  }

  /// Paths of the rule files below a folder, in no order; hidden folders are passed over.
  ///
  /// - Parameter limit: how many there are at most; so that a large disk is no long wait, 100,000
  ///   names are looked at.
  static func ruleFiles(below folder: String, atMost limit: Int) -> [String] {
    guard
      let all = FileManager.default.enumerator(
        at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil,
        options: [.skipsHiddenFiles])
    else { return [] }
    var found: [String] = []
    for case let file as URL in all.prefix(100_000) where file.pathExtension == "tide" {
      found.append(file.path)
      if found.count == limit { break }
    }
    return found
  }

  /// `sha256:` and the hash in hexadecimal.
  static func hash(_ bytes: [UInt8]) -> String { hash(SHA256.hash(data: bytes)) }

  /// The same of a file's bytes, read piece by piece; nil where it can't be read.
  static func hash(ofFile path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hasher = SHA256()
    do {
      while let bytes = try file.read(upToCount: 256 << 10), !bytes.isEmpty {
        hasher.update(data: bytes)
      }
    } catch {
      return nil
    }
    return hash(hasher.finalize())
  }

  static func hash(_ digest: SHA256.Digest) -> String {
    "sha256:" + digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
