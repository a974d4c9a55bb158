import Testing

@testable import Statistics

@Suite("The canonical text of values")
struct TextCellsTests {
  private func text(_ kind: CellKind, _ number: Double) -> String? {
    TextCells(kinds: [kind], numbers: [number])[0].map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("spells each kind")
  func kinds() {
    #expect(text(.missing, .nan) == nil)
    #expect(text(.boolean, 1) == "true" && text(.boolean, 0) == "false")
    #expect(text(.integral, 12) == "12" && text(.fractional, 12) == "12")
    #expect(text(.fractional, -0.0) == "0" && text(.fractional, 0.1) == "0.1")
    #expect(text(.integral, 0x1p60) == "1152921504606846976")
    #expect(text(.fractional, 1e22) == "1e+22" && text(.fractional, .infinity) == "inf")
    #expect(text(.timestamp, 0) == "1970-01-01T00:00:00Z")
    #expect(text(.timestamp, -0.5) == "1969-12-31T23:59:59.5Z")
    #expect(text(.timestamp, 951_782_400.125) == "2000-02-29T00:00:00.125Z")
    #expect(text(.timestamp, 1e300) == "1e+300" && text(.timestamp, .nan) == "nan")
  }

  @Test("reads back as the same number")
  func roundTrip() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(CellParser.parse((text(.fractional, number) ?? "").utf8).1 == number)
      let seconds = Double(Int.random(in: -62_167_219_200...253_402_300_799, using: &random))
      let (kind, back) = CellParser.parse((text(.timestamp, seconds) ?? "").utf8)
      #expect(kind == .timestamp && back == seconds)
    }
  }

  @Test("a column lends its buffers and comes back empty")
  func lending() {
    let column = Column(text: ["1", "x"])
    #expect(column.kinds == [.integral, .text])
    #expect(column.takeText().count == 2)
    #expect(column.rows == 0 && column.kinds.isEmpty && column.numbers.isEmpty)
    #expect(column.finiteNumbers.values.isEmpty && column.countMissing() == 0)
    column.fill(kinds: [.missing, .fractional], numbers: [.nan, 2])
    #expect(column.finiteNumbers.values == [2] && column.cells[1].map(Array.init) == [0x32])
  }
}
