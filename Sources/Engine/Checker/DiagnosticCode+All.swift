import Language

extension DiagnosticCode {
  /// Every code that rule files can raise, by themselves or when they are merged, by number.
  package static let all =
    (syntax + checking + Lints.codes + merging + ofBaselines).sorted { $0.id < $1.id }
}
