import Engine
import Foundation

/// Appends records to the files of the service's layout:
/// `FOLDER/ENDPOINT/VARIANT/yyyy/mm/dd/hh/MM-SS-mmm-uuid.jsonl`, in UTC.
///
/// A line is written at once, so that a reader sees whole records at any time. A file is left for a
/// new one when it is full, too old, or the hour has passed.
package struct CaptureFolder {
  package struct Options: Sendable {
    package var folder: String
    package var endpoint: String
    package var variant: String
    package var fileBytes = 10_000_000
    package var fileSeconds = 60.0

    package init(folder: String, endpoint: String, variant: String) {
      self.folder = folder
      self.endpoint = endpoint
      self.variant = variant
    }
  }

  private struct Current {
    let path: String
    let hour: String
    let begun: Double
    var bytes: Int
  }

  private let options: Options
  private var current: Current?

  package init(_ options: Options) { self.options = options }

  /// The folder of the endpoint's records.
  package var root: String { "\(options.folder)/\(options.endpoint)/\(options.variant)" }

  /// - Parameter time: of the record, seconds since 1970-01-01T00:00:00Z.
  package mutating func append(_ line: [UInt8], at time: Double) throws(CaptureFailure) {
    let file = try file(for: line.count, at: time)
    let descriptor = unsafe open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fail(file.path) }
    defer { close(descriptor) }
    let length = lseek(descriptor, 0, SEEK_END)
    let written = unsafe line.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard written == line.count else {
      let failure = written < 0 ? fail(file.path) : fail(file.path, ENOSPC)
      // Half a record would be a malformed one to whoever reads the file.
      _ = ftruncate(descriptor, length)
      throw failure
    }
    current?.bytes += line.count
  }

  private mutating func fail(_ path: String, _ number: Int32 = errno) -> CaptureFailure {
    current = nil
    return CaptureFailure("\(path): can't be written", number: number)
  }

  private mutating func file(for count: Int, at time: Double) throws(CaptureFailure) -> Current {
    guard CalendarTime.hasText(time), let moment = CalendarTime(epochSeconds: time) else {
      throw CaptureFailure("the clock shows no time")
    }
    let hour = moment.hourFolder
    if let current, current.hour == hour, current.bytes + count <= options.fileBytes,
      (0..<options.fileSeconds).contains(time - current.begun)
    {
      return current
    }
    let folder = "\(root)/\(hour)"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CaptureFailure("\(folder): this folder can't be made")
    }
    let milliseconds = String(Int((time - time.rounded(.down)) * 1_000) + 1_000).dropFirst()
    let parts =
      [moment.minute, moment.second].map { String($0 + 100).dropFirst() } + [milliseconds]
    let name = "\(parts.joined(separator: "-"))-\(UUID().uuidString.lowercased()).jsonl"
    let made = Current(path: "\(folder)/\(name)", hour: hour, begun: time, bytes: 0)
    current = made
    return made
  }
}
