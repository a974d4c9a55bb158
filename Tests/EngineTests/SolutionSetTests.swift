@testable import Engine
import Language
import Testing

/// Sets of numbers and of solutions, against brute force on a grid.
struct SolutionSetTests {
  private static let grid = (-12...12).map { Double($0) / 2 }
  private static let operators: [ComparisonOperator] = [
    .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
  ]

  private func random(_ random: inout SplitMix64) -> NumberSet {
    var result = NumberSet.empty
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let op = Self.operators[Int.random(in: 0..<6, using: &random)]
      let bound = Double(Int.random(in: -5...5, using: &random))
      let next = NumberSet(op, bound)
      result = Bool.random(using: &random) ? result.union(next) : next.subtracting(result)
    }
    return result
  }

  @Test("Union, intersection and difference hold what they should")
  func algebra() {
    var random = SplitMix64(11)
    for _ in 0..<2_000 {
      let (a, b) = (self.random(&random), self.random(&random))
      for x in Self.grid + [.infinity, -.infinity] {
        #expect(a.union(b).contains(x) == (a.contains(x) || b.contains(x)))
        #expect(a.intersection(b).contains(x) == (a.contains(x) && b.contains(x)))
        #expect(a.subtracting(b).contains(x) == (a.contains(x) && !b.contains(x)))
      }
      #expect(a.isEmpty || a.example().map(a.contains) == true)
      #expect(a.isSubset(of: b) == a.union(b).isSubset(of: b))
      let whole = Set(Self.grid.filter { $0 == $0.rounded() && a.contains($0) })
      let kept = Set(Self.grid.filter { $0 == $0.rounded() && a.wholeNumbers.contains($0) })
      #expect(whole == kept)
    }
  }

  @Test("Sets of texts hold what they should")
  func texts() {
    let all = ["A", "B", "C", "D"]
    var random = SplitMix64(3)
    func set() -> TextSet {
      TextSet(
        Set(all.filter { _ in Bool.random(using: &random) }), isAllBut: Bool.random(using: &random))
    }
    for _ in 0..<500 {
      let (a, b) = (set(), set())
      var union = a
      union.formUnion(b)
      for text in all {
        #expect(union.contains(text) == (a.contains(text) || b.contains(text)))
        #expect(a.intersection(b).contains(text) == (a.contains(text) && b.contains(text)))
        #expect(a.complement.contains(text) != a.contains(text))
      }
    }
  }

  /// A condition on `x` and `y` in rule text, and its truth.
  private struct Made {
    let text: String
    let holds: (Double, Double) -> Bool
  }

  private func condition(_ depth: Int, _ random: inout SplitMix64) -> Made {
    if depth > 0, Bool.random(using: &random) {
      let (a, b) = (condition(depth - 1, &random), condition(depth - 1, &random))
      switch Int.random(in: 0..<3, using: &random) {
      case 0: return Made(text: "(\(a.text) and \(b.text))") { a.holds($0, $1) && b.holds($0, $1) }
      case 1: return Made(text: "(\(a.text) or \(b.text))") { a.holds($0, $1) || b.holds($0, $1) }
      default: return Made(text: "(not \(a.text))") { !a.holds($0, $1) }
      }
    }
    let op = Self.operators[Int.random(in: 0..<6, using: &random)]
    let c = Int.random(in: -3...3, using: &random)
    let bound = c < 0 ? "(-\(-c))" : "\(c)"
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return Made(text: "max(y) \(op.rawValue) \(bound)") { _, y in op.holds(y, Double(c)) }
    case 1:
      return Made(text: "2 * max(x) + 1 \(op.rawValue) \(bound)") {
        x, _ in op.holds(2 * x + 1, Double(c))
      }
    case 2:
      return Made(text: "max(x) \(op.rawValue) \(bound) * max(y)") { x, y in
        c == 0 ? op.holds(x, 0) : op.holds(x, Double(c) * y)
      }
    case 3:
      return Made(text: "max(x) in \(bound)...\(c < 0 ? "(-\(-c) + 2)" : "\(c + 2)")") { x, _ in
        x >= Double(c) && x <= Double(c + 2)
      }
    case 4: return Made(text: "max(x) within 1 of \(bound)") { x, _ in abs(x - Double(c)) <= 1 }
    case 5:
      return Made(text: "max(x) within 50% of \(bound)") { x, _ in
        abs(x - Double(c)) <= 0.5 * abs(Double(c))
      }
    case 6:
      return Made(text: "max(x) - max(y) \(op.rawValue) \(bound)") { op.holds($0 - $1, Double(c)) }
    default: return Made(text: "max(x) \(op.rawValue) \(bound)") { x, _ in op.holds(x, Double(c)) }
    }
  }

  private func term(_ text: String) -> Term? {
    let rules = check("rule r { expect \(text) }").ruleset.rules
    return rules.first?.conditions.first?.term
  }

  @Test("What is decided is so for every value; what one set holds and another does not is true")
  func sound() {
    var random = SplitMix64(29)
    var decided = 0
    for _ in 0..<3_000 {
      let made = condition(3, &random)
      guard let term = term(made.text) else { continue }
      if let constant = SolutionSet.decide(term) {
        decided += 1
        for x in Self.grid {
          for y in Self.grid { #expect(made.holds(x, y) == constant, "\(made.text) at \(x), \(y)") }
        }
      }
      if let values = SolutionSet(term)?.single, values.quantity.key == "max(c: `x`)",
        case .numbers(let sets) = values.region, let set = sets.first
      {
        for x in Self.grid { #expect(made.holds(x, 1) == set.contains(x), "\(made.text) at \(x)") }
      }
    }
    #expect(decided > 100)
  }

  @Test("Requirements that contradict are never both met; those implied are met with the other")
  func requirements() {
    var random = SplitMix64(31)
    var (contradictions, implications) = (0, 0)
    for _ in 0..<2_000 {
      let (a, b) = (condition(1, &random), condition(1, &random))
      guard let x = term(a.text), let y = term(b.text), let one = SolutionSet(x)?.single,
        let other = SolutionSet(y)?.single, one.quantity == other.quantity
      else { continue }
      let isDisjoint = one.region.intersection(other.region).isEmpty
      let isImplied = one.region.isSubset(of: other.region)
      if isDisjoint { contradictions += 1 }
      if isImplied { implications += 1 }
      for u in Self.grid {
        for v in Self.grid {
          if isDisjoint {
            #expect(!(a.holds(u, v) && b.holds(u, v)), "\(a.text); \(b.text) at \(u), \(v)")
          }
          if isImplied {
            #expect(!a.holds(u, v) || b.holds(u, v), "\(a.text); \(b.text) at \(u), \(v)")
          }
        }
      }
    }
    #expect(contradictions > 20 && implications > 20)
  }
}
