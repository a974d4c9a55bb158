import Statistics

extension ScalarFunction {
  /// `lower`, `upper` and `trim` of each cell; ASCII, which is nearly all text, byte by byte.
  func changed(_ cells: TextCells) -> TextCells {
    let buffer = cells.buffer
    var result = TextCells()
    result.buffer.reserveCapacity(cells.lengths.reduce(0) { $0 + Int(max(0, $1)) })
    for row in 0..<cells.count {
      let length = Int(cells.lengths[row])
      guard length >= 0 else {
        result.appendMissing()
        continue
      }
      let start = Int(cells.starts[row])
      let range = start..<start + length
      if range.allSatisfy({ buffer[$0] < 0x80 }) {
        appendASCII(buffer, range, to: &result)
      } else {
        result.append(Array(change(String(decoding: buffer[range], as: UTF8.self)).utf8))
      }
    }
    return result
  }

  private func appendASCII(_ bytes: [UInt8], _ range: Range<Int>, to result: inout TextCells) {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    var range = range
    let changing: ClosedRange<UInt8>?
    switch self {
    case .lower: changing = 0x41...0x5A
    case .upper: changing = 0x61...0x7A
    default:
      changing = nil
      while let first = range.first, isSpace(bytes[first]) { range.removeFirst() }
      while let last = range.last, isSpace(bytes[last]) { range.removeLast() }
    }
    result.starts.append(UInt32(result.buffer.count))
    result.lengths.append(Int32(range.count))
    guard let changing else {
      result.buffer.append(contentsOf: bytes[range])
      return
    }
    for index in range {
      let byte = bytes[index]
      // One bit tells small letters from capitals.
      result.buffer.append(changing.contains(byte) ? byte ^ 0x20 : byte)
    }
  }

  private func change(_ text: String) -> String {
    switch self {
    case .lower: text.lowercased()
    case .upper: text.uppercased()
    case .trim: Scalars.trim(text)
    default: text
    }
  }
}
