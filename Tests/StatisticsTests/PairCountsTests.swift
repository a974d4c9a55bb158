import Testing

@testable import Statistics

@Suite struct PairCountsTests {
  static func of(_ labels: [String?], _ predictions: [String?], classes: Int = 1_000) -> PairCounts
  {
    var result = PairCounts(.init(classes: classes))
    result.update(
      ColumnBlock(
        rows: labels.count, columns: [Column(text: labels), Column(text: predictions)]))
    return result
  }

  @Test func numbersAreComparedByValueAndTextAsText() throws {
    let counts = Self.of(
      ["1", "1.0", "01", "+1", "0.50", "-0", "yes", "true"],
      ["1.0", "1", "1", "1e0", "0.5", "0", "Yes", "true"])
    #expect(counts.agreeing == 7)
    let classes = try #require(counts.matrix).classes.map { String(decoding: $0, as: UTF8.self) }
    #expect(classes == ["0", "0.5", "1", "Yes", "true", "yes"])
    #expect(ClassKey.of("01") == ClassKey.of(1) && ClassKey.of(true) == ClassKey.of("true"))
    #expect(ClassKey.of("x") == Array("x".utf8))
  }

  @Test func typedAndSpelledClassesAreTheSame() throws {
    var typed = PairCounts()
    let booleans = Column()
    booleans.fill(kinds: [.boolean, .boolean, .missing], numbers: [1, 0, .nan])
    typed.update(
      ColumnBlock(rows: 3, columns: [booleans, Column(text: ["true", "true", "true"])]))
    #expect(typed.records == 3 && typed.labelled == 2 && typed.agreeing == 1)
    var numbers = PairCounts()
    numbers.update(
      ColumnBlock(rows: 2, columns: [Column(numbers: [1, 2.5]), Column(text: ["1", "2.50"])]))
    #expect(numbers.agreeing == 2)
  }

  @Test func missingCellsAreLeftOutAndCounted() throws {
    let counts = Self.of(["a", nil, "b", "b"], ["a", "a", nil, "a"])
    #expect(counts.records == 4 && counts.labelled == 3 && counts.pairs == 2)
    let cells = try #require(counts.matrix).cells.map { [$0.actual, $0.predicted, $0.count] }
    #expect(cells == [[0, 0, 1], [1, 0, 1]])
  }

  @Test func tooManyClassesGiveUpTheMatrixAndKeepTheAgreement() {
    let labels = (0..<50).map { "c\($0)" }
    let counts = Self.of(labels, labels.map { $0 == "c7" ? "c8" : $0 }, classes: 40)
    #expect(counts.isOverfull && counts.matrix == nil)
    #expect(counts.pairs == 50 && counts.agreeing == 49)
    #expect(Self.of(labels, labels, classes: 50).matrix?.classes.count == 50)
  }

  @Test func integersThatADoubleCannotTellApartStayApart() {
    let counts = Self.of(
      ["9007199254740993", "9007199254740993"], ["9007199254740992", "9007199254740993"])
    #expect(counts.agreeing == 1)
  }
}
