import Language
import Statistics

/// What a baseline keeps of each column by default.
package struct ColumnProfile: Sendable {
  package let name: String
  package let types: TypeCounts
  package let moments: Moments
  package let quantiles: QuantileSketch
  package let distinct: DistinctCount
  package let categories: CategoryCounts

  /// The type that the values speak for; nil where none is present.
  package var type: ColumnType? { ColumnType(types) }

  /// Every value is different, as keys are, as far as can be known: beyond an exact count, the estimate
  /// is at most two standard errors short of the values present.
  package var isKey: Bool {
    let present = Double(types.present)
    guard types.present > 20, type != .fractional else { return false }
    if distinct.isExact { return distinct.estimate == present }
    return distinct.estimate >= present * (1 - distinct.relativeError * 2 / 3)
  }

  /// The statistics of a column as metrics read them where nothing more is said.
  package struct Readings: Sendable {
    package let presence: Reading<Presence>
    package let types: Reading<TypeCounts>
    package let moments: Reading<Moments>
    package let quantiles: Reading<QuantileSketch>
    package let distinct: Reading<DistinctCount>
    package let categories: Reading<CategoryCounts>

    package init(_ column: String) {
      let expression = RowExpression(column: column, .generated)
      presence = Reading(over: expression, where: nil)
      types = Reading(over: expression, where: nil)
      moments = Reading(over: expression, where: nil)
      quantiles = Reading(QuantileSketch.Parameters(), over: [expression], where: nil)
      distinct = Reading(over: expression, where: nil)
      categories = Reading(CategoryCounts.Parameters(), over: [expression], where: nil)
    }
  }

  /// What must be gathered for a column's profile.
  package static func requests(_ column: String) -> [StatisticRequest] {
    let readings = Readings(column)
    return [
      readings.presence.request, readings.types.request, readings.moments.request,
      readings.quantiles.request, readings.distinct.request, readings.categories.request,
    ]
  }

  /// The profile of a column, or nil where something of it was not gathered.
  package init?(_ column: String, from gathered: Gathered) {
    let readings = Readings(column)
    guard let types = gathered[readings.types], let moments = gathered[readings.moments],
      let quantiles = gathered[readings.quantiles], let distinct = gathered[readings.distinct],
      let categories = gathered[readings.categories]
    else { return nil }
    name = column
    self.types = types
    self.moments = moments
    self.quantiles = quantiles
    self.distinct = distinct
    self.categories = categories
  }
}

/// What a baseline keeps of a data set.
package struct DatasetProfile: Sendable {
  package let records: Int
  package let columns: [ColumnProfile]

  package init(records: Int, columns: [ColumnProfile]) {
    self.records = records
    self.columns = columns
  }

  package init(_ gathered: Gathered) {
    records = gathered.records
    columns = gathered.schema.columns.compactMap { column in
      column.isBeside ? nil : ColumnProfile(column.name, from: gathered)
    }
  }

  package static func requests(_ columns: [String]) -> [StatisticRequest] {
    let rows = Reading<RowCount>(NoParameters(), over: [], where: nil)
    return [rows.request] + columns.flatMap(ColumnProfile.requests)
  }
}

extension SourceSpan {
  /// The place of what no person wrote.
  package static let generated = SourceSpan(SourceFile(path: "generated", bytes: []), 0, 0)
}
