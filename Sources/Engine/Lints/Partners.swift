/// Which requirements of a group are compared with which: all, in a group of usual size; in a large
/// one those with the tightest ends, and the first that is equal.
struct Partners {
  private let everyone: [Int]
  private var tightest: [Int] = []
  private var firstEqual: [Region: Int] = [:]
  private let regions: [Region]

  private static let usual = 24

  init(_ group: [Requirement]) {
    everyone = Array(group.indices)
    regions = group.map(\.region)
    guard group.count > Partners.usual else { return }
    for (index, requirement) in group.enumerated() where firstEqual[requirement.region] == nil {
      firstEqual[requirement.region] = index
    }
    for severity in Set(group.map(\.condition.severity)) {
      let same = everyone.filter { group[$0].condition.severity == severity }
      let ends = same.compactMap { index in Partners.ends(regions[index]).map { (index, $0) } }
      if let low = ends.max(by: { $0.1.low < $1.1.low }) { tightest.append(low.0) }
      if let high = ends.min(by: { $0.1.high < $1.1.high }) { tightest.append(high.0) }
    }
    tightest.sort()
  }

  private static func ends(_ region: Region) -> (low: NumberSet.Cut, high: NumberSet.Cut)? {
    guard case .numbers(let sets) = region, let low = sets.first?.lowest,
      let high = sets.first?.highest
    else { return nil }
    return (low, high)
  }

  func of(_ index: Int) -> [Int] {
    guard regions.count > Partners.usual else { return everyone }
    let equal = firstEqual[regions[index]].map { [$0] } ?? []
    return (equal + tightest).filter { $0 != index }
  }
}
