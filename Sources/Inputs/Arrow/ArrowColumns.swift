/// The columns of a schema, and what can't be one.
struct ArrowColumns {
  private(set) var columns: [ArrowColumn] = []
  /// Columns that are left out, and of which kind they are.
  private(set) var unread: [(name: String, kind: String)] = []
  /// Elements of the longest list of a field, where that is known.
  private let elements: (ArrowField) -> Int

  /// - Parameter elements: how many columns a list of no fixed length makes.
  init(_ schema: ArrowSchema, elements: @escaping (ArrowField) -> Int) {
    self.elements = elements
    for field in schema.fields { add(field, named: field.name, path: []) }
  }

  private mutating func add(_ field: ArrowField, named name: String, path: [ArrowColumn.Step]) {
    guard columns.count < KeyTree.paths else { return }
    // Such values take no bytes, or more than one column.
    let isOdd = field.type.isNested || field.type.width == 0 || field.type == .null
    if field.dictionary != nil, isOdd {
      unread.append((name, "a dictionary of values that a column can't hold"))
      return
    }
    switch field.type {
    case .unread(let kind, _): unread.append((name, kind))
    case .structure:
      for child in field.children {
        add(child, named: "\(name).\(child.name)", path: path + [.member(of: field)])
      }
    case .list: addElements(field, elements(field), name, path)
    case .fixedList(let count): addElements(field, count, name, path)
    default: columns.append(ArrowColumn(name: name, path: path, field: field))
    }
  }

  private mutating func addElements(
    _ field: ArrowField, _ count: Int, _ name: String, _ path: [ArrowColumn.Step]
  ) {
    guard let child = field.children.first else { return }
    if count > KeyTree.elements {
      unread.append((name, "a list of more than \(KeyTree.elements) elements"))
    }
    let columns = min(count, KeyTree.elements)
    for element in 0..<columns {
      let rest = element == columns - 1 ? "\(name)[\(columns)]" : nil
      add(
        child, named: "\(name)[\(element)]",
        path: path + [.element(element, of: field, rest: rest)])
    }
  }
}
