/// How one input's records are laid out, and where the run's columns are in them.
struct CSVLayout {
  let dialect: CSVDialect
  /// Fields of a record.
  let fieldCount: Int
  /// For each column of the run, which field it is; nil where this input lacks it.
  let fields: [Int?]
}
