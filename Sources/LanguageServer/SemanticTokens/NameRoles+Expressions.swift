import Engine
import Language

extension NameRoles {
  /// What a bare name means.
  enum Stage {
    /// A column.
    case row
    /// A metric, where there is one of the name.
    case window
    /// A constant; where there is none of the name, it is a column or a word.
    case given
    /// One of the words that an option takes.
    case word
  }

  private typealias Open = (Expression, Stage)

  /// - Parameter variables: names that a loop or a definition gives.
  mutating func add(_ root: Expression, _ stage: Stage, variables: Set<String> = []) {
    add([(root, stage)], variables)
  }

  mutating func add(_ bound: Bound, _ stage: Stage, variables: Set<String> = []) {
    addType(bound)
    add(bound.children.map { ($0, stage) }, variables)
  }

  private mutating func add(_ roots: [Open], _ variables: Set<String>) {
    var rest = roots
    while let (expression, stage) = rest.popLast() {
      switch expression.kind {
      case .call(let path, let arguments?):
        let isKnown =
          catalogue[path.text] != nil || ScalarFunction(rawValue: path.text) != nil
        add(path, .function, isKnown ? [.defaultLibrary] : [])
        rest += open(arguments, of: path.text, stage)
      case .call(let path, nil): add(name: path, stage, variables)
      case .columns(let arguments):
        for argument in arguments {
          if case .call(let path, nil) = argument.value.kind, TypeName(rawValue: path.text) != nil {
            add(path, .type)
          } else {
            rest.append((argument.value, .row))
          }
        }
      case .baseline(let inner?): rest.append((inner, .window))
      case .bounded(let left, let bound):
        addType(bound)
        rest.append((left, stage))
        rest += bound.children.map { ($0, stage) }
      default: rest += expression.children.map { ($0, stage) }
      }
    }
  }

  private mutating func addType(_ bound: Bound) {
    if case .isType(_, let type) = bound.kind { add(type, .type) }
  }

  private mutating func add(name path: Path, _ stage: Stage, _ variables: Set<String>) {
    let text = path.text
    if variables.contains(text) { return add(path, .parameter) }
    if stage == .word { return add(path, .enumMember) }
    if scope.lets[text] != nil { return add(path, .variable) }
    if scope.definitions[text] != nil { return add(path, .function) }
    if stage == .window, catalogue[text] != nil {
      return add(path, .function, [.defaultLibrary])
    }
    add(path, .property)
  }

  /// The arguments of a call, each with what bare names mean there.
  private mutating func open(_ arguments: [Argument], of name: String, _ stage: Stage) -> [Open] {
    let signature = catalogue[name]?.signature
    var position = 0
    return arguments.map { argument in
      if let label = argument.label { add(label, .parameter) }
      let parameter =
        argument.label.map { label in signature?.parameters.first { $0.name == label.text } }
        ?? signature?.parameters.dropFirst(position).first
      if argument.label == nil { position += 1 }
      if case .word? = parameter?.kind { return (argument.value, .word) }
      return (argument.value, signature == nil ? stage : .row)
    }
  }
}
