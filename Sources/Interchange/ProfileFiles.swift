import Engine

/// `statistics.json` of a profile.
package enum StatisticsFile {
  package static func json(_ profile: DatasetProfile) -> JSON { ServiceStatistics(profile).json }
}

/// `constraints.json` of a profile.
package enum ConstraintsFile {
  package static func json(_ profile: DatasetProfile) -> JSON { ServiceConstraints(profile).json }
}
