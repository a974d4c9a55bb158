import Engine
import Testing

/// Row conditions against an evaluator that goes cell by cell, by definition.
struct RowOracleTests {
  indirect enum Number: CustomStringConvertible {
    case literal(Int)
    case column(String)
    case operation(Number, String, Number)
    case negated(Number)

    var description: String {
      switch self {
      case .literal(let value): value < 0 ? "(-\(-value))" : "\(value)"
      case .column(let name): name
      case .operation(let a, let op, let b): "(\(a) \(op) \(b))"
      case .negated(let a): "(-\(a))"
      }
    }

    func value(_ row: [String: Double]) -> Double? {
      switch self {
      case .literal(let value): return Double(value)
      case .column(let name): return row[name]
      case .negated(let a): return a.value(row).map { 0 - $0 }
      case .operation(let a, let op, let b):
        guard let x = a.value(row), let y = b.value(row) else { return nil }
        let result = op == "+" ? x + y : op == "-" ? x - y : op == "*" ? x * y : x / y
        return result.isFinite ? result : nil
      }
    }

    static func random(_ depth: Int, _ random: inout SplitMix64) -> Number {
      switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
      case 0: .literal(.random(in: -3...3, using: &random))
      case 1, 2: .column(["a", "b", "c"].randomElement(using: &random) ?? "a")
      case 3: .negated(.random(depth - 1, &random))
      default:
        .operation(
          .random(depth - 1, &random), ["+", "-", "*", "/"].randomElement(using: &random) ?? "+",
          .random(depth - 1, &random))
      }
    }
  }

  indirect enum Condition: CustomStringConvertible {
    case compare(Number, String, Number)
    case member(Number, Bool, [Int])
    case within(Number, Bool, Int, Int, closed: Bool)
    case isNull(Number, Bool)
    case not(Condition)
    case logic(Condition, String, Condition)
    case choice(Condition, Condition, Condition)

    var description: String {
      switch self {
      case .compare(let a, let op, let b): "\(a) \(op) \(b)"
      case .member(let a, let negated, let set): "\(a)\(negated ? " not" : "") in \(set)"
      case .within(let a, let negated, let low, let high, let closed):
        "\(a)\(negated ? " not" : "") in \(low)\(closed ? "..." : "..<")\(high)"
      case .isNull(let a, let negated): "\(a) is\(negated ? " not" : "") null"
      case .not(let a): "not (\(a))"
      case .logic(let a, let op, let b): "((\(a)) \(op) (\(b)))"
      case .choice(let a, let b, let c): "(if \(a) then \(b) else \(c))"
      }
    }

    func holds(_ row: [String: Double]) -> Bool? {
      switch self {
      case .compare(let a, let op, let b):
        guard let x = a.value(row), let y = b.value(row) else { return nil }
        return switch op {
        case "==": x == y
        case "!=": x != y
        case "<": x < y
        case "<=": x <= y
        case ">": x > y
        default: x >= y
        }
      case .member(let a, let negated, let set):
        return a.value(row).map { set.map(Double.init).contains($0) != negated }
      case .within(let a, let negated, let low, let high, let closed):
        return a.value(row).map {
          ($0 >= Double(low) && (closed ? $0 <= Double(high) : $0 < Double(high))) != negated
        }
      case .isNull(let a, let negated): return (a.value(row) == nil) != negated
      case .not(let a): return a.holds(row).map { !$0 }
      case .logic(let a, let op, let b):
        let (x, y) = (a.holds(row), b.holds(row))
        if op == "and" {
          return x == false || y == false ? false : x == true && y == true ? true : nil
        }
        return x == true || y == true ? true : x == false && y == false ? false : nil
      case .choice(let a, let b, let c):
        return a.holds(row).flatMap { $0 ? b.holds(row) : c.holds(row) }
      }
    }

    static func random(_ depth: Int, _ random: inout SplitMix64) -> Condition {
      let number = Number.random(2, &random)
      switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
      case 0, 1:
        let op = ["==", "!=", "<", "<=", ">", ">="].randomElement(using: &random) ?? "<"
        return .compare(number, op, .random(2, &random))
      case 2:
        let set = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Int.random(in: -2...4, using: &random)
        }
        return .member(number, .random(using: &random), set)
      case 3:
        let low = Int.random(in: -3...2, using: &random)
        let high = low + Int.random(in: 1...4, using: &random)
        return .within(number, .random(using: &random), low, high, closed: .random(using: &random))
      case 4: return .isNull(number, .random(using: &random))
      case 5: return .not(.random(depth - 1, &random))
      case 6:
        return .choice(
          .random(depth - 1, &random), .random(depth - 1, &random), .random(depth - 1, &random))
      default:
        return .logic(
          .random(depth - 1, &random), Bool.random(using: &random) ? "and" : "or",
          .random(depth - 1, &random))
      }
    }
  }

  @Test(
    "Random conditions hold, fail and are undecided for the rows that their definition says",
    arguments: 1...8)
  func conditions(_ seed: Int) async {
    var random = SplitMix64(UInt64(seed))
    let rows = (0..<40).map { _ -> [String: Double] in
      var row: [String: Double] = [:]
      for name in ["a", "b", "c"] where Int.random(in: 0..<5, using: &random) > 0 {
        row[name] = Double(Int.random(in: -3...4, using: &random))
      }
      return row
    }
    let csv =
      "a,b,c,id\n"
      + rows.enumerated().map { index, row in
        ["a", "b", "c"].map { row[$0].map { "\(Int($0))" } ?? "" }.joined(separator: ",")
          + ",\(index)\n"
      }.joined()
    for _ in 0..<60 {
      let condition = Condition.random(3, &random)
      let outcomes = rows.map(condition.holds)
      let yes = outcomes.count { $0 == true }
      let no = outcomes.count { $0 == false }
      let cut = Cut(rowsPerPiece: 11, threads: 2)
      #expect(
        await value(of: "count(\(condition))", over: csv, cut: cut).number == Double(yes),
        "\(condition)")
      #expect(
        await value(of: "count(not (\(condition)))", over: csv, cut: cut).number == Double(no),
        "\(condition)")
      #expect(
        await value(of: "row_count(where: \(condition))", over: csv, cut: cut).number
          == Double(yes), "\(condition)")
      let sum = zip(rows.indices, outcomes).reduce(0) { $0 + ($1.1 == true ? $1.0 : 0) }
      let measured = await value(of: "sum(id, where: \(condition))", over: csv, cut: cut)
      #expect(measured.number ?? 0 == Double(sum), "\(condition)")
    }
  }
}
