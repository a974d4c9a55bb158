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

  /// What indices stand for.
  struct Values: Sendable {
    /// Of which dictionary: nil where there is none.
    fileprivate var identity: ObjectIdentifier?
    fileprivate(set) var kinds: [CellKind] = []
    fileprivate(set) var numbers: [Double] = []
    fileprivate(set) var cells = TextCells()
    /// Those whose text was not UTF-8.
    fileprivate(set) var repaired: Set<Int> = []
    /// Whether a value is a missing one.
    fileprivate(set) var hasMissing = false
    fileprivate var batches = 0
  }

  /// Of a batch: their texts then are within 4 GiB.
  fileprivate static let mostValues = 1 << 26

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
    let identity = ObjectIdentifier(self)
    let result: Result<Values, ArrowDamage> = state.withLock { state in
      do throws(ArrowDamage) {
        state.values.identity = identity
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
    guard rows <= ArrowDictionary.mostValues else {
      throw ArrowDamage(
        "not yet: a dictionary of more than \(ArrowDictionary.mostValues) values", at: batch.offset)
    }
    let column = Column()
    var mended: [Int] = []
    try ArrowColumnValues.values(of: field.values, in: batch)
      .fill(column, ArrowRows(0..<rows), repaired: &mended)
    repaired.formUnion(mended.map { $0 + kinds.count })
    kinds += column.kinds
    hasMissing = hasMissing || column.kinds.contains(.missing)
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

extension ArrowDictionary.Values: WordMeaning {
  func values(of cells: StoredCells) -> (kinds: [CellKind], numbers: [Double]) {
    var found = (kinds: [CellKind](), numbers: [Double]())
    found.kinds.reserveCapacity(cells.count)
    found.numbers.reserveCapacity(cells.count)
    for row in 0..<cells.count {
      let index = index(row, cells)
      found.kinds.append(index.map { kinds[$0] } ?? .missing)
      found.numbers.append(index.map { numbers[$0] } ?? .nan)
    }
    return found
  }

  func texts(of cells: StoredCells) -> TextCells? {
    var texts = TextCells(
      buffer: self.cells.buffer, starts: [UInt32](repeating: 0, count: cells.count),
      lengths: [Int32](repeating: -1, count: cells.count))
    for row in 0..<cells.count {
      guard let index = index(row, cells) else { continue }
      texts.starts[row] = self.cells.starts[index]
      texts.lengths[row] = self.cells.lengths[index]
    }
    return texts
  }

  @inline(__always)
  private func index(_ row: Int, _ cells: StoredCells) -> Int? {
    cells.missing?[row] ?? false ? nil : Int(truncatingIfNeeded: cells.words[row])
  }

  /// A dictionary that has got more values since tells the same by other ones.
  func isSame(as other: any WordMeaning) -> Bool {
    guard let other = other as? ArrowDictionary.Values else { return false }
    return identity == other.identity && batches == other.batches
  }
}

extension ArrowField {
  /// The only field of a dictionary's batches: its values.
  var values: ArrowField {
    ArrowField(
      name: name, type: type, dictionary: nil, children: [], node: 0, buffer: 0, views: 0)
  }
}
