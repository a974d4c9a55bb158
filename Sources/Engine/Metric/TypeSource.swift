import Language

/// Who says of what type every value of a column is.
package enum TypeSource: Sendable {
  /// All values of the baseline are.
  case baseline
  /// A check of `columns { }`, at its place.
  case declared(SourceSpan)
}
