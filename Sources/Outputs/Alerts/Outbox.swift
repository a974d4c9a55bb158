import Engine

/// Messages that are not delivered yet, in a file that outlives the program.
///
/// A message is on the disk before it is first sent, and is struck out once its sink has it: after
/// any crash it is sent again, under the same id. The file is a log of `OutboxRecord`s, put in
/// order when a delivery ends. Each operation locks the folder's outbox, so that several runs may
/// share it.
package struct Outbox: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  package var path: String { folder + "/outbox" }
  package var isEmpty: Bool { !DurableFile.exists(path) }

  package struct Contents: Sendable, Equatable {
    /// In the order in which they were queued.
    package var entries: [OutboxEntry] = []
    /// Where the bytes are that could not be read, and how many lines they are.
    package var damage: String?
  }

  /// What is kept. A damaged file is moved aside, never overwritten, and its sound lines stay.
  package func contents() throws(FileFailure) -> Contents {
    if isEmpty { return Contents() }
    return try locked { () throws(FileFailure) in try read() }
  }

  /// Keeps messages; those that are kept already stand once.
  package func add(_ entries: [OutboxEntry]) throws(FileFailure) {
    try DurableFile.makeFolder(folder)
    try locked { () throws(FileFailure) in
      try DurableFile.writeIfAbsent("*\n", to: folder + "/.gitignore")
      var known = Set(try read().entries.map(\.key))
      let new = entries.filter { known.insert($0.key).inserted }
      try DurableFile.append(new.flatMap { OutboxRecord.queued($0).line }, to: path, syncs: true)
    }
  }

  package func strike(_ key: OutboxEntry.Key) throws(FileFailure) {
    // Not synchronized: losing this line costs a repeat with the same id, not an alert.
    try append(.delivered(key), syncs: false)
  }

  package func note(_ key: OutboxEntry.Key, failed reason: String) throws(FileFailure) {
    try append(.failed(key, reason: reason), syncs: false)
  }

  /// Rewrites the file without what is done; removes it when nothing is left.
  package func compact() throws(FileFailure) {
    if isEmpty { return }
    try locked { () throws(FileFailure) in
      let entries = try read().entries
      try write(entries)
    }
  }

  /// Taken by the run that delivers what others left, so that no two do; nil when one does.
  package func claimDelivery() throws(FileFailure) -> FileLock? {
    try DurableFile.makeFolder(folder)
    return try FileLock(folder + "/delivery.lock", waits: false)
  }

  // MARK: Under the lock

  private func locked<Result>(
    _ body: () throws(FileFailure) -> Result
  ) throws(FileFailure) -> Result {
    let lock = try FileLock(folder + "/outbox.lock", waits: true)
    defer { lock?.release() }
    return try body()
  }

  private func append(_ record: OutboxRecord, syncs: Bool) throws(FileFailure) {
    try locked { () throws(FileFailure) in
      try DurableFile.append(record.line, to: path, syncs: syncs)
    }
  }

  private func read() throws(FileFailure) -> Contents {
    guard let bytes = try DurableFile.read(path) else { return Contents() }
    var (contents, damaged) = Outbox.decode(bytes)
    guard damaged > 0 else { return contents }
    var number = 1
    while DurableFile.exists("\(path).damaged-\(number)") { number += 1 }
    let aside = "\(path).damaged-\(number)"
    try DurableFile.replace(aside, with: bytes)
    try write(contents.entries)
    contents.damage =
      "\(damaged) line\(damaged == 1 ? "" : "s") of the kept alerts \(damaged == 1 ? "is" : "are")"
      + " damaged; they are in \(aside), \(contents.entries.count) could be read"
    return contents
  }

  private func write(_ entries: [OutboxEntry]) throws(FileFailure) {
    guard !entries.isEmpty else { return try DurableFile.remove(path) }
    let lines = entries.flatMap { entry in
      OutboxRecord.queued(entry).line
        + (entry.problem.map { OutboxRecord.failed(entry.key, reason: $0).line } ?? [])
    }
    try DurableFile.replace(path, with: lines)
  }

  /// What lines say; those that are damaged, or cut off at the end, are counted and passed over.
  static func decode(_ bytes: [UInt8]) -> (contents: Contents, damaged: Int) {
    var entries: [OutboxEntry.Key: (place: Int, entry: OutboxEntry)] = [:]
    var damaged = 0
    for (place, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let isCutOff = line.endIndex == bytes.endIndex
      guard !isCutOff, let record = OutboxRecord(line) else {
        damaged += 1
        continue
      }
      switch record {
      case .queued(let entry): entries[entry.key] = (entries[entry.key]?.place ?? place, entry)
      case .failed(let key, let reason): entries[key]?.entry.problem = reason
      case .delivered(let key): entries[key] = nil
      }
    }
    let inOrder = entries.values.sorted { $0.place < $1.place }.map(\.entry)
    return (Contents(entries: inOrder), damaged)
  }
}
