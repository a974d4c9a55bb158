import Testing

@testable import Statistics

@Suite("The cell parser")
struct CellParserTests {
  private func parse(_ text: String) -> (CellKind, Double) { CellParser.parse(text.utf8) }

  @Test(
    "judges spellings as the service does",
    arguments: [
      ("0", .integral), ("-0", .integral), ("+17", .integral), ("- 5", .integral),
      (" 5", .integral),
      ("007", .integral), ("12345678", .integral), ("123456789", .integral),
      ("12345678901234567890123", .integral),
      ("1.5", .fractional), ("-1.0", .fractional), ("1e5", .fractional), ("1E-7", .fractional),
      ("1.25e+3", .fractional), ("+ 0.5", .fractional), ("1234567.", .text), ("758.0", .fractional),
      ("0.1234567890123456789", .fractional), ("1e-999", .fractional),
      ("5.", .text), (".5", .text), ("-.5", .text), ("1.e5", .text), ("1e", .text), ("1e+", .text),
      ("1.5e", .text), ("1.2.3", .text), ("1 ", .text), ("  1", .text), ("-  1", .text),
      ("--1", .text),
      ("-", .text), ("+", .text), (" ", .text), ("", .text), ("- ", .text), ("e5", .text),
      ("1e999", .text), ("1e9999999999999999999", .text), ("NaN", .text), ("inf", .text),
      ("0x10", .text), ("1_000", .text), ("1,5", .text), ("١", .text), ("12a", .text),
      ("1u5", .text),
      ("12345678a", .text), ("1.23456789x", .text), ("1:5", .text), ("1/5", .text),
      ("true", .boolean), ("false", .boolean), ("True", .text), ("TRUE", .text), ("truex", .text),
      ("fals", .text), ("falsy", .text), ("-true", .text), (" true", .text),
    ] as [(String, CellKind)])
  func spellings(text: String, kind: CellKind) {
    let (found, number) = parse(text)
    #expect(found == kind)
    #expect(number.isNaN == (kind == .text))
  }

  @Test(
    "reads timestamps of days that exist",
    arguments: [
      ("1970-01-01", 0), ("2000-02-29", 951_782_400), ("1969-12-31T23:59:59Z", -1),
      ("2024-01-01T00:00", 1_704_067_200), ("2024-01-01 12:30:15", 1_704_112_215),
      ("2024-01-01T12:30:15.25Z", 1_704_112_215.25), ("2024-01-01T12:30:15+02:00", 1_704_105_015),
      ("2024-01-01T12:30:15-0130", 1_704_117_615), ("2024-01-01T12:30+02", 1_704_105_000),
      ("0000-01-01", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Double)])
  func timestamps(text: String, seconds: Double) {
    let (kind, number) = parse(text)
    #expect(kind == .timestamp && number == seconds)
  }

  @Test(
    "takes other dates for text",
    arguments: [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00",
      "2024-1-1",
      "2024-01-01T", "2024-01-01T24:00", "2024-01-01T12", "2024-01-01T12:60", "2024-01-01T12:00:60",
      "2024-01-01T12:00:00.", "2024-01-01T12:00Q", "2024-01-01T12:00+", "2024-01-01T12:00+2",
      "2024-01-01T12:00+02:", "2024-01-01T12:00+02:0", "2024-01-01Z", "-2024-01-01", "12024-01-01",
      "2024-01", "2024-", "2024-01-01  12:00",
    ])
  func otherDates(text: String) {
    #expect(parse(text).0 == .text)
  }

  @Test("reads numbers as the standard library does")
  func numbers() {
    var random = SplitMix64(seed: 5)
    var texts: [String] = []
    let any = { (bits: ClosedRange<UInt64>) in
      random.next() >> UInt64.random(in: bits, using: &random)
    }
    for _ in 0..<100_000 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: texts.append(Double(bitPattern: random.next()).description)
      case 1: texts.append("\(random.unit())")
      case 2: texts.append("\(Int64(bitPattern: any(0...63)))")
      case 3: texts.append("\(Double.random(in: -1e6...1e6, using: &random))")
      case 4: texts.append("\(any(0...63))e\(Int.random(in: -30...30, using: &random))")
      case 5: texts.append("\(any(54...63)).\(any(0...63))")
      case 6: texts.append("\(random.next() % 100_000).\(random.next() % 100)")
      case 7: texts.append("-\(any(0...0))\(any(0...0)).\(any(0...0))")
      case 8: texts.append("\(any(40...63) % 10_000_000).\(any(36...63) % 1_000_000_000)")
      // Halfway between two doubles, and next to it.
      default:
        let odd = (any(11...11) | 1 << 52) << 1 | 1
        let tail = ["", ".0", ".00000000000000000001", "e0"].randomElement(using: &random) ?? ""
        texts.append("\(odd)\(tail)")
      }
    }
    var cells = TextCells()
    for text in texts { cells.append(text.utf8) }
    var kinds: [CellKind] = []
    var values: [Double] = []
    CellParser.parse(cells, kinds: &kinds, numbers: &values)
    for (row, text) in texts.enumerated() {
      let wanted = Double(text) ?? .nan
      if wanted.isFinite {
        #expect(values[row].bitPattern == wanted.bitPattern, "\(text)")
        #expect(kinds[row].isNumber)
      } else {
        #expect(kinds[row] == .text, "\(text)")
      }
      let (kind, value) = parse(text)
      #expect(kind == kinds[row] && value.bitPattern == values[row].bitPattern)
    }
  }

  @Test("judges a cell the same anywhere in a buffer, and fills arrays of any size")
  func buffers() {
    var random = SplitMix64(seed: 6)
    var kinds: [CellKind] = []
    var numbers: [Double] = []
    for count in [50, 3, 0, 400] {
      let texts = RandomCells.mixed(count, using: &random)
      var cells = TextCells()
      for text in texts {
        if let text { cells.append(text.utf8) } else { cells.appendMissing() }
      }
      CellParser.parse(cells, kinds: &kinds, numbers: &numbers)
      #expect(kinds.count == count && numbers.count == count)
      for (row, text) in texts.enumerated() {
        let (kind, number) = text.map(parse) ?? (.missing, .nan)
        #expect(kinds[row] == kind && numbers[row].bitPattern == number.bitPattern)
      }
    }
  }

  @Test("returns on any bytes")
  func anyBytes() {
    var random = SplitMix64(seed: 7)
    let alphabet = Array("0123456789.-+eE: TZtruefalse\u{0}é".utf8)
    for _ in 0..<50_000 {
      let count = Int.random(in: 0...40, using: &random)
      let bytes = (0..<count).map { _ in
        Int.random(in: 0..<9, using: &random) == 0
          ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      let (kind, number) = CellParser.parse(bytes)
      #expect(kind != .missing && number.isNaN == (kind == .text) && !number.isInfinite)
    }
  }
}
