internal import Engine
import Glibc

/// What the arguments name: files in order, with globs and folders expanded.
struct InputPaths {
  /// Paths; nil is standard input.
  private(set) var paths: [String?] = []
  private(set) var warnings: [String] = []
  /// What manifests of batch transforms name.
  private(set) var batches: BatchPairs?
  private var manifests: [(manifest: BatchManifest, roots: [String])] = []
  /// Files that stand where manifests do, and are none.
  private var notManifests: [String] = []
  private let options: InputOptions
  /// Whether a folder with nothing in it is warned of and no error.
  private let bearsEmptyFolders: Bool
  /// Folders of captures that are of other hours, as messages call them.
  private var passed: [String] = []
  /// Whether some of them are of a batch transform.
  private var passedBatch = false

  init(
    _ arguments: [String], options: InputOptions, bearsEmptyFolders: Bool = false
  ) throws(ReadError) {
    self.options = options
    self.bearsEmptyFolders = bearsEmptyFolders
    for argument in arguments {
      if argument == "-" {
        guard !paths.contains(nil) else {
          throw ReadError(
            path: StoredBytes.standardInput, "is named twice, but can be read once only")
        }
        paths.append(nil)
      } else if FileStatus(argument) == nil, PathPattern.isOne(argument) {
        let found = PathPattern.matches(argument)
        guard !found.isEmpty else {
          throw ReadError(path: argument, "no file matches; check the pattern")
        }
        for path in found where !isOfOtherHours(path) { try add(path) }
      } else {
        try add(argument)
      }
    }
    if !manifests.isEmpty {
      let found = BatchPairs(
        manifests, not: notManifests.sorted(by: PathPattern.precedes),
        ObjectCopies(folders: options.copies))
      if found.pairs.isEmpty, paths.isEmpty {
        throw ReadError(
          path: arguments.first ?? "data", found.complaint ?? "the manifests here name no object")
      }
      batches = found
    }
    guard !paths.isEmpty || !(batches?.pairs.isEmpty ?? true) || bearsEmptyFolders else {
      throw noCaptures(arguments.first ?? "data")
        ?? ReadError(path: "data", "no input is named")
    }
    var seen: Set<String> = []
    for case let path? in paths where !seen.insert(path).inserted {
      warnings.append("\(path): is named twice; its records count twice")
    }
  }

  private mutating func add(_ path: String) throws(ReadError) {
    guard let status = FileStatus(path) else { throw StoredBytes.error(path, errno) }
    guard status.kind == .folder else {
      if status.kind == .stream || !isManifest(path, below: nil) { paths.append(path) }
      return
    }
    passedBatch = false
    let manifestsBefore = manifests.count
    let passedBefore = passed.count
    var found: [String] = []
    var skipped: [String] = []
    try collect(path, root: path, above: [], &found, &skipped)
    // Beside manifests, files are read where these name them.
    if manifests.count > manifestsBefore || passedBatch {
      notManifests += (found + skipped).filter { CaptureFolder.holds($0) }
      return
    }
    skipped.sort(by: PathPattern.precedes)
    guard !found.isEmpty else {
      if passed.count > passedBefore { return }
      let other =
        skipped.first.map { "; what is there, such as \($0), can't be read as such" } ?? ""
      let error = ReadError(
        path: path, "no CSV, TSV, JSON Lines, Arrow or Parquet file is in this folder\(other)")
      guard bearsEmptyFolders else { throw error }
      warnings.append(error.description)
      return
    }
    if let first = skipped.first {
      let more = skipped.count == 1 ? "" : " and \(skipped.count - 1) more"
      warnings.append(
        "\(path): skipped \(first)\(more), not known by name to be of a format that is read")
    }
    paths += found.sorted(by: PathPattern.precedes) as [String?]
  }

  /// Adds the files of a folder and of those in it; `above` are the folders it is in, so that links
  /// in circles end.
  private mutating func collect(
    _ folder: String, root: String, above: [FileStatus], _ found: inout [String],
    _ skipped: inout [String]
  ) throws(ReadError) {
    guard let status = FileStatus(folder), !above.contains(status), above.count < 64 else { return }
    for name in try InputPaths.list(folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch FileStatus(path)?.kind {
      case .folder:
        if !isOfOtherHours(path) {
          try collect(path, root: root, above: above + [status], &found, &skipped)
        }
      case .file where isOfOtherHours(path): break
      case .file where isManifest(path, below: root): break
      case .file: if takes(name) { found.append(path) } else { skipped.append(path) }
      case .stream, nil: skipped.append(path)
      }
    }
  }

  /// Takes a manifest of a batch transform; false where a file is none.
  ///
  /// - Parameter root: the folder that was given; nil where the file itself was.
  private mutating func isManifest(_ path: String, below root: String?) -> Bool {
    guard options.format == nil || options.format == .capture,
      let manifest = BatchManifest(path)
    else { return false }
    // The captures' folder has the two of `input` and `output`, or is above them.
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let side = parts.lastIndex { $0 == "input" || $0 == "output" }
    let capture = side.map { parts[..<$0].joined(separator: "/") }
    let roots = [root, capture].compactMap(\.self).map { $0.isEmpty ? "." : $0 }
    let beside = parts.dropLast().joined(separator: "/")
    manifests.append((manifest, roots.isEmpty ? [beside.isEmpty ? "." : beside] : roots))
    return true
  }

  /// Whether a file of a folder is taken for data by its name.
  private func takes(_ name: String) -> Bool {
    switch InputFormat.byName(name) {
    case .format: true
    case .foreign: false
    case .unknown: options.format != nil || name.hasSuffix(".txt")
    // Names such as `part-00000` are data, `_SUCCESS` marks that a job is done.
    case .bare: !name.hasPrefix("_")
    }
  }

  /// Whether a path lies in folders of captures that are of other hours than those wanted; folders
  /// that are none are no reason to leave something out.
  private mutating func isOfOtherHours(_ path: String) -> Bool {
    guard let span = options.span else { return false }
    let whole = InputPaths.absolute(path)
    if let folder = CaptureFolder(whole) {
      if folder.mayHold(span) { return false }
      pass(whole)
      return true
    }
    let parts = whole.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, case let above = parts.dropLast().joined(separator: "/"),
      let folder = CaptureFolder(above), !folder.mayHold(span, in: String(name))
    else { return false }
    pass(above)
    return true
  }

  /// Takes note of a folder whose captures are not wanted.
  private mutating func pass(_ folder: String) {
    let name = CaptureFolder.name(folder)
    passed.append(name)
    if ["input", "output"].contains(where: { folder.hasSuffix("/\($0)/\(name)") }) {
      passedBatch = true
    }
  }

  /// What to say where there are captures, and none of the hours wanted.
  private func noCaptures(_ path: String) -> ReadError? {
    guard let first = passed.min(), let last = passed.max(), let span = options.span else {
      return nil
    }
    let there = first == last ? first : "\(first) to \(last)"
    let (start, end) = (span.lowerBound, span.upperBound)
    return ReadError(
      path: path,
      "Job inputs had no data: no captures lie between \(MetricValue.text(ofTime: start)) and"
        + " \(MetricValue.text(ofTime: end)), where there are folders of \(there)")
  }

  /// With the folders that a relative path leaves out.
  private static func absolute(_ path: String) -> String {
    guard let whole = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(whole) }
    return unsafe String(cString: whole)
  }

  private static func list(_ folder: String) throws(ReadError) -> [String] {
    guard let stream = unsafe opendir(folder) else { throw StoredBytes.error(folder, errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      names.append(
        unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
          unsafe String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
        })
    }
    return names
  }
}
