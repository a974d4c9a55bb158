/// The values of one quantity for which a condition holds.
package enum Region: Hashable, Sendable {
  /// One set of numbers; or, of a quantity compared with a multiple of another, its ratio to the
  /// other where that is above 0, the quantity itself where it is 0, and the ratio where it is
  /// below 0.
  case numbers([NumberSet])
  case texts(TextSet)

  var isEmpty: Bool {
    switch self {
    case .numbers(let sets): sets.allSatisfy(\.isEmpty)
    case .texts(let set): set.isEmpty
    }
  }

  func intersection(_ other: Region) -> Region {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)):
      .numbers(zip(a, b).map { $0.intersection($1) })
    case (.texts(let a), .texts(let b)): .texts(a.intersection(b))
    // One quantity is never both: texts and numbers have keys of their own.
    default: self
    }
  }

  func union(_ other: Region) -> Region {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)): return .numbers(zip(a, b).map { $0.union($1) })
    case (.texts(var a), .texts(let b)):
      a.formUnion(b)
      return .texts(a)
    default: return self
    }
  }

  func subtracting(_ other: Region) -> Region {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)): .numbers(zip(a, b).map { $0.subtracting($1) })
    case (.texts(let a), .texts(let b)): .texts(a.intersection(b.complement))
    default: self
    }
  }

  func isSubset(of other: Region) -> Bool { subtracting(other).isEmpty }
}
