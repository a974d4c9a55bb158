import Engine
import Language

extension TestReport {
  /// The stable fields of `test --format json`.
  package var json: JSON {
    .object([
      "tidemark": .string(version),
      "files": .array(files.map(TestReport.json)),
      "summary": .object([
        "tests": .integer(results.count), "passed": .integer(count(.passed)),
        "failed": .integer(count(.failed)), "errors": .integer(count(.error)),
        "coverage": .number(coverage),
      ]),
      "exit": .integer(Int(exitStatus)),
    ])
  }

  private static func json(_ file: File) -> JSON {
    .object([
      "path": .string(file.path),
      "tests": .array(file.results.map(json)),
      "coverage": .array(
        file.coverage.map { rule, sightings in
          .object([
            "rule": .string(rule), "pass": .integer(sightings.passed),
            "violated": .integer(sightings.violated), "unknown": .integer(sightings.unknown),
          ])
        }),
    ])
  }

  private static func json(_ result: TestResult) -> JSON {
    .object([
      "title": .string(result.title), "line": .integer(Region(result.span).line),
      "outcome": .string(result.outcome.rawValue), "windows": .integer(result.windows),
      "failures": .array(result.failures.map(json)),
    ])
  }

  private static func json(_ failure: TestResult.Failure) -> JSON {
    let region = Region(failure.span)
    return .object([
      "line": .integer(region.line), "column": .integer(region.column),
      "expected": .string(failure.expected), "happened": .string(failure.happened),
      "verdicts": .array(
        failure.sightings.map { sighting in
          .object(["window": .integer(sighting.window), "verdict": sighting.verdict.json])
        }),
    ])
  }
}
