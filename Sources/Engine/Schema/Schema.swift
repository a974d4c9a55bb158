/// The columns of a data set: their names in order, and what is known of each.
package struct Schema: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package let name: String
    /// Nil where no value was seen, or before the data are read.
    package var type: ColumnType?

    /// Of captured records: what is known of the request rather than sent to the model or given by it
    /// (metadata and ground truth). Sets of columns and their counts leave it out.
    package let isBeside: Bool

    /// Every value that was seen is known to be of the type: no number stands among texts.
    package let isUniform: Bool

    package init(
      _ name: String, _ type: ColumnType? = nil, isBeside: Bool = false, isUniform: Bool = false
    ) {
      self.name = name
      self.type = type
      self.isBeside = isBeside
      self.isUniform = isUniform
    }
  }

  package private(set) var columns: [Column]
  private var positions: [String: Int]

  package init(_ columns: [Column]) {
    self.columns = columns
    positions = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Columns of which only the names are known.
  ///
  /// - Parameter sections: the part of captured records that each is of.
  package init(names: [String], sections: [String: String] = [:]) {
    self.init(
      names.map { Column($0, isBeside: ["meta", "truth"].contains(sections[$0])) })
  }

  package subscript(name: String) -> Column? { positions[name].map { columns[$0] } }
  package func position(of name: String) -> Int? { positions[name] }
  package var names: [String] { columns.map(\.name) }
}
