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
    case .all: true
    case .glob(let glob): Glob.matches(column.name, glob)
    case .pattern(let pattern): pattern.matches(column.name)
    case .type(let type): type.includes(column, facts)
    case .name(let name): column.name == name
    case .union(let sets): sets.contains { $0.contains(column, facts) }
    case .except(let set, let out):
      set.contains(column, facts) && !out.contains(column, facts)
    }
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
enum Glob {
  static func matches(_ name: String, _ glob: String) -> Bool {
    let name = Array(name.unicodeScalars)
    let glob = Array(glob.unicodeScalars)
    var (n, g) = (0, 0)
    var star: (glob: Int, name: Int)?
    while n < name.count {
      if g < glob.count, glob[g] == "*" {
        star = (g, n)
        g += 1
      } else if g < glob.count, glob[g] == "?" || glob[g] == name[n] {
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
