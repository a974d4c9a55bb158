internal import Engine
internal import Statistics

/// Reads inputs of several formats, each piece with the reader of its format.
final class MixedReader: Reader {
  private let kinds: [RecordKind]
  private let make: (RecordKind) -> any Reader
  private var readers: [RecordKind: any Reader] = [:]
  private var current: (any Reader)?
  private var kind: RecordKind?
  private var before: MalformedRecords?

  /// - Parameter kinds: of the inputs, by their number.
  init(_ kinds: [RecordKind], make: @escaping (RecordKind) -> any Reader) {
    self.kinds = kinds
    self.make = make
  }

  func open(_ piece: Piece) {
    let next = kinds[piece.source]
    if kind != next, let current { before = joined(before, current.takeMalformed()) }
    kind = next
    let reader = readers[next] ?? make(next)
    readers[next] = reader
    current = reader
    reader.open(piece)
  }

  func next(into block: inout ColumnBlock) -> Bool { current?.next(into: &block) ?? false }

  func takeMalformed() -> MalformedRecords {
    let taken = joined(before, current?.takeMalformed() ?? MalformedRecords())
    before = nil
    return taken
  }

  /// Formats change only where inputs do, so that lines of the second count anew.
  private func joined(_ first: MalformedRecords?, _ second: MalformedRecords) -> MalformedRecords {
    guard let first else { return second }
    var joined = second
    joined.records = first.records + second.records
    joined.invalidUTF8 += first.invalidUTF8
    joined.failure = first.failure ?? second.failure
    joined.unlisted = first.unlisted + second.unlisted
    joined.labels = first.labels.followed(by: second.labels)
    joined.clock = first.clock.followed(by: second.clock)
    return joined
  }
}

/// How an input's records are read.
enum RecordKind { case csv, objects, captures, arrow }
