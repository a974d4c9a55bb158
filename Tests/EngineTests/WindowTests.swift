import Engine
import Metrics
import Testing

@testable import Statistics

/// Windows of event time: where they begin, what is in them, and that nothing else matters.
struct WindowTests {
  private static let hour = 3_600.0
  private static let day = 86_400.0

  private static let time = RowExpression(column: "at", .generated)
  private static let value = RowExpression(column: "x", .generated)
  private static let flag = RowExpression(column: "f", .generated)

  /// All of these depend on the set of rows alone, bit by bit.
  private static let requests: [StatisticRequest] = {
    let filters: [RowExpression?] = [nil, flag]
    return [Reading<RowCount>(NoParameters(), over: [], where: nil).request]
      + filters.flatMap { filter in
        [
          Reading<Presence>(over: value, where: filter).request,
          Reading<TypeCounts>(over: value, where: filter).request,
          Reading<DistinctCount>(over: value, where: filter).request,
          Reading<CategoryCounts>(CategoryCounts.Parameters(), over: [value], where: filter)
            .request,
        ]
      }
  }()

  private static func row(_ seconds: Double, _ x: String = "1", _ f: String = "true") -> String {
    "\(String(decoding: Timestamp.text(seconds) ?? [], as: UTF8.self)),\(x),\(f)"
  }

  private static func csv(_ rows: [String]) -> String {
    "at,x,f\n" + rows.map { $0 + "\n" }.joined()
  }

  private static func panes(
    _ rows: [String], _ windows: Windowing?, rowsPerPiece: Int = 3, threads: Int = 1
  ) async -> Panes {
    let source = RowsSource(csv(rows), rowsPerPiece: rowsPerPiece)
    let log = MalformedLog(names: source.names)
    return await Gathering(requests, windows: windows, threads: threads)
      .gather(source, log: log).panes
  }

  private static func cut(
    _ length: Double, _ step: Double? = nil, _ zone: String? = nil
  ) throws -> Windowing {
    let table = try zone.map { try #require(ZoneFiles().zone($0)) }
    return .time(
      try #require(
        TimeWindows(lengthSeconds: length, everySeconds: step, time: time, zone: table)))
  }

  /// Every byte of every window, and its place.
  private static func text(_ panes: Panes) -> [String]? {
    panes.inOrder()?.map { window in
      "\(window.start ?? .nan) \(window.end ?? .nan) \(window.gathered.records)"
        + window.gathered.encoded().map { " \($0.key) \($0.state.bytes)" }.joined()
    }
  }

  private static func randomRows(_ count: Int, over seconds: Double, seed: UInt64) -> [(
    at: Double, text: String
  )] {
    var random = SplitMix64(seed)
    return (0..<count).map { _ in
      let at = Double.random(in: -seconds / 2...seconds / 2, using: &random).rounded()
      let x = ["a", "b", "3", "4.5", ""].randomElement(using: &random) ?? ""
      let f = ["true", "false", "false", ""].randomElement(using: &random) ?? ""
      return (at, row(at, x, f))
    }
  }

  @Test("Days begin at midnight UTC, before 1970 too, and a gap is a window without records")
  func days() async throws {
    let rows = [0, -0.5, 2.5 * Self.day, 2 * Self.day - 0.001].map { Self.row($0) }
    let windows = try #require(await Self.panes(rows, Self.cut(Self.day)).inOrder())
    #expect(windows.map { ($0.start ?? .nan) / Self.day } == [-1, 0, 1, 2])
    #expect(windows.map { ($0.end ?? .nan) / Self.day } == [0, 1, 2, 3])
    #expect(windows.map(\.gathered.records) == [1, 1, 1, 1])
    let apart = try #require(
      await Self.panes([Self.row(0), Self.row(3 * Self.day)], Self.cut(Self.day)).inOrder())
    #expect(apart.map(\.gathered.records) == [1, 0, 0, 1])
  }

  @Test("Weeks begin on Mondays")
  func weeks() async throws {
    // 1969-12-29, 1970-01-05 and 2026-01-05 were Mondays.
    for monday in [-3.0, 4, 20_458] {
      for offset in [0, 0.5, 6.999] {
        let rows = [Self.row((monday + offset) * Self.day)]
        let windows = try #require(await Self.panes(rows, Self.cut(7 * Self.day)).inOrder())
        #expect(windows.map(\.start) == [monday * Self.day])
        #expect(windows.map(\.end) == [(monday + 7) * Self.day])
      }
    }
  }

  @Test(
    "A record is in as many windows as steps go into a length",
    arguments: [(3, 1), (2, 2), (1, 0.25), (24, 1.0 / 60), (1.5, 0.5)] as [(Double, Double)])
  func sliding(_ length: Double, _ step: Double) async throws {
    let rows = Self.randomRows(60, over: 30 * Self.hour, seed: 1)
    let windows = try Self.cut(length * Self.hour, step * Self.hour)
    let found = try #require(await Self.panes(rows.map(\.text), windows).inOrder())
    let counted = found.reduce(0) { $0 + $1.gathered.records }
    #expect(counted == 60 * Int((length / step).rounded()))
    for (one, next) in zip(found, found.dropFirst()) {
      #expect((next.start ?? 0) - (one.start ?? 0) == (step * Self.hour).rounded())
    }
  }

  @Test(
    "A window has the statistics of its rows alone",
    arguments: [(1, 1), (3, 1), (1, 0.025), (1, 5)] as [(Double, Double)])
  func contents(_ length: Double, _ step: Double) async throws {
    let rows = Self.randomRows(120, over: 12 * Self.hour, seed: 2)
    let windows = try Self.cut(length * Self.hour, step * Self.hour)
    let found = try #require(await Self.panes(rows.map(\.text), windows).inOrder())
    for window in found {
      let (start, end) = (window.start ?? .nan, window.end ?? .nan)
      let inside = rows.filter { $0.at >= start && $0.at < end }.map(\.text)
      let alone = try #require(await Self.panes(inside, nil, rowsPerPiece: 1_000).inOrder()?.first)
      #expect(window.gathered.records == inside.count)
      let (a, b) = (window.gathered.encoded(), alone.gathered.encoded())
      #expect(a.map(\.key) == b.map(\.key) && a.map(\.state.bytes) == b.map(\.state.bytes))
    }
  }

  @Test("Neither pieces nor threads change a window")
  func pieces() async throws {
    var rows = Self.randomRows(1_500, over: 20 * Self.hour, seed: 3).map(\.text)
    rows[7] = ",1,true"
    rows[700] = "soon,2,false"
    let windows = try Self.cut(2 * Self.hour, Self.hour)
    let whole = Self.text(await Self.panes(rows, windows, rowsPerPiece: 10_000))
    #expect(whole?.count ?? 0 > 20)
    for (rowsPerPiece, threads) in [(1, 1), (64, 3), (701, 2), (1_499, 8)] {
      let cut = await Self.panes(rows, windows, rowsPerPiece: rowsPerPiece, threads: threads)
      #expect(Self.text(cut) == whole, "\(rowsPerPiece) rows a piece, \(threads) threads")
      #expect(cut.untimed == 2 && cut.records == 1_500)
    }
  }

  @Test("Records without a time are counted, and in no window")
  func untimed() async throws {
    let rows = [Self.row(0), ",1,true", "yesterday,2,", "17,3,", Self.row(60)]
    let panes = await Self.panes(rows, try Self.cut(Self.hour))
    #expect(panes.untimed == 3 && panes.records == 5)
    #expect(panes.inOrder()?.map(\.gathered.records) == [2])
    let none = await Self.panes([",1,true"], try Self.cut(Self.hour))
    #expect(none.inOrder()?.map(\.gathered.records) == [0])
    #expect(none.untimed == 1)
  }

  @Test("Windows come one by one in the order of `inOrder`, and a failure ends them")
  func lazily() async throws {
    struct Stop: Error {}
    let rows = Self.randomRows(50, over: 9 * Self.hour, seed: 4).map(\.text)
    let panes = await Self.panes(rows, try Self.cut(Self.hour))
    var starts: [Double?] = []
    #expect(panes.forEachWindow { starts.append($0.start) })
    #expect(starts == panes.inOrder()?.map(\.start))
    var given = 0
    #expect(throws: Stop.self) {
      try panes.forEachWindow { _ throws(Stop) in
        given += 1
        if given == 2 { throw Stop() }
      }
    }
    #expect(given == 2)
  }

  @Test("Times that span too many windows give none")
  func span() async throws {
    let panes = await Self.panes([Self.row(0), Self.row(1.7e9)], try Self.cut(1))
    #expect(panes.inOrder() == nil && panes.records == 2 && !panes.isOverfull)
  }

  @Test("Reading ends where more panes are needed than are held", arguments: [1, 4])
  func tooManyPanes(threads: Int) async throws {
    let count = Panes.mostWindows + 1
    let times = (0..<count).map { Self.row(Double($0)) }
    let many = RowsSource(Self.csv(times), rowsPerPiece: 30_000)
    let result = await Gathering(
      [Reading<RowCount>(NoParameters(), over: [], where: nil).request],
      windows: try Self.cut(1), threads: threads
    ).gather(many, log: MalformedLog(names: many.names))
    #expect(result.hasTooManyWindows && result.panes.inOrder() == nil)
    #expect(result.panes.byIndex.count == Panes.mostWindows)
  }

  /// 2026-03-28T23:00:00Z: the day on which clocks of Berlin leap an hour begins there.
  private static let leap = 1_774_738_800.0
  /// 2026-10-24T22:00:00Z: the day on which they go back.
  private static let back = 1_792_879_200.0

  @Test("Days of a zone begin at its midnight", .enabled(if: ZoneFiles().areInstalled))
  func localDays() async throws {
    for (start, hours) in [(Self.leap, 23.0), (Self.back, 25)] {
      let offsets = [-1, 0, hours * Self.hour - 1, hours * Self.hour]
      let rows = offsets.map { Self.row(start + $0) }
      let windows = try #require(
        await Self.panes(rows, Self.cut(Self.day, nil, "Europe/Berlin")).inOrder())
      #expect(windows.map(\.gathered.records) == [1, 2, 1])
      #expect(windows[1].start == start && windows[1].end == start + hours * Self.hour)
      #expect(zip(windows, windows.dropFirst()).allSatisfy { $0.end == $1.start })
      let week = try #require(
        await Self.panes(rows, Self.cut(7 * Self.day, nil, "Europe/Berlin")).inOrder())
      #expect(week.map(\.gathered.records) == [3, 1], "clocks change on Sundays")
    }
  }

  @Test(
    "Hours are all of one length, and the day that Samoa left out is no window",
    .enabled(if: ZoneFiles().areInstalled))
  func oddDays() async throws {
    let rows = stride(from: 0, to: 30 * Self.hour, by: 60).map { Self.row(Self.back + $0) }
    let hours = try #require(
      await Self.panes(rows, Self.cut(Self.hour, nil, "Asia/Kolkata")).inOrder())
    #expect(hours.first?.gathered.records == 30, "half an hour off")
    #expect(hours.dropFirst().dropLast().allSatisfy { $0.gathered.records == 60 })
    // 2011-12-29T10:00:00Z is midnight in Apia; the next day was the 31st.
    let apia = [0, Self.day - 1, Self.day, 2 * Self.day].map { Self.row(1_325_152_800 + $0) }
    let days = try #require(
      await Self.panes(apia, Self.cut(Self.day, nil, "Pacific/Apia")).inOrder())
    #expect(days.map(\.gathered.records) == [2, 1, 1])
  }

  @Test(
    "So many records make a window, whatever the pieces and threads", arguments: [1, 7, 60, 500])
  func counted(_ length: Int) async throws {
    let rows = Self.randomRows(250, over: Self.day, seed: 6).map(\.text)
    let whole = await Self.panes(rows, .rows(length), rowsPerPiece: 10_000)
    let windows = try #require(whole.inOrder())
    #expect(windows.count == (250 + length - 1) / length)
    #expect(windows.flatMap { $0.rows.map(Array.init) ?? [] } == Array(1...250))
    for window in windows {
      let numbers = try #require(window.rows)
      let inside = Array(rows[numbers.lowerBound - 1..<numbers.upperBound])
      let alone = try #require(await Self.panes(inside, nil, rowsPerPiece: 1_000).inOrder()?.first)
      #expect(
        window.gathered.encoded().map(\.state.bytes) == alone.gathered.encoded().map(\.state.bytes))
    }
    for (rowsPerPiece, threads) in [(1, 1), (64, 3), (101, 8)] {
      let cut = await Self.panes(rows, .rows(length), rowsPerPiece: rowsPerPiece, threads: threads)
      #expect(Self.text(cut) == Self.text(whole))
    }
    let none = await Self.panes([], .rows(length))
    #expect(none.inOrder()?.map(\.gathered.records) == [0])
  }

  @Test("Lengths that can't be cut are refused")
  func lengths() {
    let windows = { TimeWindows(lengthSeconds: $0, everySeconds: $1, time: Self.time) }
    #expect(windows(0, nil) == nil && windows(-1, nil) == nil && windows(.nan, nil) == nil)
    #expect(windows(0.0001, nil) == nil && windows(60, 0) == nil)
    #expect(windows(Self.day, 60) != nil && windows(Self.day, 59) == nil)
    #expect(windows(Self.hour, 1) == nil, "3,600 panes a window")
    #expect(windows(60, Self.day) != nil)
  }
}
