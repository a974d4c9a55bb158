/// A column as rules see it: values without parts, found by a path from the top of the schema.
struct ArrowColumn: Sendable {
  /// A step from what holds values to them.
  enum Step: Sendable {
    case member(of: ArrowField)
    /// - Parameter rest: the name for what follows the last element that is a column.
    case element(Int, of: ArrowField, rest: String?)

    var field: ArrowField {
      switch self {
      case .member(let field), .element(_, let field, _): field
      }
    }
  }

  /// As in JSON: members by dotted names, elements by index.
  let name: String
  let path: [Step]
  let field: ArrowField

  /// The fields whose buffers its values need.
  var fields: [ArrowField] { path.map(\.field) + [field] }
}
