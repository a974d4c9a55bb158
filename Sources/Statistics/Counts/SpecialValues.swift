/// Number of present cells of one column, and of those that are not a number, empty or zero. Exact.
///
/// Not a number are NaN in typed sources and the spelling `nan` in text, in capitals or not, with a
/// sign or not. Empty is a present text of no bytes. Zero is a number cell of value 0, −0 too.
package struct SpecialValues: Statistic {
  package static let kind = "special"

  package private(set) var present = 0
  package private(set) var notNumbers = 0
  package private(set) var empty = 0
  package private(set) var zeros = 0

  package init(_ parameters: NoParameters = NoParameters()) {}

  package mutating func update(_ block: ColumnBlock) {
    guard let column = block.columns.first else { return }
    let (kinds, numbers) = (column.kinds, column.numbers)
    var (held, nans, zero, texts) = (0, 0, 0, 0)
    for row in kinds.indices {
      let kind = kinds[row]
      held += kind == .missing ? 0 : 1
      texts += kind == .text ? 1 : 0
      guard kind.isNumber else { continue }
      nans += numbers[row].isNaN ? 1 : 0
      zero += numbers[row] == 0 ? 1 : 0
    }
    var blank = 0
    if texts > 0 {
      let cells = column.cells
      for row in kinds.indices where kinds[row] == .text {
        let length = cells.lengths[row]
        blank += length == 0 ? 1 : 0
        if length == 3 || length == 4, Self.spellsNaN(cells[row] ?? []) { nans += 1 }
      }
    }
    present.tally(held)
    notNumbers.tally(nans)
    empty.tally(blank)
    zeros.tally(zero)
  }

  private static func spellsNaN(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    if text.count == 4 {
      let sign = text.removeFirst()
      guard sign == 0x2b || sign == 0x2d else { return false }
    }
    return text.elementsEqual([0x6e, 0x61, 0x6e]) { $0 | 0x20 == $1 }
  }

  package mutating func merge(_ other: SpecialValues) {
    present.tally(other.present)
    notNumbers.tally(other.notNumbers)
    empty.tally(other.empty)
    zeros.tally(other.zeros)
  }

  package func encode(into bytes: inout ByteWriter) {
    for count in [present, notNumbers, empty, zeros] { bytes.writeTally(count) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    present = try bytes.readTally()
    notNumbers = try bytes.readTally()
    empty = try bytes.readTally()
    zeros = try bytes.readTally()
    // A cell is one of them at most.
    guard notNumbers + empty + zeros <= present else {
      throw bytes.damaged("more special values than are present")
    }
  }

  package static func memory(_ parameters: NoParameters) -> Int { MemoryLayout<SpecialValues>.size }
}
