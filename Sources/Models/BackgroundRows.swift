import Engine
import Statistics

/// What stands for features that a coalition lacks: rows, and how much each counts.
package struct BackgroundRows: Sendable {
  package let rows: [[RowSample.Cell]]
  /// Together 1.
  package let weights: [Double]

  /// Rows that stand for themselves at most.
  package static let mostRows = 50
  /// Rows of which a mean or groups are made at most.
  package static let mostRead = 10_000

  /// - Parameter sample: of the background's features; not empty.
  package init(_ sample: RowSample, _ options: KernelShapOptions) {
    let found = sample.rows
    let counts = found.map { Double($0.count) }
    switch options.summary {
    case .rows:
      rows = found.map(\.cells)
      weights = Self.shares(counts)
    case .mean:
      rows = [Self.center(found, Array(found.indices), by: Self.mean)]
      weights = [1]
    case .kMeans:
      let groups = KMeans.groups(
        Self.points(found), weights: counts, count: options.clusters, seed: options.seed)
      let members = Set(groups).sorted().map { group in
        found.indices.filter { groups[$0] == group }
      }
      rows = members.map { Self.center(found, $0, by: Self.median) }
      weights = Self.shares(members.map { $0.reduce(0) { $0 + counts[$1] } })
    }
  }

  private static func shares(_ counts: [Double]) -> [Double] {
    let total = max(counts.reduce(0, +), 1)
    return counts.map { $0 / total }
  }

  /// The middle of some rows: of columns of numbers their middle, of others what is there most often.
  private static func center(
    _ rows: [RowSample.Row], _ members: [Int], by middle: ([(Double, Double)]) -> Double
  ) -> [RowSample.Cell] {
    guard let first = rows.first else { return [] }
    return first.cells.indices.map { column in
      if isNumeric(rows, column) {
        let values = members.compactMap { index in
          number(rows[index].cells[column]).map { ($0, Double(rows[index].count)) }
        }
        if !values.isEmpty {
          let value = middle(values)
          return RowSample.Cell(.fractional, Array(Number.text(value).utf8))
        }
      }
      var counts: [[UInt8]: (count: Int, cell: RowSample.Cell)] = [:]
      for index in members {
        let cell = rows[index].cells[column]
        counts[cell.text, default: (0, cell)].count += min(rows[index].count, 1 << 32)
      }
      let most = counts.max { ($0.value.count, $1.key.text) < ($1.value.count, $0.key.text) }
      return most?.value.cell ?? first.cells[column]
    }
  }

  private static func isNumeric(_ rows: [RowSample.Row], _ column: Int) -> Bool {
    let kinds = rows.lazy.map { $0.cells[column].kind }.filter { $0 != .missing }
    return kinds.contains { $0.isNumber } && kinds.allSatisfy { $0.isNumber }
  }

  private static func number(_ cell: RowSample.Cell) -> Double? {
    guard cell.kind.isNumber else { return nil }
    let value = Double(String(decoding: cell.text, as: UTF8.self).filter { $0 != " " })
    return value?.isFinite == true ? value : nil
  }

  private static func mean(_ values: [(Double, Double)]) -> Double {
    let total = values.reduce(0) { $0 + $1.1 }
    return values.reduce(0) { $0 + $1.0 * ($1.1 / total) }
  }

  private static func median(_ values: [(Double, Double)]) -> Double {
    let ordered = values.sorted { $0.0 < $1.0 }
    let half = values.reduce(0) { $0 + $1.1 } / 2
    var below = 0.0
    for value in ordered {
      below += value.1
      if below >= half { return value.0 }
    }
    return ordered[ordered.count - 1].0
  }

  /// Columns of numbers, each on the scale of its own spread.
  private static func points(_ rows: [RowSample.Row]) -> [[Double]] {
    guard let first = rows.first else { return [] }
    var points = [[Double]](repeating: [], count: rows.count)
    for column in first.cells.indices where isNumeric(rows, column) {
      let values = rows.map { number($0.cells[column]) }
      let known = zip(values, rows).compactMap { value, row in value.map { ($0, Double(row.count)) }
      }
      guard !known.isEmpty else { continue }
      let center = mean(known)
      let spread = mean(known.map { (($0.0 - center) * ($0.0 - center), $0.1) }).squareRoot()
      for (index, value) in values.enumerated() {
        points[index].append(spread > 0 ? ((value ?? center) - center) / spread : 0)
      }
    }
    return points
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
