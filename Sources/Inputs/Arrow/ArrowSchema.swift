/// The fields of an Arrow schema.
struct ArrowSchema: Equatable, Sendable {
  let fields: [ArrowField]
  /// Nodes, buffers and columns of views of a batch.
  let size: Counter

  struct Counter: Equatable, Sendable {
    var nodes = 0
    var buffers = 0
    var views = 0
    /// Fields, and what their names take: an offset can lead to the same field many times.
    var effort = 0
  }

  /// - Parameter version: of the metadata, 4 being `V5`.
  init(_ table: FlatTable, version: Int16) throws(ArrowDamage) {
    guard try table.number(0, default: Int16(0)) == 0 else {
      throw ArrowDamage("not yet: Arrow data with the high byte first can't be read")
    }
    var counter = Counter()
    var fields: [ArrowField] = []
    for field in try table.tables(1) {
      fields.append(try ArrowSchema.field(field, &counter, version, depth: 0))
    }
    self.fields = fields
    size = counter
  }

  /// Fields within each other.
  private static let deepest = 64
  private static let mostEffort = 1 << 20

  private static func field(
    _ table: FlatTable, _ counter: inout Counter, _ version: Int16, depth: Int
  ) throws(ArrowDamage) -> ArrowField {
    let name = try table.text(0) ?? ""
    counter.effort += 1 + name.utf8.count / 16
    guard depth < deepest, counter.effort < mostEffort else {
      throw ArrowDamage(
        "the Arrow schema is nested more than \(deepest) deep, or has too many fields")
    }
    let type = try ArrowType(table, hasUnionValidity: version < 4)
    let (node, buffer, views) = (counter.nodes, counter.buffers, counter.views)
    counter.nodes += 1
    var index: ArrowField.ArrowIndex?
    if let encoding = try table.table(4) {
      var bytes = 4
      var isSigned = true
      if let stored = try encoding.table(1),
        case .integer(let storedBytes, let storedSign) = try ArrowType.integer(stored)
      {
        (bytes, isSigned) = (storedBytes, storedSign)
      }
      let id = try encoding.number(0, default: Int64(0))
      index = ArrowField.ArrowIndex(id: id, bytes: bytes, isSigned: isSigned)
    }
    counter.buffers += index == nil ? type.buffers : 2
    counter.views += index == nil && type.isView ? 1 : 0
    var children: [ArrowField] = []
    // The children of a dictionary's values are in the dictionary alone.
    var inside = Counter(effort: counter.effort)
    for child in try table.tables(5) {
      children.append(
        index == nil
          ? try field(child, &counter, version, depth: depth + 1)
          : try field(child, &inside, version, depth: depth + 1))
      counter.effort = max(counter.effort, inside.effort)
      inside.effort = counter.effort
    }
    return ArrowField(
      name: name, type: type, dictionary: index, children: children,
      node: node, buffer: buffer, views: views)
  }
}
