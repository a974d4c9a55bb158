import Engine
import Foundation
import Inputs
import Statistics
import Testing

/// Cells of Arrow data are counted as they are stored: that changes no statistic.
struct ArrowCountingTests {
  /// The same rows as a source that hands over kinds, numbers and texts, of which none is counted.
  private final class ByRow: Source {
    private let source: any Source

    init(_ source: any Source) { self.source = source }

    var columns: [String] { source.columns }
    var warnings: [String] { source.warnings }
    var names: [String] { source.names }
    var progress: (read: Int, total: Int?) { source.progress }

    func next() throws(ReadError) -> Piece? { try source.next() }

    func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
      let make = source.readers(columns: wanted)
      return { Rows(make()) }
    }

    private final class Rows: Reader {
      private let reader: any Reader

      init(_ reader: any Reader) { self.reader = reader }

      func open(_ piece: Piece) { reader.open(piece) }

      func next(into block: inout ColumnBlock) -> Bool {
        var stored = ColumnBlock()
        guard reader.next(into: &stored) else { return false }
        block.rows = stored.rows
        block.columns = stored.columns.map { column in
          let result = Column()
          result.fill(kinds: column.kinds, numbers: column.numbers, text: column.cells)
          return result
        }
        return true
      }

      func takeMalformed() -> MalformedRecords { reader.takeMalformed() }
    }
  }

  private static func gather(
    _ path: String, piece: Int, threads: Int = 1, byRow: Bool = false
  ) async throws -> Gathered {
    var source = try InputSet.open([path], options: RecordLawsTests.options(piece: piece))
    if byRow { source = ByRow(source) }
    let requests = source.columns.flatMap { ColumnProfile.requests($0) }
    let result = await Gathering(requests, threads: threads)
      .gather(source, log: MalformedLog(names: source.names))
    #expect(result.failure == nil)
    return try #require(result.panes.byIndex[0])
  }

  private static func bytes(_ gathered: Gathered) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: gathered.encoded().map { ($0.key, Array($0.state.bytes)) })
  }

  /// - Parameter path: Arrow data.
  private static func compare(_ path: String, piece: Int) async throws {
    let name = "\((path as NSString).lastPathComponent), \(piece)"
    let counted = try await gather(path, piece: piece)
    let more = try await gather(path, piece: piece, threads: 3)
    #expect(bytes(counted) == bytes(more), "\(name): threads change nothing")
    let byRow = try await gather(path, piece: piece, byRow: true)
    #expect(counted.records == byRow.records, "\(name)")
    let (found, wanted) = (bytes(counted), bytes(byRow))
    for column in counted.schema.names {
      let readings = ColumnProfile.Readings(column)
      let exact = [readings.presence.request, readings.types.request, readings.distinct.request]
      for request in exact {
        #expect(found[request.key] == wanted[request.key], "\(name): \(request.key)")
      }
      let (a, b) = try (
        #require(counted[readings.categories]), #require(byRow[readings.categories])
      )
      if a.isExact {
        #expect(
          a.categories.map { "\($0)" } == b.categories.map { "\($0)" } && b.isExact,
          "\(name): \(column)")
      }
      let (moments, others) = try (
        #require(counted[readings.moments]), #require(byRow[readings.moments])
      )
      #expect(
        moments.count == others.count && moments.minimum == others.minimum
          && moments.maximum == others.maximum && moments.nonFinite == others.nonFinite,
        "\(name): \(column)")
      isClose(moments.sum, others.sum, "\(name): \(column)")
      isClose(moments.standardDeviation ?? 0, others.standardDeviation ?? 0, "\(name): \(column)")
      let (sketch, other) = try (
        #require(counted[readings.quantiles]), #require(byRow[readings.quantiles])
      )
      #expect(sketch.count == other.count, "\(name): \(column)")
      if sketch.isExact, other.isExact {
        #expect(
          sketch.levels[0].sorted().map(\.bitPattern)
            == other.levels[0].sorted().map(\.bitPattern), "\(name): \(column)")
      }
    }
  }

  private static func isClose(_ a: Double, _ b: Double, _ what: Comment) {
    #expect(a == b || abs(a - b) <= 1e-14 * max(abs(a), abs(b)), what)
  }

  @Test(arguments: ArrowSamples.names, [2000, 1 << 20])
  func countingChangesNoStatistic(_ name: String, _ piece: Int) async throws {
    try await Self.compare(ArrowSamples.golden + "/" + name, piece: piece)
  }

  /// Columns of few values, of many, and of values that become many, with and without missing ones: in
  /// pieces of some thousand rows, and in one.
  @Test(
    .enabled(if: ArrowSamples.canMakeMore), arguments: [("many.arrows", 22), ("many.arrow", 26)])
  func countingChangesNoStatisticOfMany(_ name: String, _ bits: Int) async throws {
    let folder = try Folder()
    #expect(ArrowSamples.run([ArrowSamples.golden + "/make_columns.py", folder.path, "\(bits)"]))
    try await Self.compare(folder.path + "/" + name, piece: 1 << bits)
  }

  /// What is defined by the order of rows is so in an input of one piece.
  @Test func aShortInputIsTakenByRow() async throws {
    let path = ArrowSamples.golden + "/same.arrows"
    let (a, b) = try await (
      Self.gather(path, piece: 1 << 20), Self.gather(path, piece: 1 << 20, byRow: true)
    )
    for column in a.schema.names {
      let key = ColumnProfile.Readings(column).quantiles.request.key
      #expect(Self.bytes(a)[key] == Self.bytes(b)[key], "\(column)")
    }
  }
}
