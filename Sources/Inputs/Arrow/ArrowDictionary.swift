internal import Engine
internal import Statistics
internal import Synchronization

/// The values that indices of columns refer to: those of a batch, and of the batches that were added
/// to it.
///
/// Batches are added by the thread that reads, and decoded by the first that asks. Values never
/// change: a batch that replaces others makes a new dictionary.
final class ArrowDictionary: Sendable {
  /// A dictionary as it was when a batch came: what is added later does not exist for it.
  struct Snapshot: Sendable {
    let dictionary: ArrowDictionary
    fileprivate let batches: Int
    /// Values.
    let count: Int

    /// The values, and perhaps such as were added later.
    func values(of field: ArrowField) throws(ArrowDamage) -> Values {
      try dictionary.values(of: field, batches)
    }
  }

  struct Values: Sendable {
    fileprivate(set) var kinds: [CellKind] = []
    fileprivate(set) var numbers: [Double] = []
    fileprivate(set) var cells = TextCells()
    /// Those whose text was not UTF-8.
    fileprivate(set) var repaired: Set<Int> = []
    fileprivate var batches = 0
  }

  private struct State {
    var batches: [ArrowBatch] = []
    var count = 0
    var values = Values()
  }

  private let state = Mutex(State())

  /// Adds the values of a batch; what is the dictionary then.
  func add(_ batch: ArrowBatch) -> Snapshot {
    state.withLock { state in
      state.batches.append(batch)
      state.count += batch.layout.rows
      return Snapshot(dictionary: self, batches: state.batches.count, count: state.count)
    }
  }

  private func values(of field: ArrowField, _ batches: Int) throws(ArrowDamage) -> Values {
    let result: Result<Values, ArrowDamage> = state.withLock { state in
      do throws(ArrowDamage) {
        while state.values.batches < batches {
          try state.values.add(state.batches[state.values.batches], field)
        }
        return .success(state.values)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

extension ArrowDictionary.Values {
  fileprivate mutating func add(_ batch: ArrowBatch, _ field: ArrowField) throws(ArrowDamage) {
    let rows = batch.layout.rows
    guard rows <= batch.count(field.values) else {
      throw ArrowDamage("a dictionary has fewer values than it says", at: batch.offset)
    }
    let column = Column()
    var mended: [Int] = []
    try ArrowColumnValues.values(of: field.values, in: batch)
      .fill(column, ArrowRows(0..<rows), repaired: &mended)
    repaired.formUnion(mended.map { $0 + kinds.count })
    kinds += column.kinds
    numbers += column.numbers
    let added = column.cells
    guard cells.buffer.count + added.buffer.count <= Int(UInt32.max) else {
      throw ArrowDamage("not yet: a dictionary of more than 4 GiB", at: batch.offset)
    }
    let base = UInt32(cells.buffer.count)
    cells.buffer += added.buffer
    cells.starts += added.starts.map { $0 &+ base }
    cells.lengths += added.lengths
    batches += 1
  }
}

extension ArrowField {
  /// The only field of a dictionary's batches: its values.
  var values: ArrowField {
    ArrowField(
      name: name, type: type, dictionary: nil, children: [], node: 0, buffer: 0, views: 0)
  }
}
