internal import Engine

/// What readers are given of Arrow data: rows of batches.
struct ArrowPiece: Sendable {
  struct Part: Sendable {
    let batch: ArrowBatch
    let rows: Range<Int>
    /// The wanted columns in the order of blocks; nil for one that the data lack.
    let columns: [ArrowColumn?]
  }

  var parts: [Part] = []
}
