import Engine
import Statistics

/// The records of a source with a column more: what a model says of each.
package final class PredictedSource: Source {
  private let source: any Source
  private let column: String
  /// The model's features, all among the source's columns.
  private let features: [String]
  private let predictor: Predictor

  package init(
    _ source: any Source, column: String, features: [String], predictor: Predictor
  ) {
    self.source = source
    self.column = column
    self.features = features
    self.predictor = predictor
  }

  package var columns: [String] { source.columns + [column] }
  package var warnings: [String] { source.warnings }
  package var sections: [String: String] { source.sections }
  package var captureTime: String? { source.captureTime }
  package var names: [String] { source.names }
  package var progress: (read: Int, total: Int?) { source.progress }

  package func next() throws(ReadError) -> Piece? { try source.next() }

  package func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
    let columns = source.columns
    let added = columns.count
    guard wanted.contains(added) else { return source.readers(columns: wanted) }
    let places = features.compactMap { columns.firstIndex(of: $0) }
    var inner = wanted.filter { $0 != added }
    for place in places where !inner.contains(place) { inner.append(place) }
    let layout = PredictingReader.Layout(
      wanted: wanted.map { inner.firstIndex(of: $0) },
      features: places.compactMap { inner.firstIndex(of: $0) }, inner: inner.count)
    let make = source.readers(columns: inner)
    return { [predictor] in PredictingReader(make(), layout, predictor) }
  }
}

/// Reads blocks and asks for their predictions.
final class PredictingReader: Reader {
  struct Layout: Sendable {
    /// Where each wanted column stands in the blocks that are read; nil for the predictions.
    let wanted: [Int?]
    let features: [Int]
    /// Columns of the blocks that are read.
    let inner: Int
  }

  private let reader: any Reader
  private let layout: Layout
  private let predictor: Predictor
  private var block: ColumnBlock
  private let predictions = Column()
  private var failure: ModelFailure?

  init(_ reader: any Reader, _ layout: Layout, _ predictor: Predictor) {
    self.reader = reader
    self.layout = layout
    self.predictor = predictor
    block = ColumnBlock(columns: (0..<layout.inner).map { _ in Column() })
  }

  func open(_ piece: Piece) { reader.open(piece) }

  func next(into block: inout ColumnBlock) -> Bool {
    guard failure == nil, reader.next(into: &self.block) else { return false }
    do throws(ModelFailure) {
      let values = try predictor.predictions(
        layout.features.map { self.block.columns[$0] }, rows: self.block.rows)
      predictions.fill(
        kinds: values.map { $0 == $0.rounded() ? .integral : .fractional }, numbers: values)
    } catch {
      failure = error
      return false
    }
    block.rows = self.block.rows
    for (index, place) in layout.wanted.enumerated() {
      block.columns[index] = place.map { self.block.columns[$0] } ?? predictions
    }
    return true
  }

  func takeMalformed() -> MalformedRecords {
    var malformed = reader.takeMalformed()
    if let failure {
      malformed.failure =
        malformed.failure
        ?? ReadError(
          path: "model", "it gave no predictions: \(failure.reason)", countsForNothing: true)
    }
    return malformed
  }
}
