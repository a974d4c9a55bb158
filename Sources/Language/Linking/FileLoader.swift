/// Finds and reads the files that rule files name; the language itself does no I/O.
package protocol FileLoader {
  /// What tells a root file from others, as `find` would say it.
  func identity(of root: SourceFile) -> String
  /// Finds a file by its path, relative to the file that writes it.
  func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile
  /// The bytes of a file, no more of them than a limit allows.
  func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8]
}

/// A file that a rule file names.
package struct FoundFile: Sendable {
  /// The same for a file by whatever way it is reached.
  package let identity: String
  /// As diagnostics show it.
  package let path: String

  package init(identity: String, path: String) {
    self.identity = identity
    self.path = path
  }
}

/// Why a file that a rule file names can't be had.
package enum LoadFailure: Error, Equatable {
  /// - near: names of files beside it that may have been meant.
  case missing(looked: String, near: [String])
  case folder
  /// It is a device, a pipe or the like.
  case notAFile
  case unreadable
  case tooLarge(limit: Int)
  case absolute
  /// It lies outside of the folder that rules may read from.
  case outside(root: String)
}

/// Stands where files can't be read: nothing can be imported.
package struct NoFiles: FileLoader {
  package init() {}

  package func identity(of root: SourceFile) -> String { root.path }

  package func find(_ path: String, from file: SourceFile) throws(LoadFailure) -> FoundFile {
    throw .missing(looked: path, near: [])
  }

  package func read(_ file: FoundFile, atMost limit: Int) throws(LoadFailure) -> [UInt8] {
    throw .unreadable
  }
}
