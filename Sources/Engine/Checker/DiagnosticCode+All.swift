import Language

extension DiagnosticCode {
  /// Every code that rule files can raise, by number.
  package static let all = (syntax + checking + Lints.codes).sorted { $0.id < $1.id }
}
