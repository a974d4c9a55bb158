extension ColumnSet {
  /// Bracketed text in which only the meaning counts.
  var canonical: String {
    switch self {
    case .all: "all columns"
    case .glob(let glob): Quoting.string(glob)
    case .pattern(let pattern): pattern.description
    case .type(let type): type.rawValue
    case .name(let name): "`\(name)`"
    case .union(let sets): "columns(\(sets.map(\.canonical).joined(separator: ", ")))"
    case .except(.all, .except(.all, .type(let type))): "\(type.rawValue) columns"
    case .except(let set, let out): "(\(set.canonical) except \(out.canonical))"
    }
  }
}
