/// Which columns blocks hold: those of the data that some statistic reads, then expressions over them.
package struct BlockLayout: Sendable {
  /// Requests whose columns the data have.
  package let requests: [StatisticRequest]
  /// Columns of the data, as readers fill them.
  package let columns: [String]
  let derived: [RowExpression]
  /// The requests of one condition, selected once for all of them.
  struct Group: Sendable {
    /// Nil for those of all rows.
    let filter: RowExpression?
    fileprivate(set) var requests: [StatisticRequest] = []
    /// Slots that some request reads, each once.
    fileprivate(set) var columns: [Int] = []
    /// Where the columns of each request stand in `columns`.
    fileprivate(set) var positions: [[Int]] = []

    fileprivate mutating func add(_ request: StatisticRequest, slots: [Int]) {
      requests.append(request)
      positions.append(
        slots.map { slot in
          if let known = columns.firstIndex(of: slot) { return known }
          columns.append(slot)
          return columns.count - 1
        })
    }
  }

  /// By condition, in the order in which requests name them.
  let groups: [Group]
  /// Columns of the data whose cells some statistics of all rows take counted.
  let counted: [CountedColumn]
  let positions: [String: Int]
  /// Where the time of records stands; nil where windows ask for none, or the data have none.
  let timeSlot: Int?

  /// - Parameters:
  ///   - time: of records, for windows.
  ///   - run: of records, for the window of the run.
  package init(
    _ requests: [StatisticRequest], available: [String], time: RowExpression? = nil,
    run: RowExpression? = nil
  ) {
    let known = Set(available)
    let possible = requests.filter { request in
      request.allColumns.allSatisfy(known.contains)
    }
    self.requests = possible
    let read = Set(
      possible.flatMap(\.allColumns) + (time?.columns ?? []) + (run?.columns ?? []))
    columns = available.filter(read.contains)
    let positions = Dictionary(
      columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var slots: [String: Int] = [:]
    var derived: [RowExpression] = []
    let hasTime = time?.columns.allSatisfy(known.contains) ?? false
    let times = [hasTime ? time : nil].compactMap(\.self)
    for expression in possible.flatMap(\.columns) + times where slots[expression.key] == nil {
      if let name = expression.columnName, let position = positions[name] {
        slots[expression.key] = position
      } else {
        slots[expression.key] = columns.count + derived.count
        derived.append(expression)
      }
    }
    var groups: [Group] = []
    var groupsByFilter: [String?: Int] = [:]
    for request in possible {
      let index = groupsByFilter[request.filter?.key] ?? groups.count
      if index == groups.count {
        groups.append(Group(filter: request.filter))
        groupsByFilter[request.filter?.key] = index
      }
      groups[index].add(request, slots: request.columns.map { slots[$0.key] ?? 0 })
    }
    self.groups = groups
    let conditions = (derived + groups.compactMap(\.filter)).compactMap(\.conditionColumn)
    counted = CountedColumn.all(
      groups, columns: columns.count, conditions: Set(conditions.compactMap { positions[$0] }))
    self.positions = positions
    self.derived = derived
    timeSlot = hasTime ? time.flatMap { slots[$0.key] } : nil
  }
}

extension StatisticRequest {
  /// Plain columns that it reads, for values and filter.
  var allColumns: [String] { columns.flatMap(\.columns) + (filter?.columns ?? []) }
}
