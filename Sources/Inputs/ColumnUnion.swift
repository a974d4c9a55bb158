/// The columns over all inputs, in the order first seen, and where each input has them.
struct ColumnUnion {
  private(set) var columns: [String] = []
  /// For each input and column, which field of the input it is; nil where the input lacks it.
  private(set) var fields: [[Int?]] = []
  private(set) var warnings: [String] = []

  /// - Parameter inputs: the inputs' names, for warnings, their columns, and whether all their
  ///   records have just these.
  init(_ inputs: some Sequence<(String, [String], Bool)>) {
    var positions: [String: Int] = [:]
    let inputs = Array(inputs)
    for (_, names, _) in inputs {
      for name in names where positions[name] == nil {
        positions[name] = columns.count
        columns.append(name)
      }
    }
    for (input, names, isFixed) in inputs {
      var fields = [Int?](repeating: nil, count: columns.count)
      for (field, name) in names.enumerated() {
        if let position = positions[name] { fields[position] = field }
      }
      self.fields.append(fields)
      guard isFixed else { continue }
      let lacking = zip(columns, fields).filter { $0.1 == nil }.map { "'\($0.0)'" }
      guard !lacking.isEmpty else { continue }
      let listed = lacking.prefix(5).joined(separator: ", ")
      let more = lacking.count > 5 ? " and \(lacking.count - 5) more" : ""
      warnings.append(
        "\(input): lacks \(listed)\(more), which other inputs have; the cells are missing")
    }
  }
}
