/// Rows of cells under headings, in columns as wide as they need.
struct TextTable {
  private var rows: [[String]]
  private let headings: [String]
  /// Columns whose cells stand at the right.
  private let rightAligned: Set<Int>

  init(_ headings: [String], rightAligned: Set<Int> = []) {
    self.headings = headings
    self.rightAligned = rightAligned
    rows = []
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  var isEmpty: Bool { rows.isEmpty }

  /// Lines without their line breaks; the first is the headings.
  ///
  /// - Parameter widest: characters of a cell, beyond which it is cut.
  func lines(indent: String = "  ", widest: Int = 60) -> [String] {
    let cut = { (cell: String) in
      cell.count > widest ? String(cell.prefix(widest - 1)) + "…" : cell
    }
    let cells = ([headings] + rows).map { $0.map(cut) }
    let widths = headings.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let padded = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? space + cell : cell + space
      }
      var line = indent + padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
