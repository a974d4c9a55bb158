import Engine
import Language

/// What the server knows of the world outside: files, baselines, the day.
package struct ServerFiles: Sendable {
  /// The bytes of a file; nil where there is none.
  package var read: @Sendable (_ path: String) -> [UInt8]?
  /// What changes whenever a file or folder is written; nil where there is none.
  package var stamp: @Sendable (_ path: String) -> String?
  /// The statistics of a baseline; nil where there is none that can be read.
  package var baseline: @Sendable (_ path: String) -> Gathered?
  /// Seconds since 1970-01-01T00:00:00Z.
  package var now: @Sendable () -> Double
  /// What finds the files that a rule file imports.
  package var loader: @Sendable (_ path: String) -> any FileLoader
  /// The paths of rule files below a folder, no more of them than a limit allows.
  package var list: @Sendable (_ folder: String, _ limit: Int) -> [String]

  package init(
    read: @escaping @Sendable (_ path: String) -> [UInt8]?,
    stamp: @escaping @Sendable (_ path: String) -> String?,
    baseline: @escaping @Sendable (_ path: String) -> Gathered?,
    now: @escaping @Sendable () -> Double,
    loader: @escaping @Sendable (_ path: String) -> any FileLoader = { _ in NoFiles() },
    list: @escaping @Sendable (_ folder: String, _ limit: Int) -> [String] = { _, _ in [] }
  ) {
    self.read = read
    self.stamp = stamp
    self.baseline = baseline
    self.now = now
    self.loader = loader
    self.list = list
  }

  /// A path that a file names, relative to that file.
  static func resolve(_ path: String, beside file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }
}
