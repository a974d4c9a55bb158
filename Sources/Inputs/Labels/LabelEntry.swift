internal import Engine

/// A label as it lies in memory and in temporary files: a head of fixed size, id, data.
///
/// A view of bytes that someone else holds, and valid as long as they are.
@safe struct LabelEntry {
  private let base: UnsafeRawPointer

  /// Bytes before the id.
  static let head = 32

  @unsafe init(at base: UnsafeRawPointer) { unsafe self.base = unsafe base }

  /// Bytes of all of it.
  var length: Int { Int(load(0, as: UInt32.self)) }
  var hash: UInt64 { load(8, as: UInt64.self) }
  /// When it was collected: the hour since 1970-01-01T00:00Z; nil where its path does not say.
  var hour: Int? {
    let hour = load(16, as: Int32.self)
    return hour == .min ? nil : Int(hour)
  }
  /// Which of the inputs holds it.
  var source: Int { Int(load(20, as: UInt32.self)) }
  var line: Int { Int(load(24, as: UInt32.self)) }
  var isJSON: Bool { load(28, as: UInt8.self) != 0 }
  /// Whether others of its id disagree, and none of them is the latest.
  var isUndecided: Bool { load(29, as: UInt8.self) != 0 }

  var id: UnsafeRawBufferPointer { unsafe text(LabelEntry.head, idLength) }
  var data: UnsafeRawBufferPointer {
    unsafe text(LabelEntry.head + idLength, length - LabelEntry.head - idLength)
  }

  private var idLength: Int { Int(load(4, as: UInt32.self)) }

  private func text(_ offset: Int, _ count: Int) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base + offset, count: count)
  }

  @inline(__always)
  private func load<Value: BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
    unsafe base.loadUnaligned(fromByteOffset: offset, as: type)
  }

  /// Where in the data a label came from, the earlier input first.
  var place: LabelPlace { LabelPlace(source: source, line: line) }

  /// By hash, id, the latest first, then by place: whatever the order in which labels came.
  func precedes(_ other: LabelEntry) -> Bool {
    if hash != other.hash { return hash < other.hash }
    let order = unsafe LabelEntry.compare(id, other.id)
    if order != 0 { return order < 0 }
    if hour != other.hour { return (hour ?? .min) > (other.hour ?? .min) }
    return place < other.place
  }

  func hasID(of other: LabelEntry) -> Bool {
    guard hash == other.hash else { return false }
    return unsafe LabelEntry.compare(id, other.id) == 0
  }

  func hasID(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe LabelEntry.compare(id, bytes) == 0
  }

  private static func compare(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer
  ) -> Int {
    var index = 0
    let shared = min(a.count, b.count)
    while index < shared {
      let (x, y) = unsafe (a[index], b[index])
      if x != y { return x < y ? -1 : 1 }
      index += 1
    }
    return a.count - b.count
  }

  /// Adds the bytes of all of it to some others.
  func append(to bytes: inout [UInt8], undecided: Bool = false) {
    let start = bytes.count
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: base, count: length))
    if undecided { bytes[start + 29] = 1 }
  }
}

extension LabelEntry {
  /// Lends the bytes of entries; nil where there are none.
  static func lend<Outcome>(
    _ bytes: [UInt8], _ body: (UnsafeRawPointer) throws(ReadError) -> Outcome
  ) throws(ReadError) -> Outcome? {
    unsafe try bytes.withUnsafeBufferPointer { buffer throws(ReadError) in
      guard let base = buffer.baseAddress else { return nil }
      return unsafe try body(UnsafeRawPointer(base))
    }
  }

  /// What stands in a head.
  struct Head {
    var hash: UInt64
    var hour: Int?
    var place: LabelPlace
    var isJSON: Bool
  }

  /// Adds a label; id and data are ranges of `text`.
  static func append(
    _ head: Head, id: Range<Int>, data: Range<Int>, of text: [UInt8], to bytes: inout [UInt8]
  ) {
    let length = LabelEntry.head + id.count + data.count
    append(UInt32(clamping: length), to: &bytes)
    append(UInt32(clamping: id.count), to: &bytes)
    append(head.hash, to: &bytes)
    append(head.hour.map { Int32(clamping: $0) } ?? .min, to: &bytes)
    append(UInt32(clamping: head.place.source), to: &bytes)
    append(UInt32(clamping: head.place.line), to: &bytes)
    append(UInt32(head.isJSON ? 1 : 0).littleEndian, to: &bytes)
    bytes.append(contentsOf: text[id])
    bytes.append(contentsOf: text[data])
  }

  @inline(__always)
  private static func append(_ value: some BitwiseCopyable, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Where a label stands: the number of its input, and the line.
struct LabelPlace: Comparable {
  let source: Int
  let line: Int

  static func < (a: LabelPlace, b: LabelPlace) -> Bool {
    (a.source, a.line) < (b.source, b.line)
  }
}
