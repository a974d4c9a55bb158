/// A condition's outcome in Kleene's three-valued logic.
package enum Truth: UInt8, Sendable {
  case no, yes, unknown

  var negated: Truth {
    switch self {
    case .no: .yes
    case .yes: .no
    case .unknown: .unknown
    }
  }

  static func and(_ a: Truth, _ b: Truth) -> Truth {
    a == .no || b == .no ? .no : a == .yes && b == .yes ? .yes : .unknown
  }

  static func or(_ a: Truth, _ b: Truth) -> Truth {
    a == .yes || b == .yes ? .yes : a == .no && b == .no ? .no : .unknown
  }

  init(_ value: Bool?) {
    self = value.map { $0 ? .yes : .no } ?? .unknown
  }
}
