import Engine
import Language
import Testing

struct CheckingCodeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    var testDescription: String { "\(code.id) \(code.title)" }
  }

  static let cases = DiagnosticCode.checking.map(Case.init)
  static let schema = Schema([
    .init("fare_amount", .fractional), .init("fare", .fractional), .init("email", .string),
  ])
  static let known = Set(schema.names + ["predicted"])

  @Test(
    "What to avoid raises the code; what to prefer raises no error and not the code",
    arguments: cases)
  func page(_ testCase: Case) {
    let code = testCase.code
    let avoided = codes(code.avoid, schema: Self.schema, known: Self.known)
    #expect(avoided.contains(code.id), "\(avoided)")
    let preferred = check(code.prefer, schema: Self.schema, known: Self.known).diagnostics
    #expect(!preferred.contains { $0.severity == .error }, "\(preferred.map(\.message))")
    #expect(!preferred.contains { $0.code.id == code.id })
  }

  @Test("Codes are unique, of a known family, and have a page")
  func codesAreUnique() {
    let all = DiagnosticCode.all
    #expect(Set(all.map(\.id)).count == all.count)
    for code in DiagnosticCode.checking {
      #expect(
        ["TM2", "TM3", "TM4", "TM5", "TM6", "TM7"].contains { code.id.hasPrefix($0) }, "\(code.id)")
      #expect(!code.title.isEmpty && code.why.hasSuffix("."), "\(code.id)")
    }
  }

  @Test("Codes that need no schema are raised without one")
  func withoutSchema() {
    for code in DiagnosticCode.checking where !DiagnosticCode.ofSchema.contains(code) {
      let found = codes(code.avoid)
      // Two checks of a named column are seen without a schema as well.
      #expect(found.contains(code.id), "\(code.id): \(found)")
    }
  }
}
