import Engine
import Metrics
import Statistics
import Testing

/// Every statistic of a profile against an exact computation over the same rows.
struct ProfileOracleTests {
  /// Columns of many shapes: few values, many, keys, ties with a tail, times, all kinds, none.
  private static func cells(_ rows: Int, seed: UInt64) -> [(name: String, cells: [String?])] {
    var random = SplitMix64(seed)
    let shapes: [(String, (Int, inout SplitMix64) -> String?)] = [
      ("flag", { Int.random(in: 0..<9, using: &$1) == 0 ? "Y" : "N" }),
      ("zone", { "\(Int.random(in: 1...265, using: &$1))" }),
      ("fare", { "\(Double(Int.random(in: 50...9000, using: &$1)) / 10)" }),
      ("weight", { "\(Double.random(in: -1e3...1e3, using: &$1))" }),
      ("key", { row, _ in "k\(row)" }),
      (
        "tip",
        {
          let tail = Double(Int.random(in: 1...99_999, using: &$1)) / 100
          return Int.random(in: 0..<10, using: &$1) < 7 ? "0.0" : "\(tail)"
        }
      ),
      (
        "time",
        {
          let second = ($0 / 3) % 86_400
          let parts = [second / 3600, second / 60 % 60, second % 60]
          return "2026-03-0\(Int.random(in: 1...2, using: &$1)) "
            + parts.map { ($0 < 10 ? "0" : "") + "\($0)" }.joined(separator: ":")
        }
      ),
      (
        "mixed",
        { row, random in
          let number = Int.random(in: -5...5, using: &random)
          return [nil, "true", "\(number)", "\(number).0", "1e3", "a text of more than 15 bytes"]
            .randomElement(using: &random) ?? nil
        }
      ),
      (
        "drifting",
        { $0 < 12_000 ? "1" : "\(Int.random(in: 0...1 << 50, using: &$1))" }
      ),
      ("none", { _, _ in nil }),
    ]
    return shapes.map { name, cell in (name, (0..<rows).map { cell($0, &random) }) }
  }

  private static func csv(_ columns: [(name: String, cells: [String?])]) -> String {
    var text = columns.map(\.name).joined(separator: ",") + "\n"
    for row in columns[0].cells.indices {
      text += columns.map { $0.cells[row] ?? "" }.joined(separator: ",") + "\n"
    }
    return text
  }

  private static func kind(_ cell: String?) -> CellKind {
    guard let cell else { return .missing }
    if Int(cell) != nil { return .integral }
    if Double(cell) != nil, cell.contains(where: { ".e".contains($0) }) { return .fractional }
    if cell == "true" || cell == "false" { return .boolean }
    return cell.hasPrefix("2026-") ? .timestamp : .text
  }

  /// The sum with what rounding lost (Neumaier).
  private static func sum(_ values: [Double]) -> Double {
    var (sum, lost) = (0.0, 0.0)
    for value in values {
      let next = sum + value
      lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
      sum = next
    }
    return sum + lost
  }

  private static func profile(
    _ csv: String, rowsPerPiece: Int, threads: Int = 1
  ) async -> (DatasetProfile, states: [[UInt8]]) {
    let source = RowsSource(csv, rowsPerPiece: rowsPerPiece)
    let result = await Gathering(DatasetProfile.requests(source.columns), threads: threads)
      .gather(source, log: MalformedLog(names: source.names))
    let gathered = result.panes.inOrder()?.first?.gathered ?? Gathered()
    return (DatasetProfile(gathered), gathered.encoded().map { Array($0.state.bytes) })
  }

  @Test("A profile says what an exact one says", arguments: [3_000, 9_000, 100_000])
  func exact(rowsPerPiece: Int) async {
    let columns = Self.cells(24_000, seed: 7)
    let (profile, _) = await Self.profile(Self.csv(columns), rowsPerPiece: rowsPerPiece)
    #expect(profile.records == 24_000 && profile.columns.map(\.name) == columns.map(\.name))
    for (column, cells) in zip(profile.columns, columns.map(\.cells)) {
      let kinds = cells.map(Self.kind)
      for kind in CellKind.allCases {
        #expect(column.types[kind] == kinds.count { $0 == kind }, "\(column.name): \(kind)")
      }
      let numbers = zip(cells, kinds).compactMap { $1.isNumber ? Double($0 ?? "") : nil }
      check(column.moments, numbers, column.name)
      check(column.quantiles, numbers, column.name)
      check(column, cells.compactMap(\.self))
    }
  }

  private func check(_ moments: Moments, _ numbers: [Double], _ name: String) {
    #expect(moments.count == numbers.count, "\(name)")
    #expect(moments.minimum == numbers.min() && moments.maximum == numbers.max(), "\(name)")
    guard !numbers.isEmpty else { return }
    let sum = Self.sum(numbers)
    let mean = sum / Double(numbers.count)
    let squares = Self.sum(numbers.map { ($0 - mean) * ($0 - mean) })
    let deviation = (squares / Double(numbers.count)).squareRoot()
    #expect((moments.sum - sum).magnitude <= sum.ulp, "\(name)")
    #expect(((moments.mean ?? .nan) - mean).magnitude <= 2 * mean.ulp, "\(name)")
    #expect(
      ((moments.standardDeviation ?? .nan) - deviation).magnitude <= 1e-13 * deviation, "\(name)")
  }

  /// Ranks are within 0.5%: a share q of the values is at most the q-quantile, ties aside.
  private func check(_ sketch: QuantileSketch, _ numbers: [Double], _ name: String) {
    #expect(sketch.count == numbers.count, "\(name)")
    let sorted = numbers.sorted()
    guard !sorted.isEmpty else {
      #expect(sketch.quantile(0.5) == nil)
      return
    }
    for percent in 0...100 {
      let item = sketch.quantile(Double(percent) / 100) ?? .nan
      let below = Double(sorted.count { $0 < item }) / Double(sorted.count)
      let upTo = Double(sorted.count { $0 <= item }) / Double(sorted.count)
      let q = Double(percent) / 100
      #expect(below - 0.005 <= q && q <= upTo + 0.005, "\(name): \(percent)%")
    }
  }

  private func check(_ column: ColumnProfile, _ cells: [String]) {
    // 1 and 1.0 are one value, and one category.
    let keys = cells.map { cell in
      guard Self.kind(cell) == .fractional, let number = Double(cell), number.rounded() == number
      else { return cell }
      return "\(Int(number))"
    }
    var counts: [String: Int] = [:]
    for key in keys { counts[key, default: 0] += 1 }
    let distinct = Double(counts.count)
    let found = column.distinct.estimate
    #expect(
      column.distinct.isExact ? found == distinct : (found - distinct).magnitude <= 0.03 * distinct,
      "\(column.name): \(found) for \(distinct)")
    let categories = column.categories
    #expect(categories.total == cells.count, "\(column.name)")
    #expect(categories.isExact == (counts.count <= 10_000), "\(column.name)")
    #expect(categories.error <= cells.count / 5_000, "\(column.name)")
    for (key, count) in counts where count > categories.error {
      let said = categories.count(of: key.utf8)
      #expect(said <= count && count <= said + categories.error, "\(column.name): \(key)")
    }
    if categories.isExact { #expect(categories.categories.count == counts.count) }
  }

  @Test("The same bytes come out for any number of threads", arguments: [2, 5])
  func threads(_ threads: Int) async {
    let csv = Self.csv(Self.cells(24_000, seed: 8))
    let one = await Self.profile(csv, rowsPerPiece: 1_700).states
    let many = await Self.profile(csv, rowsPerPiece: 1_700, threads: threads).states
    #expect(one == many && !one.isEmpty)
  }
}
