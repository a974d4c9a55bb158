@testable import Engine
import Language
import Testing

struct NumberTests {
  /// The double that rule text stands for.
  static func parsed(_ text: String) -> Double? {
    let expression = Parser.parseExpression(SourceFile(path: "number", text: text))
    guard expression.diagnostics.isEmpty else { return nil }
    switch expression.expression.kind {
    case .number(let value), .ratio(let value): return value
    case .negate(let inner):
      switch inner.kind {
      case .number(let value), .ratio(let value): return -value
      default: return nil
      }
    default: return nil
    }
  }

  @Test("A printed percentage reads back as the same double, whatever the ratio")
  func percentRoundTrip() {
    var random = SplitMix64(1)
    for _ in 0..<20_000 {
      let value =
        switch random.next() % 4 {
        case 0: Double.random(in: 0...1, using: &random)
        case 1: Double(Int.random(in: 0...10_000, using: &random)) / 10_000
        case 2: Double.random(in: -3...3, using: &random)
        default:
          Double(
            sign: .plus, exponent: .random(in: -60...60, using: &random),
            significand: .random(in: 1..<2, using: &random))
        }
      let text = Number.percent(value)
      #expect(text.hasSuffix("%"))
      #expect(Self.parsed(text) == value, "\(value) printed as \(text)")
    }
  }

  @Test(
    "Percentages as people write them",
    arguments: [
      (0, "0%"), (1, "100%"), (0.95, "95%"), (0.5, "50%"), (0.07, "7%"), (0.005, "0.5%"),
      (-0.1, "-10%"),
      (1.5, "150%"), (0.9784946236559139, "97.84946236559139%"), (0.29, "29%"), (12, "1200%"),
    ])
  func percent(_ value: Double, _ text: String) {
    #expect(Number.percent(value) == text)
  }

  @Test("The shortest text of a number reads back as the same double")
  func textRoundTrip() {
    var random = SplitMix64(2)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Self.parsed(Number.text(value)) == value, "\(value)")
    }
    #expect(Number.text(3) == "3")
    #expect(Number.text(.infinity) == "∞")
    #expect(Number.text(-.infinity) == "-∞")
  }

  @Test(
    "A few digits for tables",
    arguments: [
      (0, "0"), (1, "1"), (0.1043, "0.1043"), (1234.5, "1,235"), (12.5, "12.5"),
      (1.23456e-7, "1.235e-07"), (0.000123456, "0.0001235"), (1_234_567, "1,234,567"),
      (-1234, "-1,234"),
      (0.25, "0.25"), (999, "999"), (1000, "1,000"), (.infinity, "∞"),
    ])
  func brief(_ value: Double, _ text: String) {
    #expect(Number.brief(value) == text)
  }

  @Test("Brief texts stay near the value, and short")
  func briefIsNear() {
    var random = SplitMix64(3)
    for _ in 0..<5_000 {
      let value =
        Double.random(in: -1...1, using: &random)
        * ([0.01, 1, 100, 1e6].randomElement(using: &random) ?? 1)
      let text = Number.brief(value)
      let back = Double(text.filter { $0 != "," }) ?? .nan
      #expect(abs(back - value) <= max(abs(value) * 1e-3, 1e-9), "\(value) → \(text)")
      #expect(text.count <= 14, "\(value) → \(text)")
    }
  }

  @Test("Whole numbers have commas between thousands")
  func grouped() {
    #expect(Number.grouped(0) == "0")
    #expect(Number.grouped(999) == "999")
    #expect(Number.grouped(-1000) == "-1,000")
    #expect(Number.grouped(100_000) == "100,000")
    #expect(Number.grouped(1_234_567) == "1,234,567")
  }
}
