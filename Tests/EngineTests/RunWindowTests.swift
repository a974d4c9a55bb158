import Metrics
import Testing

@testable import Engine
@testable import Statistics

/// The window of a run: what is in it, what is left out, whatever the pieces and the threads.
struct RunWindowTests {
  private static let time = RowExpression(column: "at", .generated)

  private static func gather(
    _ times: [Double?], _ span: Range<Double>, windows: Windowing? = nil,
    rowsPerPiece: Int = 3, threads: Int = 1
  ) async -> Panes {
    let rows = times.map { time in
      time.map { String(decoding: Timestamp.text($0) ?? [], as: UTF8.self) } ?? "never"
    }
    let source = RowsSource(
      "at,x\n" + rows.map { "\($0),1\n" }.joined(), rowsPerPiece: rowsPerPiece)
    let request = Reading<Presence>(over: RowExpression(column: "x", .generated), where: nil)
      .request
    return await Gathering(
      [request], windows: windows, run: RunWindow(span, on: time),
      threads: threads
    ).gather(source, log: MalformedLog(names: source.names)).panes
  }

  private static func random(_ count: Int, seed: UInt64) -> [Double?] {
    var random = SplitMix64(seed)
    return (0..<count).map { _ in
      Int.random(in: 0..<9, using: &random) == 0
        ? nil : Double(Int.random(in: -200...200, using: &random))
    }
  }

  @Test("Each record is before, in, after or without a time, and none is two of these")
  func sorted() async throws {
    for seed in 0..<12 as Range<UInt64> {
      let times = Self.random(60, seed: seed)
      let span = -50.0..<Double(10 * seed)
      let panes = await Self.gather(times, span)
      let timed = times.compactMap(\.self)
      #expect(panes.records == timed.count { span.contains($0) })
      #expect(panes.cut.before == timed.count { $0 < span.lowerBound })
      #expect(panes.cut.after == timed.count { $0 >= span.upperBound })
      #expect(panes.cut.untimed == times.count { $0 == nil })
      let window = try #require(panes.inOrder()?.first)
      #expect(window.start == span.lowerBound && window.end == span.upperBound)
      #expect(window.gathered.records == panes.records && window.gathered.end == window.end)
    }
  }

  @Test("Neither pieces nor threads change anything")
  func pieces() async {
    for seed in 0..<6 as Range<UInt64> {
      let times = Self.random(80, seed: seed)
      let whole = await Self.gather(times, -30..<120, rowsPerPiece: 1_000)
      for (rows, threads) in [(1, 1), (7, 3), (13, 2)] {
        let panes = await Self.gather(
          times, -30..<120, rowsPerPiece: rows, threads: threads)
        #expect(panes.cut == whole.cut && panes.records == whole.records)
      }
    }
  }

  @Test("The monitor's windows cover the run's, records or none")
  func windows() async throws {
    let hour = 3_600.0
    let cut = Windowing.time(
      try #require(TimeWindows(lengthSeconds: hour, everySeconds: nil, time: Self.time)))
    let panes = await Self.gather([1.5 * hour, -1, 4 * hour], 0..<4 * hour, windows: cut)
    let found = try #require(panes.inOrder())
    #expect(found.map(\.start) == [0, hour, 2 * hour, 3 * hour])
    #expect(found.map(\.gathered.records) == [0, 1, 0, 0])
    #expect(!panes.hasPartialWindows && panes.firstPosition == 0)
    let none = await Self.gather([], 0..<2 * hour, windows: cut)
    #expect(none.inOrder()?.map(\.gathered.records) == [0, 0])
    let odd = await Self.gather([], 0.5 * hour..<2 * hour, windows: cut)
    #expect(odd.hasPartialWindows && odd.inOrder()?.count == 2)
    let long = await Self.gather([], 0..<1e9 * hour, windows: cut)
    #expect(long.inOrder() == nil)
  }
}
