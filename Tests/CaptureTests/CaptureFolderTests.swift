import Foundation
import Testing

@testable import Capture

/// The files that captures are written to.
@Suite struct CaptureFolderTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// 2027-03-01T10:59:58.250Z
  private let moment = 1_803_898_798.25

  private func captures(bytes: Int = 1_000, seconds: Double = 60) -> CaptureFolder {
    var options = CaptureFolder.Options(
      folder: folder.path, endpoint: "demand", variant: "AllTraffic")
    options.fileBytes = bytes
    options.fileSeconds = seconds
    return CaptureFolder(options)
  }

  private let line = Array((String(repeating: "x", count: 99) + "\n").utf8)

  @Test func pathsAreTheServices() throws {
    var captures = captures()
    try captures.append(line, at: moment)
    let path = try #require(folder.files.first)
    let layout = /demand\/AllTraffic\/2027\/03\/01\/10\/59-58-250-[0-9a-f-]{36}\.jsonl/
    #expect(path.wholeMatch(of: layout) != nil, "\(path)")
  }

  @Test func filesAreFullAtTheirSize() throws {
    var captures = captures()
    for _ in 0..<25 { try captures.append(line, at: moment) }
    #expect(folder.files.map { folder.text($0).count }.sorted() == [500, 1_000, 1_000])
    // A record larger than a file has one of its own.
    try captures.append([UInt8](repeating: 120, count: 5_000), at: moment)
    #expect(folder.files.count == 4)
  }

  @Test func filesEndWithTheirTimeAndTheHour() throws {
    var captures = captures()
    for offset in [0.0, 1.5, 1.8, 61, 62, 130] { try captures.append(line, at: moment + offset) }
    #expect(folder.files.count { $0.contains("/10/") } == 1)
    #expect(
      folder.files.count { $0.contains("/11/") } == 3, "1.8 is the next hour, then a minute each")
    // A clock that runs backwards begins a file.
    try captures.append(line, at: moment)
    #expect(folder.files.count { $0.contains("/10/") } == 2)
  }

  @Test func whatCannotBeWrittenIsSaidAndLeavesNothing() throws {
    var captures = captures()
    let hour = folder.path + "/demand/AllTraffic/2027/03/01"
    try FileManager.default.createDirectory(atPath: hour, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: hour + "/10"))
    #expect(throws: CaptureFailure.self) { try captures.append(line, at: moment) }
    try FileManager.default.removeItem(atPath: hour + "/10")
    try captures.append(line, at: moment)
    #expect(folder.files.count == 1 && folder.text(folder.files[0]).utf8.elementsEqual(line))
  }
}
