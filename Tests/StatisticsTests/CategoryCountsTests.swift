import Testing

@testable import Statistics

@Suite("Category counts")
struct CategoryCountsTests {
  private func counts(_ cells: [String?], budget: Int = 10_000) -> CategoryCounts {
    var result = CategoryCounts(.init(budget: budget))
    result.update(ColumnBlock(text: cells))
    return result
  }

  @Test("count by text, the most frequent first")
  func exact() {
    let found = counts(["b", "a", nil, "c", "a", "", "1.0", "1", "1.50", "1e2", "-0.0"])
    #expect(found.total == 10 && found.isExact && found.error == 0 && found.distinct == 8)
    let texts = found.categories.map { "\(String(decoding: $0.text, as: UTF8.self))=\($0.count)" }
    #expect(texts == ["1=2", "a=2", "=1", "0=1", "1.50=1", "100=1", "b=1", "c=1"])
    #expect(found.count(of: "a".utf8) == 2 && found.count(of: "1.0".utf8) == 2)
    #expect(found.count(of: "1".utf8) == 2 && found.count(of: "z".utf8) == 0)
  }

  @Test("are the same for text and for typed columns")
  func typed() {
    var typed = CategoryCounts()
    typed.update(ColumnBlock(numbers: [1, 2.5, 1, -0.0, 1e20]))
    let text = counts(["1.0", "2.5", "1", "0", "1e+20"])
    #expect(StatisticLaws.bytes(typed) == StatisticLaws.bytes(text))
  }

  @Test("keep the frequent ones beyond the budget, within the error")
  func frequent() {
    var random = SplitMix64(seed: 13)
    var truth: [String: Int] = [:]
    let cells = (0..<60_000).map { _ -> String in
      let cell = "c\(Int(1 / (random.unit() + 1e-5)))"
      truth[cell, default: 0] += 1
      return cell
    }
    let found = counts(cells, budget: 100)
    #expect(!found.isExact && found.distinct == nil && found.total == 60_000)
    #expect(found.error > 0 && found.error <= 60_000 / 51)
    for (cell, count) in truth {
      let seen = found.count(of: cell.utf8)
      #expect(seen <= count && count <= seen + found.error)
    }
    #expect(found.categories.first?.text == Array("c1".utf8))
  }

  @Test("bound the bytes of long texts")
  func long() {
    let long = String(repeating: "é", count: 3000)
    let found = counts([long, long, long + "x"])
    #expect(found.distinct == 2 && found.count(of: long.utf8) == 2)
    #expect(found.categories.allSatisfy { $0.text.count <= 1024 })
    #expect(found.categories.allSatisfy { String(validating: $0.text, as: UTF8.self) != nil })
    let many = counts((0..<5000).map { "\($0)" + String(repeating: "k", count: 1000) })
    #expect(!many.isExact && many.table.bytes <= CategoryCounts.mostBytes)
  }

  @Test("stand beside another column's, each category of either once and in order")
  func paired() {
    let a = counts(["x", "x", "y", "z"])
    let b = counts(["x", "y", "y", "w"])
    let pairs = CategoryCounts.paired(a, b)
    #expect(pairs.map { String(decoding: $0.text, as: UTF8.self) } == ["w", "x", "y", "z"])
    #expect(pairs.map(\.now) == [0, 2, 1, 1] && pairs.map(\.before) == [1, 1, 2, 0])
    #expect(CategoryCounts.paired(a, counts([])).map(\.before) == [0, 0, 0])
    #expect(CategoryCounts.paired(counts([]), counts([])).isEmpty)
  }

  @Test("have an allowance for chance")
  func correction() {
    #expect(abs(RobustCorrection.value(100, 50) - 1.8 * (0.03).squareRoot()) < 1e-15)
    #expect(RobustCorrection.value(0, 5) == .infinity)
  }
}
