import Engine
import Statistics

/// The records of a source with columns more, of what a model says of each.
package final class PredictedSource: Source {
  private let source: any Source
  private let added: [PredictedColumn]
  /// The model's features, all among the source's columns.
  private let features: [String]
  private let predictor: Predictor

  package init(
    _ source: any Source, adding added: [PredictedColumn], features: [String],
    predictor: Predictor
  ) {
    self.source = source
    self.added = added
    self.features = features
    self.predictor = predictor
  }

  package var columns: [String] { source.columns + added.map(\.name) }
  package var warnings: [String] { source.warnings }
  package var sections: [String: String] { source.sections }
  package var captureTime: String? { source.captureTime }
  package var names: [String] { source.names }
  package var progress: (read: Int, total: Int?) { source.progress }

  package func next() throws(ReadError) -> Piece? { try source.next() }

  package func readers(columns wanted: [Int]) -> @Sendable () -> any Reader {
    let columns = source.columns
    guard wanted.contains(where: { $0 >= columns.count }) else {
      return source.readers(columns: wanted)
    }
    let places = features.compactMap { columns.firstIndex(of: $0) }
    var inner = wanted.filter { $0 < columns.count }
    for place in places where !inner.contains(place) { inner.append(place) }
    let layout = PredictingReader.Layout(
      wanted: wanted.map { place in
        inner.firstIndex(of: place).map { .read($0) } ?? .made(added[place - columns.count])
      },
      features: places.compactMap { inner.firstIndex(of: $0) }, inner: inner.count)
    let make = source.readers(columns: inner)
    return { [predictor] in PredictingReader(make(), layout, predictor) }
  }
}

/// Reads blocks and asks for their predictions.
final class PredictingReader: Reader {
  struct Layout: Sendable {
    enum Place: Sendable {
      /// Where it stands in the blocks that are read.
      case read(Int)
      case made(PredictedColumn)
    }

    let wanted: [Place]
    let features: [Int]
    /// Columns of the blocks that are read.
    let inner: Int
  }

  private let reader: any Reader
  private let layout: Layout
  private let predictor: Predictor
  private var block: ColumnBlock
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
      let answers = try predictor.predictions(
        layout.features.map { self.block.columns[$0] }, rows: self.block.rows)
      block.rows = self.block.rows
      for (index, place) in layout.wanted.enumerated() {
        switch place {
        case .read(let column): block.columns[index] = self.block.columns[column]
        case .made(let column): column.fill(block.columns[index], answers)
        }
      }
      return true
    } catch {
      failure = error
      return false
    }
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
