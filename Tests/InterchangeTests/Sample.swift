import Engine
import Interchange
import JSONText
import Language
import Metrics
import Statistics

/// Documents that the tests make.
enum Sample {
  static func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8)) }

  /// A feature of numbers with the statistics of its values, in the service's shape.
  static func numbers(
    _ name: String, _ values: [Double], missing: Int = 0, type: String = "Fractional"
  ) -> JSON {
    let column = Column()
    column.fill(
      kinds: values.map { _ in type == "Integral" ? .integral : .fractional }, numbers: values)
    let block = ColumnBlock(rows: values.count, columns: [column])
    var moments = Moments()
    moments.update(block)
    var sketch = QuantileSketch()
    sketch.update(block)
    return .object([
      "name": .string(name), "inferred_type": .string(type),
      "numerical_statistics": .object([
        "common": .object([
          "num_present": .integer(values.count), "num_missing": .integer(missing),
        ]),
        "mean": .number(moments.mean ?? 0), "sum": .number(moments.sum),
        "std_dev": .number(moments.standardDeviation ?? 0), "min": .number(moments.minimum ?? 0),
        "max": .number(moments.maximum ?? 0),
        "distribution": .object([
          "kll": .object([
            "sketch": .object([
              "parameters": .object(["c": .number(0.64), "k": .number(2048)]),
              "data": .array(sketch.levels.map { .array($0.map { .number($0) }) }),
            ])
          ])
        ]),
      ]),
    ])
  }

  static func strings(_ name: String, _ categories: [(String, Int)], missing: Int = 0) -> JSON {
    .object([
      "name": .string(name), "inferred_type": .string("String"),
      "string_statistics": .object([
        "common": .object([
          "num_present": .integer(categories.reduce(0) { $0 + $1.1 }),
          "num_missing": .integer(missing),
        ]),
        "distinct_count": .number(Double(categories.count)),
        "distribution": .object([
          "categorical": .object([
            "buckets": .array(
              categories.map { .object(["value": .string($0.0), "count": .integer($0.1)]) })
          ])
        ]),
      ]),
    ])
  }

  static func statistics(_ items: Int, _ features: [JSON]) -> JSON {
    .object([
      "version": .number(0), "dataset": .object(["item_count": .integer(items)]),
      "features": .array(features),
    ])
  }

  /// Numbers that repeat and are spread unevenly.
  static func values(_ count: Int, _ random: inout SplitMix64) -> [Double] {
    (0..<count).map { _ in
      switch Int.random(in: 0..<4, using: &random) {
      case 0: Double(Int.random(in: -3...3, using: &random))
      case 1: Double.random(in: -1e-3...1e-3, using: &random)
      default: Double.random(in: 0...1, using: &random) * 1e6
      }
    }
  }

  /// A file as one of a random week.
  static func week(_ random: inout SplitMix64) -> JSON {
    let count = Int.random(in: 1...6000, using: &random)
    return statistics(
      count,
      [
        numbers("plain", values(count, &random)),
        numbers(
          "whole", (0..<count).map { _ in Double(Int.random(in: 0...9, using: &random)) },
          type: "Integral"),
        numbers(
          "with holes", values(max(1, count / 2), &random), missing: count - max(1, count / 2)),
        strings("word", [("A", count - count / 3), ("B \"quoted\"\n", count / 3)]),
      ])
  }
}

/// Rules made of a `constraints.json`, judged over a `statistics.json`.
struct Run {
  let rules: String
  let diagnostics: [Diagnostic]
  let verdicts: [Verdict]
  let violations: ServiceViolations

  init(constraints: JSON, data: JSON, baseline: JSON? = nil) throws {
    let parsed = try ServiceConstraints(constraints)
    let text = ServiceRules(parsed, monitor: "m", source: "constraints.json").text
    try self.init(rules: text, schema: parsed.schema, data: data, baseline: baseline)
  }

  init(rules: String, schema: Schema? = nil, data: JSON, baseline: JSON? = nil) throws {
    self.rules = rules
    let now = try ServiceStatistics(data)
    let before = try baseline.map { try ServiceStatistics($0) }
    let tree = Parser.parse(SourceFile(path: "rules.tide", text: rules))
    let known = schema ?? before?.schema
    let checked = RulesetChecker.check(
      tree, catalogue: .standard, schema: known ?? now.schema,
      known: known.map { Set($0.names + now.schema.names) })
    diagnostics = checked.diagnostics
    let plan = Plan(checked.ruleset.rules)
    let evaluator = RuleEvaluator(
      data: now.gathered(answering: plan.requests),
      baseline: before?.gathered(answering: plan.baselineRequests),
      RuleEvaluator.Context(monitor: "m"))
    verdicts = evaluator.verdicts(checked.ruleset.rules)
    violations = ServiceViolations.make(
      verdicts: verdicts,
      columns: ServiceViolations.ColumnCounts(
        now: now.schema.columns.count, baseline: known?.columns.count ?? 0))
  }

  func verdict(_ rule: String) -> Verdict? { verdicts.first { $0.rule == rule } }
}
