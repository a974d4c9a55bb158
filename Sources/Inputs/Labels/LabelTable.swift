internal import Engine
internal import Synchronization

/// The label of each id, in blocks in order of the ids' hashes: in memory, or in a temporary file.
///
/// Read by any number of threads. In a file, a look-up reads one block of some thousand bytes; in
/// memory stay 24 bytes a block.
final class LabelTable: Sendable {
  private enum Storage: Sendable {
    case memory([UInt8])
    case file(TemporaryFile)
  }

  private struct Fence {
    /// Of the block's first label.
    let hash: UInt64
    let offset: Int
    /// Number of its first label.
    let number: Int
  }

  private let storage: Storage
  private let fences: [Fence]
  private let length: Int
  /// Ids that have a label.
  let count: Int

  private init(_ storage: Storage, _ fences: [Fence], length: Int, count: Int) {
    self.storage = storage
    self.fences = fences
    self.length = length
    self.count = count
  }

  /// The hash of an id: another one in each run, so that no sender of ids can make them collide, and
  /// nothing that is shown depends on it (SipHash-1-3).
  static func hash(_ id: UnsafeRawBufferPointer) -> UInt64 {
    var hasher = Hasher()
    unsafe hasher.combine(bytes: id)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  /// Makes a table of labels that come in order, one an id.
  struct Writer {
    private let file: TemporaryFile?
    private let blockBytes: Int
    private var bytes: [UInt8] = []
    private var written = 0
    private var fences: [Fence] = []
    private var count = 0

    /// - Parameter folder: of the temporary file; nil to keep all in memory.
    init(folder: String?) throws(ReadError) {
      file = try folder.map { (folder) throws(ReadError) in try TemporaryFile(in: folder) }
      blockBytes = file == nil ? 1 << 10 : 8 << 10
    }

    mutating func add(_ entry: LabelEntry, undecided: Bool) throws(ReadError) {
      let offset = written + bytes.count
      if offset >= (fences.last?.offset ?? -blockBytes) + blockBytes {
        fences.append(Fence(hash: entry.hash, offset: offset, number: count))
        if file != nil, bytes.count >= 32 * blockBytes { try flush() }
      }
      entry.append(to: &bytes, undecided: undecided)
      count += 1
    }

    mutating func finish() throws(ReadError) -> LabelTable {
      let length = written + bytes.count
      guard let file else {
        return LabelTable(.memory(bytes), fences, length: length, count: count)
      }
      try flush()
      return LabelTable(.file(file), fences, length: length, count: count)
    }

    private mutating func flush() throws(ReadError) {
      try file?.write(bytes, at: written)
      written += bytes.count
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Memory of a reader: the block that it read last.
  struct Block {
    fileprivate var number = -1
    fileprivate var bytes: [UInt8] = []
  }

  /// Looks an id up.
  ///
  /// - Parameter take: gets the label and its number, from 0; not called where there is none.
  /// - Complexity: O(log labels), and one block.
  func find(
    _ id: UnsafeRawBufferPointer, _ block: inout Block, _ take: (LabelEntry, Int) -> Void
  ) throws(ReadError) {
    let hash = unsafe LabelTable.hash(id)
    // The last block that begins before the hash; labels of one hash may go on in the next.
    var (low, high) = (0, fences.count)
    while low < high {
      let middle = (low + high) / 2
      if fences[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    var number = max(low - 1, 0)
    while number < fences.count, number == max(low - 1, 0) || fences[number].hash <= hash {
      var isPast = false
      try each(in: number, &block) { entry, index in
        if entry.hash > hash { isPast = true }
        guard entry.hash == hash, unsafe entry.hasID(id) else { return !isPast }
        take(entry, index)
        isPast = true
        return false
      }
      if isPast { return }
      number += 1
    }
  }

  /// Gives all labels with their numbers.
  func forEach(_ take: (LabelEntry, Int) -> Void) throws(ReadError) {
    var block = Block()
    for number in fences.indices {
      try each(in: number, &block) { entry, index in
        take(entry, index)
        return true
      }
    }
  }

  /// Gives the labels of a block with their numbers, until told to stop.
  private func each(
    in number: Int, _ block: inout Block, _ take: (LabelEntry, Int) -> Bool
  ) throws(ReadError) {
    let start = fences[number].offset
    let end = number + 1 < fences.count ? fences[number + 1].offset : length
    switch storage {
    case .memory(let bytes): walk(bytes, start, end, fences[number].number, take)
    case .file(let file):
      if block.number != number {
        block.number = -1
        block.bytes = try file.read(start..<end)
        block.number = number
      }
      walk(block.bytes, 0, end - start, fences[number].number, take)
    }
  }

  private func walk(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ first: Int, _ take: (LabelEntry, Int) -> Bool
  ) {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var (position, index) = (start, first)
      while position < end {
        let entry = unsafe LabelEntry(at: base + position)
        if !take(entry, index) { return }
        position += entry.length
        index += 1
      }
    }
  }
}
