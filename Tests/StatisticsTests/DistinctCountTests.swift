import Testing

@testable import Statistics

@Suite("The distinct count")
struct DistinctCountTests {
  private func count(_ cells: [String?]) -> DistinctCount {
    var result = DistinctCount()
    result.update(ColumnBlock(text: cells))
    return result
  }

  @Test("knows which values are equal")
  func identity() {
    #expect(count([nil, nil]).estimate == 0)
    #expect(count(["1", "1.0", "+1", "01", "1e0", " 1"]).estimate == 1)
    #expect(count(["0", "-0", "-0.0", "0e5"]).estimate == 1)
    #expect(count(["true", "1", "x", "", "2024-01-01", "2024-01-01T00:00"]).estimate == 6)
    #expect(count(["9007199254740993", "9007199254740992"]).estimate == 2)
    #expect(count(["a", "b", "a", nil, "A"]).estimate == 3)
  }

  @Test("is the same for text and for typed columns")
  func typed() {
    let numbers = [1, 2.5, -0.0, 0, 1e14, .nan]
    var typed = DistinctCount()
    typed.update(ColumnBlock(numbers: numbers))
    let text = count(numbers.map { $0.isNaN ? nil : "\($0)" })
    #expect(typed.estimate == 4 && StatisticLaws.bytes(typed) == StatisticLaws.bytes(text))
  }

  @Test("is exact up to 4,096 values")
  func exact() {
    let few = count((0..<9000).map { "v\($0 % 4096)" })
    #expect(few.isExact && few.estimate == 4096 && few.relativeError == 0)
    let more = count((0..<4097).map { "v\($0)" })
    #expect(!more.isExact && abs(more.estimate - 4097) <= more.relativeError * 4097)
  }

  @Test("beyond is whole, and never more than the values seen")
  func bounded() throws {
    for start in 0..<40 {
      let values = 4_097 + start * 97
      var result = DistinctCount()
      for end in [values / 3, values] {
        let from = end == values ? values / 3 : 0
        var part = DistinctCount()
        part.update(ColumnBlock(numbers: (from..<end).map { Double(start * 100_000 + $0) / 4 }))
        result.merge(part)
      }
      #expect(result.estimate == result.estimate.rounded() && result.estimate <= Double(values))
      let stored = try StatisticLaws<DistinctCount>.decode(StatisticLaws.bytes(result))
      #expect(stored.estimate == result.estimate)
    }
  }

  @Test("is within the stated error", arguments: [10_000, 100_000, 1_000_000])
  func estimates(values: Int) {
    var result = DistinctCount()
    for start in stride(from: 0, to: values, by: 50_000) {
      let end = min(start + 50_000, values)
      result.update(ColumnBlock(numbers: (start..<end).map { Double($0) / 8 }))
    }
    #expect(abs(result.estimate / Double(values) - 1) <= result.relativeError)
    #expect(result.relativeError < 0.03)
  }
}
