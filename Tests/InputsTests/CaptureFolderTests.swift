import Engine
import Foundation
import Inputs
import Testing

@testable import struct Inputs.CaptureFolder

/// Files of the capture layout, chosen by the hours that are wanted.
struct CaptureFolderTests {
  /// 2024-02-28T23:00Z
  private static let start = 1_709_161_200.0
  private static let hour = 3_600.0

  /// `2024/02/28/23` and the hours after it.
  private static func path(_ hour: Int) -> String {
    let text = MetricValue.text(ofTime: start + Double(hour) * Self.hour)
    return String(text.prefix(13)).replacing("-", with: "/").replacing("T", with: "/")
  }

  private static func names(_ arguments: [String], _ span: Range<Double>) throws -> [String] {
    try open(arguments, span).names
  }

  private static func open(
    _ arguments: [String], _ span: Range<Double>
  ) throws -> (names: [String], warnings: [String]) {
    var options = InputOptions()
    options.span = span
    let source = try InputSet.open(arguments, options: options)
    return (source.names, source.warnings)
  }

  /// A capture file in each of 48 hours.
  private func layout() throws -> Folder {
    let folder = try Folder()
    for hour in 0..<48 {
      try folder.write(
        "c/e/v/\(Self.path(hour))/05-00-000-x.jsonl", Captured.simple("1,a", "0.5") + "\n")
    }
    return folder
  }

  @Test("The hours of a window are taken, over days and months, and no others")
  func hours() throws {
    let folder = try layout()
    for (first, count) in [(0, 1), (1, 1), (20, 10), (0, 48), (47, 1), (23, 25)] {
      let from = Self.start + Double(first) * Self.hour
      let found = try Self.names([folder.path + "/c"], from..<from + Double(count) * Self.hour)
      #expect(
        found
          == (first..<first + count).map {
            "\(folder.path)/c/e/v/\(Self.path($0))/05-00-000-x.jsonl"
          })
    }
    // An end is not in it; a part of an hour is.
    #expect(try Self.names([folder.path + "/c"], Self.start + 1..<Self.start + 3_601).count == 2)
  }

  @Test("Other hours are not opened: nothing is said of what lies there")
  func unopened() throws {
    let folder = try layout()
    for hour in [3, 5] { try folder.write("c/e/v/\(Self.path(hour))/05-00-000-x.jsonl", "") }
    let fourth = Self.start + 4 * Self.hour
    let one = try Self.open([folder.path + "/c"], fourth..<fourth + Self.hour)
    #expect(one.names.count == 1 && one.warnings.isEmpty)
    let two = try Self.open([folder.path + "/c"], fourth..<fourth + Self.hour + 1)
    #expect(two.names == one.names && two.warnings.count == 1, "\(two.warnings)")
  }

  @Test("Any of the upper folders may be named, or a pattern")
  func arguments() throws {
    let folder = try layout()
    let span = Self.start + Self.hour..<Self.start + 3 * Self.hour
    let all = try Self.names([folder.path + "/c"], span)
    #expect(all.count == 2)
    for argument in [
      "", "/c/e", "/c/e/v", "/c/e/v/2024", "/c/e/v/2024/02", "/c/e/v/2024/02/29",
      "/c/e/v/2024/02/29/*", "/c/e/v/*/*/*/*/*.jsonl", "/c/e/v/2024/02/29/",
    ] {
      #expect(
        try Self.names([folder.path + argument], span).map { $0.replacing("//", with: "/") } == all,
        "\(argument)")
    }
    let one = try Self.names(
      [folder.path + "/c/e/v/2024/02/29/00", folder.path + "/c/e/v/2024/02/28"], span)
    #expect(one == [all[0]])
    // A file that is named is read.
    #expect(
      try Self.names([folder.path + "/c/e/v/\(Self.path(9))/05-00-000-x.jsonl"], span).count == 1)
  }

  @Test("Files of no hour are read, their records tell")
  func others() throws {
    let folder = try layout()
    try folder.write("c/more.jsonl", Captured.simple("1,a", "0.5") + "\n")
    try folder.write("c/e/v/2024/02/29/day.jsonl", Captured.simple("1,a", "0.5") + "\n")
    try folder.write("c/1999/notes/n.jsonl", Captured.simple("1,a", "0.5") + "\n")
    let span = Self.start + Self.hour..<Self.start + 2 * Self.hour
    #expect(try Self.names([folder.path + "/c"], span).count == 3)
  }

  @Test("A file that was begun shortly before the window may run over into it")
  func overrun() throws {
    let folder = try Folder()
    let names = [
      "54-59-999-a.jsonl", "55-01-000-b.jsonl", "59-59-999-c.jsonl", "60-00-000-d.jsonl",
      "59-59-x.jsonl", "part-0.jsonl",
    ]
    for name in names {
      try folder.write("c/\(Self.path(0))/\(name)", Captured.simple("1,a", "0.5") + "\n")
    }
    try folder.write("c/\(Self.path(1))/00-00-000-a.jsonl", Captured.simple("1,a", "0.5") + "\n")
    let next = Self.start + Self.hour
    let found = try Self.names([folder.path], next..<next + Self.hour)
    #expect(
      found.map { ($0 as NSString).lastPathComponent } == [
        "55-01-000-b.jsonl", "59-59-999-c.jsonl", "00-00-000-a.jsonl",
      ])
    #expect(try Self.names([folder.path], next + 300..<next + Self.hour).count == 1)
  }

  @Test("Hours without captures are told, with those that there are")
  func none() throws {
    let folder = try layout()
    do throws(ReadError) {
      var options = InputOptions()
      options.span = 0..<3_600
      _ = try InputSet.open([folder.path + "/c"], options: options)
      Issue.record("opened captures of other years")
    } catch {
      #expect(error.message.contains("Job inputs had no data"))
      #expect(error.message.contains("1970-01-01T00:00:00Z") && error.message.contains("2024"))
    }
  }

  @Test(
    "Only what is a date is one",
    arguments: [
      "a/2024/13/01/00", "a/2024/02/30/00", "a/2024/00/01/00", "a/2024/02/00", "a/2024/02/01/24",
      "a/20240/02", "a/24/02/01", "a/2024/2/1", "", "/", "a/2024/02/01/00/00", "a/２０２４",
    ])
  func noDates(_ path: String) { #expect(CaptureFolder(path) == nil) }
}
