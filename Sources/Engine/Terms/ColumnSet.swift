/// A set of columns, resolved against a schema when one is known.
package indirect enum ColumnSet: Sendable {
  case all
  case glob(String)
  case pattern(Pattern)
  case type(TypeName)
  case name(String)
  case union([ColumnSet])
  case except(ColumnSet, ColumnSet)

  package func contains(_ column: Schema.Column, _ facts: ColumnFacts) -> Bool {
    switch self {
    case .all: !column.isBeside
    case .glob(let glob): !column.isBeside && Glob.matches(column.name, glob)
    case .pattern(let pattern): !column.isBeside && pattern.matches(column.name)
    case .type(let type): !column.isBeside && type.includes(column, facts)
    case .name(let name): column.name == name
    case .union(let sets): sets.contains { $0.contains(column, facts) }
    case .except(let set, let out):
      set.contains(column, facts) && !out.contains(column, facts)
    }
  }

  /// Whether the set holds a column; unknown where a type decides that is not known yet.
  func membership(of column: Schema.Column, _ facts: ColumnFacts) -> Truth {
    switch self {
    case .type(let type):
      return column.isBeside ? .no : type.membership(of: column, facts)
    case .union(let sets):
      return sets.reduce(.no) { Truth.or($0, $1.membership(of: column, facts)) }
    case .except(let set, let out):
      return Truth.and(
        set.membership(of: column, facts), out.membership(of: column, facts).negated)
    case .all, .glob, .pattern, .name: return contains(column, facts) ? .yes : .no
    }
  }

  /// The columns of the set that are of a type.
  func intersecting(_ type: TypeName?) -> ColumnSet {
    guard let type else { return self }
    return .except(self, .except(.all, .type(type)))
  }
}

extension TypeName {
  func membership(of column: Schema.Column, _ facts: ColumnFacts) -> Truth {
    let isSettled = self == .categorical || column.type != nil
    guard includes(column, facts) else { return .no }
    return isSettled ? .yes : .unknown
  }
}

extension TypeName {
  /// Whether a column is of the type, as far as is known; a column of unknown type is of every type
  /// until its data are read.
  package func includes(_ column: Schema.Column, _ facts: ColumnFacts) -> Bool {
    let isCategorical = facts.categorical.contains(column.name)
    if self == .categorical { return isCategorical }
    if self == .numeric, isCategorical { return false }
    guard let type = column.type else { return true }
    return switch self {
    case .integral: type == .integral
    case .fractional: type == .fractional
    case .numeric: type.isNumeric
    case .boolean: type == .boolean
    case .timestamp: type == .timestamp
    case .string: type == .string
    case .categorical: isCategorical
    }
  }
}

/// `*` stands for any characters, `?` for one.
package enum Glob {
  package static func matches(_ name: String, _ glob: String) -> Bool {
    matches(name, glob, isGlob: false)
  }

  /// Whether a glob matches all that another does; false where that can't be told.
  static func includes(_ wide: String, _ narrow: String) -> Bool {
    matches(narrow, wide, isGlob: true)
  }

  /// - Parameter isGlob: the name is a glob itself, of which one `*` is more than a `?` can read.
  private static func matches(_ name: String, _ glob: String, isGlob: Bool) -> Bool {
    let name = Array(name.unicodeScalars)
    let glob = Array(glob.unicodeScalars)
    var (n, g) = (0, 0)
    var star: (glob: Int, name: Int)?
    while n < name.count {
      if g < glob.count, glob[g] == "*" {
        star = (g, n)
        g += 1
      } else if g < glob.count, glob[g] == "?" ? !isGlob || name[n] != "*" : glob[g] == name[n] {
        (n, g) = (n + 1, g + 1)
      } else if let last = star {
        star = (last.glob, last.name + 1)
        (n, g) = (last.name + 1, last.glob + 1)
      } else {
        return false
      }
    }
    return glob[g...].allSatisfy { $0 == "*" }
  }
}
