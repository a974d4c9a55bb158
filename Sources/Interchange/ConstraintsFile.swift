import Engine

/// `constraints.json` in the shape that Amazon SageMaker Model Monitor writes.
package enum ConstraintsFile {
  /// Text columns of at most so many values get a domain.
  private static let mostDomainValues = 20

  package static func json(_ profile: DatasetProfile) -> JSON {
    .object([
      "version": .number(0),
      "features": .array(profile.columns.map { feature($0, profile.records) }),
      "monitoring_config": .object([
        "evaluate_constraints": .string("Enabled"),
        "emit_metrics": .string("Enabled"),
        "datatype_check_threshold": .number(1),
        "domain_content_threshold": .number(1),
        "distribution_constraints": .object([
          "perform_comparison": .string("Enabled"),
          "comparison_threshold": .number(0.1),
          "comparison_method": .string("Robust"),
        ]),
      ]),
    ])
  }

  private static func feature(_ column: ColumnProfile, _ records: Int) -> JSON {
    let completeness = records == 0 ? 0 : Double(column.types.present) / Double(records)
    let isNumeric = column.type?.isNumeric ?? false
    let domain = column.type == .string ? column.smallDomain(atMost: mostDomainValues) : nil
    return .object([
      "name": .string(column.name), "inferred_type": .string(column.serviceType),
      "completeness": .number(completeness),
      "num_constraints": isNumeric
        ? .object(["is_non_negative": .boolean((column.moments.minimum ?? 0) >= 0)]) : nil,
      "string_constraints": domain.map { .object(["domains": .array($0.map(JSON.string))]) },
    ])
  }
}

extension ColumnProfile {
  /// All values in order of their text, where there are at most so many and the count is exact.
  func smallDomain(atMost limit: Int) -> [String]? {
    guard categories.isExact, categories.categories.count <= limit, !categories.categories.isEmpty
    else { return nil }
    return categories.categories.map { String(decoding: $0.text, as: UTF8.self) }.sorted()
  }
}
