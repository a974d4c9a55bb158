extension Bound {
  /// The id of a check of values: a lower bound is `min`, an upper one `max`.
  package var checkName: String {
    switch kind {
    case .compare(.greater, _), .compare(.greaterOrEqual, _): "min"
    case .compare(.less, _), .compare(.lessOrEqual, _): "max"
    case .compare(.equal, _), .membership(negated: false, _): "in"
    case .compare(.notEqual, _), .membership(negated: true, _): "not"
    case .within: "within"
    case .matches: "matches"
    case .isNull(let negated): negated ? "complete" : "null"
    case .isType(_, let name): name.text
    }
  }
}

extension ColumnCheck {
  /// The type that each value must be of, where the check is that and has no name of its own.
  package var typeName: TypeName? {
    guard alias == nil, bound == nil, let subject, subject.arguments == nil else { return nil }
    return TypeName(rawValue: subject.path.text)
  }

  /// By what an override names it: as its id does. A column has one type, whatever it is called.
  var name: String {
    if let alias { return alias.text }
    if typeName != nil { return "type" }
    return subject?.path.text ?? bound?.checkName ?? ""
  }
}
