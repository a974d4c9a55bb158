import Statistics

/// A column of the data whose cells are counted before statistics take them.
struct CountedColumn: Sendable {
  /// Where it stands in blocks.
  let slot: Int
  /// The group of all rows.
  let group: Int
  /// Whether conditions of one column read it.
  let isNumbered: Bool
  /// Its requests by how they take counts.
  private var requests: [(index: Int, counting: Counting)] = []

  /// Requests of the group that take counts; none where counting does not pay.
  ///
  /// - Parameter isWhole: whether one piece is all of the input.
  func requests(isWhole: Bool) -> [Int] {
    let possible = requests.filter { !isWhole || $0.counting != .inLongInputs }
    return possible.contains { $0.counting != .alongside } ? possible.map(\.index) : []
  }

  /// Columns over which some statistics of all rows take counts.
  ///
  /// - Parameters:
  ///   - columns: those of the data, which come first in blocks.
  ///   - conditions: of one column, the slots of it.
  static func all(
    _ groups: [BlockLayout.Group], columns: Int, conditions: Set<Int>
  ) -> [CountedColumn] {
    guard let number = groups.firstIndex(where: { $0.filter == nil }) else { return [] }
    let group = groups[number]
    var bySlot: [Int: CountedColumn] = [:]
    for (index, request) in group.requests.enumerated() where request.counting != .never {
      guard let position = group.positions[index].first, group.positions[index].count == 1,
        group.columns[position] < columns
      else { continue }
      let slot = group.columns[position]
      bySlot[
        slot,
        default: CountedColumn(
          slot: slot, group: number, isNumbered: conditions.contains(slot))
      ].requests.append((index, request.counting))
    }
    return bySlot.values.sorted { $0.slot < $1.slot }
  }
}
