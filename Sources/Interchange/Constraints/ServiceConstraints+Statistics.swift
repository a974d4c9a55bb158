extension ServiceConstraints {
  /// What holds of data of which only the service's statistics are at hand.
  package init(_ statistics: ServiceStatistics) {
    version = 0
    features = statistics.features.map { known in
      var feature = Feature(name: known.name, inferredType: known.inferredType)
      if let common = known.common, let present = common.present, let missing = common.missing {
        feature.completeness =
          present + missing == 0 ? 0 : Double(present) / Double(present + missing)
      }
      if let minimum = known.numerical?.minimum { feature.isNonNegative = minimum >= 0 }
      return feature
    }
    monitoring = .standard
  }
}
