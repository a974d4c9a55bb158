/// Lines by the rules alone, as they are where no quote holds a line end.
struct RecordLines {
  /// Where each line starts; one at the end of the bytes included.
  let starts: [Int]
  /// Lines that are not blank, or longer than a record may be.
  let records: Int

  init(_ bytes: [UInt8], isJSON: Bool, longest: Int = .max) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let hasLineFeed = bytes.prefix(64 << 10).contains(0x0A)
    let newline: UInt8 = isJSON || hasLineFeed || !bytes.contains(0x0D) ? 0x0A : 0x0D
    var starts = [start]
    var records = 0
    for line in bytes[start...].split(separator: newline, omittingEmptySubsequences: false) {
      starts.append(min(line.endIndex + 1, bytes.count))
      let isBlank =
        isJSON
        ? line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        : line.isEmpty || (newline == 0x0A && line.elementsEqual([0x0D]))
      records += isBlank && line.count <= longest ? 0 : 1
    }
    (self.starts, self.records) = (starts, records)
  }
}
