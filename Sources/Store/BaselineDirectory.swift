import Engine
import Statistics

/// The folder that `tidemark baseline` writes, by the names of its files.
package enum BaselineDirectory {
  package static let states = "baseline.tidestate"
  package static let statistics = "statistics.json"
  package static let constraints = "constraints.json"
  /// Bias metrics in the service's format.
  package static let analysis = "analysis.json"
  /// A model's errors on held-out data: their states, the service's files of them, and the record of
  /// the run that made them.
  package static let qualityStates = "quality.tidestate"
  package static let qualityStatistics = "quality_statistics.json"
  package static let qualityConstraints = "quality_constraints.json"
  package static let qualityRun = "quality_run.json"
  /// The record of the run that read the training data.
  package static let run = "run.json"
  /// Generated rules, to be edited.
  package static let rules = "rules.tide"
  /// The same untouched: base of the next merge.
  package static let suggested = "suggested.tide"

  /// The types of the columns, as their values speak for them, in the schema of what was gathered.
  package static func typed(_ gathered: Gathered) -> Gathered {
    var result = gathered
    let profile = DatasetProfile(gathered)
    let types = Dictionary(
      profile.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    result.schema = Schema(
      gathered.schema.columns.map {
        Schema.Column($0.name, types[$0.name] ?? nil, isBeside: $0.isBeside)
      })
    return result
  }
}
