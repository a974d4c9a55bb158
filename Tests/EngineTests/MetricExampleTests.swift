import Engine
import Foundation
import Metrics
import Testing

struct MetricExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let example: Example
    var testDescription: String { example.expression }
  }

  static let cases = Catalogue.standard.all.flatMap { $0.examples }.map(Case.init)

  @Test("Every example has the value that it states", arguments: cases)
  func example(_ testCase: Case) async {
    let example = testCase.example
    for cut in [Cut(rowsPerPiece: 1, threads: 3), Cut(rowsPerPiece: 1000, threads: 1)] {
      let value = await value(
        of: example.expression, over: example.rows, against: example.baseline,
        task: example.task, attributions: example.attributions, cut: cut)
      #expect(value.json == example.value, "\(example.expression) over \(example.rows)")
    }
  }

  @Test("Every metric says what it is, how it is computed, and gives an example")
  func documented() {
    for metric in Catalogue.standard.all {
      let name = metric.signature.name
      #expect(metric.documentation.summary.hasSuffix("."), "\(name)")
      #expect(!metric.documentation.formula.isEmpty, "\(name)")
      #expect(!metric.examples.isEmpty, "\(name)")
      #expect(
        metric.examples.allSatisfy { $0.expression.contains(name) }, "an example calls \(name)")
    }
  }

  @Test("Every metric that a source file declares is in the catalogue")
  func listed() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Metrics")
    let listed = Set(Catalogue.standard.all.map { "\($0)" })
    var declared: Set<String> = []
    let files = try #require(
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?m)^(?:package )?struct (\w+): \w*Metric \{/) {
        declared.insert(String(match.1))
      }
    }
    #expect(declared.count > 10)
    #expect(declared == listed)
  }

  @Test("The examples cover every result type, and metrics that ask the baseline have one")
  func baselines() {
    for metric in Catalogue.standard.all where metric.documentation.unknown[.noBaseline] != nil {
      #expect(metric.examples.contains { $0.baseline != nil }, "\(metric.signature.name)")
    }
  }
}
