import Statistics

/// What a part of the data came to, as a state file holds it: statistics by pane, and what was counted
/// beside them. Parts that were gathered under the same rules merge to what one pass over all of them
/// would have gathered.
package struct ShardState: Sendable {
  /// Why two parts can't be merged, or rules not be held against one.
  package struct Mismatch: Error {
    package let message: String
  }

  package let schema: Schema
  /// The part of captured records that each column is of.
  package let sections: [String: String]
  /// How the rules cut the data; nil where all are one window.
  package let shape: String?
  /// Records without a time that can be read.
  package private(set) var untimed: Int
  /// Records that could not be read.
  package private(set) var malformed: Int
  package private(set) var panes: [Int: Gathered]

  package init(
    schema: Schema, sections: [String: String] = [:], shape: String?, untimed: Int, malformed: Int,
    panes: [Int: Gathered]
  ) {
    self.schema = schema
    self.sections = sections
    self.shape = shape
    self.untimed = untimed
    self.malformed = malformed
    self.panes = panes
  }

  /// What was just gathered.
  package init(_ panes: Panes, schema: Schema, sections: [String: String]) {
    self.init(
      schema: schema, sections: sections, shape: panes.windows?.shape, untimed: panes.untimed,
      malformed: panes.malformed ?? 0, panes: panes.byIndex)
  }

  package var records: Int {
    var result = untimed
    for gathered in panes.values { result.tally(gathered.records) }
    return result
  }

  /// Statistics of a pane; the same for each.
  package var statistics: Int { panes.values.first?.kinds.count ?? 0 }

  /// Takes the next part, in the order of the data.
  package mutating func merge(_ other: ShardState) throws {
    guard other.shape == shape else {
      throw Mismatch(
        message: "the windows differ: \(other.shape ?? "none") here, \(shape ?? "none") before")
    }
    let (mine, theirs) = (Set(schema.names), Set(other.schema.names))
    if let lacking = schema.names.first(where: { !theirs.contains($0) }) {
      throw Mismatch(message: "the column `\(lacking)` is not in it, and in those before it is")
    }
    if let more = other.schema.names.first(where: { !mine.contains($0) }) {
      throw Mismatch(message: "the column `\(more)` is in it, and in those before it is not")
    }
    try alikeStatistics(other)
    try decodeAll()
    var other = other
    try other.decodeAll()
    untimed.tally(other.untimed)
    malformed.tally(other.malformed)
    for (index, gathered) in other.panes {
      if panes[index] == nil { panes[index] = gathered } else { panes[index]?.merge(gathered) }
    }
    guard panes.count <= Panes.mostWindows else {
      throw Mismatch(message: "with it there are more than \(Panes.mostWindows) windows")
    }
  }

  private func alikeStatistics(_ other: ShardState) throws(Mismatch) {
    guard let mine = panes.values.first?.kinds else { return }
    for pane in [panes, other.panes].flatMap(\.values) {
      let found = pane.kinds
      guard found != mine else { continue }
      let differing = Set(mine.keys).symmetricDifference(found.keys).min()
      throw Mismatch(
        message: "the statistics differ, such as `\(differing ?? "")`: gather both with the same"
          + " --rules")
    }
  }

  private mutating func decodeAll() throws(DamagedState) {
    for index in panes.keys { try panes[index]?.decodeAll() }
  }

  /// The panes that rules read.
  ///
  /// - Parameters:
  ///   - windows: how the rules cut the data.
  ///   - requests: what they read.
  package func panes(_ windows: Windowing?, reading requests: [StatisticRequest]) throws -> Panes {
    guard windows?.shape == shape else {
      throw Mismatch(
        message: "its windows are \(shape ?? "none"), and those of the rules"
          + " \(windows?.shape ?? "none"): gather it with --rules")
    }
    let known = Set(schema.names)
    let wanted = requests.filter { $0.allColumns.allSatisfy(known.contains) }
    var decoded = self
    try decoded.decodeAll()
    for gathered in decoded.panes.values {
      let lacking = wanted.filter { !gathered.holds($0) }
      guard let first = lacking.first else { continue }
      throw Mismatch(
        message: "it does not hold \(lacking.count) of the \(wanted.count) statistics that are"
          + " read, such as `\(first.key)`: gather it with --rules")
    }
    var empty = Gathered(schema: schema)
    empty.fill(wanted)
    var result = Panes(windows, empty: empty)
    for (index, gathered) in decoded.panes { result.merge(gathered, at: index) }
    result.untimed = untimed
    result.malformed = malformed
    return result
  }
}
