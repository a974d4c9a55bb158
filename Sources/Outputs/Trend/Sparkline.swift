/// Values as bars of a line of text.
package enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// What stands where there is no value.
  private static let gap: Character = "·"

  /// A bar for each value, from the least to the most; where there are more values than columns, a bar
  /// is the most of those that it stands for, so that no peak is lost.
  ///
  /// - Parameter width: columns at most, 1 or more.
  package static func text(_ values: [Double?], width: Int = 60) -> String {
    let known = values.compactMap { $0.flatMap { $0.isNaN ? nil : $0 } }
    let finite = known.filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 0)
    let count = min(values.count, max(1, width))
    return String(
      (0..<count).map { column -> Character in
        let part = values[column * values.count / count..<(column + 1) * values.count / count]
        let peak = part.compactMap { $0.flatMap { $0.isNaN ? nil : $0 } }.max()
        guard let peak else { return gap }
        return bar(peak, least, most)
      })
  }

  private static func bar(_ value: Double, _ least: Double, _ most: Double) -> Character {
    if value == .infinity { return bars[bars.count - 1] }
    if value == -.infinity { return bars[0] }
    // Halves keep the difference of the largest numbers finite.
    let range = most / 2 - least / 2
    guard range > 0 else { return bars[0] }
    let share = (value / 2 - least / 2) / range
    return bars[min(bars.count - 1, max(0, Int((share * Double(bars.count - 1)).rounded())))]
  }
}
