import Engine
import Interchange
import JSONText

/// Global attributions as `analysis.json` holds them.
enum PublishedAttributions {
  /// What a file says; nil where it is another.
  static func read(_ path: String) throws -> ExplainabilityAnalysis? {
    guard path.hasSuffix(".json"), Files.exists(path), !Files.isFolder(path),
      let json = try? JSON(parsing: try Files.read(path, "file")),
      ExplainabilityAnalysis.isHeld(by: json)
    else { return nil }
    do throws(ForeignFile) {
      let analysis = try ExplainabilityAnalysis(json)
      for remark in analysis.remarks.prefix(10) { Console.error("warning: \(path): \(remark)") }
      return analysis
    } catch {
      throw CommandFailure.arguments("\(path): \(error)")
    }
  }

  /// Gives a baseline what it lacks of the attributions that rules compare.
  static func fill(
    _ gathered: inout Gathered, from analysis: ExplainabilityAnalysis,
    for sources: [AttributionSource]
  ) {
    let values = Dictionary(
      analysis.features.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    for source in sources {
      for (index, feature) in source.features.enumerated() {
        let reading = source.reading(index, where: nil)
        guard reading.estimate(in: gathered) == nil,
          let value = values[feature.name] ?? values[feature.column]
        else { continue }
        reading.set(global: value, in: &gathered)
      }
      if let request = ExplanationRequest(source, where: nil),
        !gathered.holds(request.sample.request)
      {
        gathered.set(request.emptySample, for: request.sample)
      }
    }
  }

  /// The document of what was gathered; nil where that lacks a feature.
  static func analysis(
    _ source: AttributionSource, in gathered: Gathered, expected: Double?
  ) -> ExplainabilityAnalysis? {
    let features = source.features.enumerated().compactMap { index, feature in
      source.reading(index, where: nil).estimate(in: gathered).flatMap { estimate in
        estimate.value.isFinite
          ? ExplainabilityAnalysis.Feature(feature.name, estimate.value) : nil
      }
    }
    guard features.count == source.features.count, !features.isEmpty else { return nil }
    return ExplainabilityAnalysis(
      label: "label\(source.kernel?.output ?? 0)", features, expected: expected)
  }
}
