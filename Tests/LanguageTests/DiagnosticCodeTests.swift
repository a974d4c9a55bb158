import Language
import Testing

@Suite struct DiagnosticCodeTests {
  /// Limits under which the short example of a code about too much of something is too much.
  static func limits(_ code: DiagnosticCode) -> Parser.Limits {
    var limits = Parser.Limits()
    switch code {
    case .fileTooLarge: limits.fileBytes = 40
    case .tooManyOperators: limits.operators = 4
    case .tooManyRules: limits.rules = 2
    case .tooManyMistakes: limits.diagnostics = 3
    default: break
    }
    return limits
  }

  @Test(arguments: DiagnosticCode.syntax) func examplesShowTheirCode(_ code: DiagnosticCode) {
    var bytes = Array(code.avoid.utf8)
    if code == .notUTF8 {
      bytes = code.avoid.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
    let avoid = Parser.parse(
      SourceFile(path: "avoid.tide", bytes: bytes), limits: Self.limits(code))
    #expect(avoid.diagnostics.contains { $0.code == code }, "\(code.id)")
    if code != .tooManyMistakes { #expect(avoid.diagnostics.count == 1, "\(code.id)") }
    let prefer = Parser.parse(
      SourceFile(path: "prefer.tide", text: code.prefer), limits: Self.limits(code))
    #expect(prefer.diagnostics.isEmpty, "\(code.id)")
  }

  @Test func codesAreUniqueAndExplained() {
    let codes = DiagnosticCode.syntax
    #expect(Set(codes.map(\.id)).count == codes.count)
    #expect(codes.map(\.id) == codes.map(\.id).sorted())
    for code in codes {
      #expect(code.id.hasPrefix("TM1") && code.id.count == 5)
      #expect(!code.title.isEmpty && !code.why.isEmpty)
    }
  }
}
