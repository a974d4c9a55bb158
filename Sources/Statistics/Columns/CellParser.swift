/// Judges the spelling of cells and reads their numbers.
package enum CellParser {
  package static func parse(_ cells: TextCells, kinds: inout [CellKind], numbers: inout [Double]) {
    kinds.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    for row in 0..<cells.count {
      kinds.append(cells[row] == nil ? .missing : .text)
      numbers.append(.nan)
    }
  }
}
