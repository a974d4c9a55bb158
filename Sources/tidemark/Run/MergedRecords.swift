import Engine
import Foundation

/// Writes captured records with their labels as the service merges them: to a file, or to
/// `yyyy/mm/dd/hh/merged.jsonl` in a folder, by the hour of the inference.
///
/// Files have their names only once all is in them; until then they are hidden beside.
final class MergedRecords {
  private let path: String
  private let isFile: Bool
  /// Files so far, and what they are called meanwhile.
  private var files: [String: String] = [:]
  private var current: (path: String, handle: FileHandle)?
  /// What went wrong first.
  private var problem: String?

  /// - Parameter span: the stretch of time that the run is about.
  init(_ path: String, inputs: [String], span: Range<Double>?) throws {
    self.path = path
    let endings = [".jsonl", ".ndjson", ".json"]
    isFile = !Files.isFolder(path) && endings.contains { path.lowercased().hasSuffix($0) }
    if let span, !isFile,
      [span.lowerBound, span.upperBound].contains(where: {
        $0.truncatingRemainder(dividingBy: 3600) != 0
      })
    {
      throw CommandFailure.arguments(
        "--merged \(path): a folder holds a file an hour, which a window that does not begin and end with one would cut: name a .jsonl file for this window"
      )
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    for input in inputs {
      let read = URL(fileURLWithPath: input).resolvingSymlinksInPath().path
      if read == target || (!isFile && read.hasPrefix(target + "/")) {
        throw CommandFailure.arguments("--merged \(path): \(input) is read from it: name another")
      }
    }
    if isFile {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      guard Files.isFolder(folder), FileManager.default.isWritableFile(atPath: folder) else {
        throw CommandFailure.arguments("--merged \(path): this file can't be written")
      }
    } else {
      try Files.makeFolder(path)
    }
  }

  func add(_ records: LabelJoin.Merged) {
    guard problem == nil else { return }
    let file = isFile ? path : MergedRecords.file(of: records.hour, in: path)
    do {
      try open(file).write(contentsOf: records.bytes)
    } catch {
      problem =
        "--merged \(file): it could not be written: check its folder, its permissions and the disk"
    }
  }

  /// Gives the files their names; what went wrong, if anything.
  func close() -> String? {
    try? current?.handle.close()
    current = nil
    if isFile, files.isEmpty, problem == nil { add(.init(source: 0, hour: nil, bytes: [])) }
    try? current?.handle.close()
    for (file, hidden) in files {
      if problem == nil, unsafe rename(hidden, file) != 0 {
        problem = "--merged \(file): it could not be written: check its folder"
      }
      if problem != nil { _ = unsafe unlink(hidden) }
    }
    return problem
  }

  private func open(_ file: String) throws -> FileHandle {
    if let current, current.path == file { return current.handle }
    try current?.handle.close()
    current = nil
    let url = URL(fileURLWithPath: file)
    let hidden =
      files[file]
      ?? url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).partial"
    if files[file] == nil {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: hidden))
      files[file] = hidden
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: hidden))
    try handle.seekToEnd()
    current = (file, handle)
    return handle
  }

  /// `FOLDER/2023/01/04/12/merged.jsonl`
  private static func file(of hour: Int?, in folder: String) -> String {
    let moment = hour.flatMap { CalendarTime(epochSeconds: Double($0) * 3600) }
    return ([folder] + [moment?.hourFolder].compactMap(\.self) + ["merged.jsonl"])
      .joined(separator: "/")
  }
}
