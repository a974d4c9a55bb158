import Testing

@testable import Statistics

struct SpecialValuesTests {
  @Test("NaN, empty and zero in text")
  func text() {
    var values = SpecialValues()
    values.update(
      ColumnBlock(text: [
        "0", "-0.0", "0e7", "00", "", "", "nan", "NaN", "-NAN", "nano", "xnan", "1nan", "inf", nil,
        "false", "1",
      ]))
    #expect(values.present == 15)
    #expect(values.zeros == 4)
    #expect(values.empty == 2)
    #expect(values.notNumbers == 3)
  }

  @Test("NaN and zero in typed columns")
  func typed() {
    let column = Column()
    column.fill(
      kinds: [.fractional, .fractional, .integral, .missing, .boolean, .timestamp],
      numbers: [.nan, -0.0, 0, .nan, 0, 0])
    var values = SpecialValues()
    values.update(ColumnBlock(rows: 6, columns: [column]))
    #expect(values.present == 5)
    #expect(values.zeros == 2)
    #expect(values.notNumbers == 1)
  }
}
