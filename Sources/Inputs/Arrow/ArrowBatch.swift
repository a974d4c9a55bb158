internal import Engine
internal import Synchronization

/// A batch of rows, or of a dictionary's values, with those of its buffers that are wanted.
///
/// Compressed buffers are decompressed when they are asked for, each once, by the thread that asks.
final class ArrowBatch: Sendable {
  let layout: ArrowLayout
  /// Where the body starts in the decompressed input.
  let offset: Int
  /// Those that columns refer to, as they were when the batch came.
  let dictionaries: [Int64: ArrowDictionary.Snapshot]
  private let body: [UInt8]
  /// Where in `body` each wanted buffer is.
  private let places: [Int: Int]
  private let decompressed = Mutex<[Int: [UInt8]]>([:])

  /// Reads the body of a message.
  ///
  /// - Parameter fields: those whose buffers are wanted.
  init(
    _ layout: ArrowLayout, _ bodyBytes: Int, fields: [ArrowField],
    dictionaries: [Int64: ArrowDictionary.Snapshot] = [:], _ stream: ArrowStream
  ) throws(ReadError) {
    self.layout = layout
    self.dictionaries = dictionaries
    offset = stream.position
    var wanted: Set<Int> = []
    do throws(ArrowDamage) {
      for field in fields { wanted.formUnion(try layout.range(of: field)) }
    } catch {
      throw stream.error(error.message, at: stream.position)
    }
    var ranges: [Range<Int>] = []
    var places: [Int: Int] = [:]
    var kept = 0
    for buffer in wanted.sorted(by: { ArrowBatch.precedes($0, $1, layout) }) {
      let range = layout.buffers[buffer]
      // Buffers that share bytes have them once; what lies between two neighbours is read along.
      if let last = ranges.last, range.lowerBound <= last.upperBound + ArrowBatch.gap {
        places[buffer] = kept - (last.upperBound - range.lowerBound)
        let end = max(last.upperBound, range.upperBound)
        kept += end - last.upperBound
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        places[buffer] = kept
        kept += range.count
        ranges.append(range)
      }
    }
    body = try stream.take(ranges, of: bodyBytes, "a batch")
    self.places = places
  }

  /// Bytes between buffers that are not worth a read of their own: what fills them up, and marks of
  /// missing values.
  private static let gap = 4096

  private static func precedes(_ a: Int, _ b: Int, _ layout: ArrowLayout) -> Bool {
    (layout.buffers[a].lowerBound, a) < (layout.buffers[b].lowerBound, b)
  }

  /// Values of a node.
  func count(_ field: ArrowField) -> Int {
    field.node < layout.nodes.count ? layout.nodes[field.node] : 0
  }

  /// A buffer, decompressed.
  ///
  /// - Parameter most: bytes that are of use; what is beyond them may be left out. Nil: all are.
  func buffer(_ number: Int, atMost most: Int? = nil) throws(ArrowDamage) -> ArrowBuffer {
    guard let place = places[number] else { throw ArrowDamage("a buffer is missing", at: offset) }
    let range = layout.buffers[number]
    let at = offset + range.lowerBound
    guard let compression = layout.compression, !range.isEmpty else {
      return ArrowBuffer(body, place..<place + range.count, offset: at)
    }
    guard range.count >= 8 else { throw ArrowDamage("a compressed buffer has no length", at: at) }
    let told = unsafe body.withUnsafeBytes {
      unsafe Int64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Int64.self))
    }
    if told == -1 { return ArrowBuffer(body, place + 8..<place + range.count, offset: at + 8) }
    let compressed = place + 8..<place + range.count
    guard told >= 0, told <= compression.most(from: compressed.count) else {
      throw ArrowDamage(
        "a compressed buffer of \(compressed.count) bytes can't hold \(told)", at: at)
    }
    let wanted = min(Int(told), most ?? Int(told))
    let result: Result<[UInt8], ArrowDamage> = decompressed.withLock { held in
      if let bytes = held[number], bytes.count >= wanted { return .success(bytes) }
      do throws(ArrowDamage) {
        let bytes = try compression.decompress(body, compressed, to: wanted)
        held[number] = bytes
        return .success(bytes)
      } catch {
        return .failure(ArrowDamage(error.message, at: at))
      }
    }
    let bytes = try result.get()
    return ArrowBuffer(bytes, 0..<wanted, offset: at)
  }
}
