import Engine

extension ServiceConstraints {
  /// Text columns of at most so many values get a domain.
  private static let mostDomainValues = 20

  /// What holds of the profiled data, as the service would suggest it.
  package init(_ profile: DatasetProfile) {
    version = 0
    features = profile.columns.map { column in
      var feature = Feature(name: column.name, inferredType: column.serviceType)
      feature.completeness =
        profile.records == 0 ? 0 : Double(column.types.present) / Double(profile.records)
      if column.type?.isNumeric ?? false {
        feature.isNonNegative = (column.moments.minimum ?? 0) >= 0
      }
      if column.type == .string {
        feature.domains = column.smallDomain(atMost: Self.mostDomainValues)
      }
      return feature
    }
    monitoring = .standard
  }
}
