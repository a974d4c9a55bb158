/// Which way something moved: what is tighter is violated wherever the old one was.
package enum Shift: Sendable, Equatable {
  case same, tighter, looser
  /// Both, or nobody can tell.
  case other

  package var mirrored: Shift {
    switch self {
    case .tighter: .looser
    case .looser: .tighter
    case .same, .other: self
    }
  }

  /// Both moves together.
  static func + (a: Shift, b: Shift) -> Shift {
    if a == .same { return b }
    return b == .same || a == b ? a : .other
  }

  /// - Parameters:
  ///   - atLeast: what was violated still is.
  ///   - atMost: what is violated was so before.
  init(atLeast: Bool, atMost: Bool) {
    switch (atLeast, atMost) {
    case (true, true): self = .same
    case (true, false): self = .tighter
    case (false, true): self = .looser
    case (false, false): self = .other
    }
  }

  /// - Parameter higher: the move where the new number is the greater.
  init<Number: Comparable>(_ old: Number, _ new: Number, higher: Shift) {
    self = old == new ? .same : new > old ? higher : higher.mirrored
  }
}
