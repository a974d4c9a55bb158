/// A field of the service's file that could not be used, and why; the rest of the file was.
package struct Remark: Sendable, Hashable {
  package enum Problem: Sendable, Hashable {
    /// A field that every such file has is not there.
    case missing
    /// No such field is known.
    case foreign
    /// Something else was wanted: `a number`, `a list` …
    case unusable(wanted: String)
    /// Known, but this version does nothing with it.
    case notYet
    /// What the field says does not fit the rest of the file.
    case inconsistent(String)
  }

  /// The feature that holds the field; nil for fields of the whole file.
  package let feature: String?
  /// Keys down to the field: `numerical_statistics.common.num_present`.
  package let field: String
  package let problem: Problem

  package init(feature: String?, field: String, _ problem: Problem) {
    self.feature = feature
    self.field = field
    self.problem = problem
  }
}

extension Remark: CustomStringConvertible {
  /// `fare: numerical_statistics.mean: missing`
  package var description: String {
    let reason =
      switch problem {
      case .missing: "missing"
      case .foreign: "not a field of this file: ignored"
      case .unusable(let wanted): "\(wanted) is wanted here: ignored"
      case .notYet: "not yet in this version: ignored"
      case .inconsistent(let what): what
      }
    return [feature, field, reason].compactMap(\.self).joined(separator: ": ")
  }
}

/// A document that is not the file that it was taken for.
package struct ForeignFile: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
