internal import Engine
internal import JSONText

/// Makes rows of one section's data, whatever its encoding.
final class SectionDecoder {
  let name: String
  /// Fields of a row without names; nil while the head is surveyed.
  let width: Int?
  /// Wanted fields: their number and their column's place.
  let wanted: [(field: Int, slot: Int)]
  /// Places of all columns of the section that are wanted.
  private let slots: [Int]
  let tree: KeyTree
  let isSurveying: Bool
  let isExpected: Bool
  /// Rows of a section that the head does not have.
  var unlistedRows = 0
  let scanner: FieldScanner
  let document = JSONDocument()
  /// What the records surveyed have.
  var survey = CaptureSurvey.Section()
  /// The width of the current record's rows without names.
  var recordWidth: Int?

  /// - Parameter slots: all columns by name, with the places of those wanted; nil to survey.
  init(_ layout: CaptureLayout.Section, slots: [String: Int]?) {
    name = layout.name
    width = layout.width
    isSurveying = slots == nil
    isExpected = layout.isExpected
    var byName: [String: Int] = [:]
    if let slots {
      for (name, column) in layout.columns { byName[name] = slots[column] ?? -1 }
    }
    self.slots = byName.values.filter { $0 >= 0 }
    tree = KeyTree(slots: byName, prefix: slots == nil ? "" : "\(layout.name).")
    wanted = layout.fields.enumerated().compactMap { field, name in
      byName[name].flatMap { $0 >= 0 ? (field, $0) : nil }
    }
    scanner = FieldScanner(fields: wanted.isEmpty ? 0 : (layout.width ?? 0))
  }

  /// Drafts the rows of the data at a node of the record.
  ///
  /// - Parameter expected: rows that another section of the record has, if any.
  /// - Returns: the number of rows, or what is wrong.
  func decode(
    _ part: CaptureParts.Part, _ node: JSONNode, base: Int, _ buffer: RecordBuffer,
    into grid: CellGrid, expected: Int?
  ) -> RowCount {
    switch text(of: part, node, base: base, buffer) {
    case .wrong(let reason): return .wrong(reason)
    case .text(let text): return rows(of: text, buffer, into: grid, expected: expected)
    }
  }

  /// The text of a section in the buffer, whatever it was encoded as.
  struct Text {
    var range: Range<Int>
    /// Else CSV.
    let isJSON: Bool
    /// Whether it is one row of CSV in which nothing is quoted.
    let isPlain: Bool
  }

  enum TextOutcome {
    case text(Text)
    case wrong(String)
  }

  /// Takes the data at a node of the record out of its encoding.
  func text(
    of part: CaptureParts.Part, _ node: JSONNode, base: Int, _ buffer: RecordBuffer
  ) -> TextOutcome {
    var range = Int(node.start) + base..<Int(node.end) + base
    var encoding = part.encoding
    if node.kind != .string {
      // Data that stands in the record as JSON, not as the text of it.
      guard encoding == .json else { return .wrong("\(name) data is not a string") }
      return .text(Text(range: range, isJSON: true, isPlain: false))
    }
    var isPlain = !node.isEscaped
    if encoding == .csv, !isPlain, let trimmed = SectionDecoder.withoutLineEnd(range, buffer) {
      range = trimmed
      isPlain = true
    }
    if !isPlain { range = buffer.unescape(range) }
    if encoding == .base64 {
      guard let decoded = buffer.decodeBase64(range) else { return .wrong("\(name) is not BASE64") }
      range = decoded
      isPlain = false
      if !TextCheck.isValid(buffer.bytes[range]) { range = buffer.repair(range) }
      encoding = part.isJSON ? .json : .csv
    }
    switch encoding {
    case .csv: return .text(Text(range: range, isJSON: false, isPlain: isPlain))
    case .json: return .text(Text(range: range, isJSON: true, isPlain: false))
    case .base64, .unknown: return .wrong("\(name) has an encoding that is not known")
    }
  }

  /// Drafts the rows of a text.
  func rows(
    of text: Text, _ buffer: RecordBuffer, into grid: CellGrid, expected: Int?
  ) -> RowCount {
    recordWidth = nil
    if text.isJSON { return decodeJSON(text.range, buffer, grid, expected) }
    if holdsJSON(text.range, buffer) { return .wrong("\(name) says CSV but holds JSON") }
    return text.isPlain
      ? decodePlain(text.range, buffer, grid) : decodeCSV(text.range, buffer, grid)
  }

  /// Makes the section's cells of some drafts missing again.
  func clear(_ rows: Int, of grid: CellGrid) {
    for row in 0..<rows {
      for slot in slots { grid.set(row, slot, start: 0, length: -1, isString: false) }
    }
  }

  /// One row, in which nothing is quoted.
  private func decodePlain(
    _ range: Range<Int>, _ buffer: RecordBuffer, _ grid: CellGrid
  ) -> RowCount {
    guard !range.isEmpty else { return .wrong("\(name) is empty") }
    let fields = unsafe buffer.bytes.withUnsafeBufferPointer { unsafe scanner.scan($0, range) }
    if let wrong = judge(fields) { return .wrong(wrong) }
    grid.draft(0)
    for (field, slot) in wanted {
      let (start, length) = scanner.field(field, from: range.lowerBound)
      grid.set(0, slot, start: start, length: length == 0 ? -1 : length, isString: false)
    }
    return .rows(1)
  }

  /// Takes note of a row's number of fields; what is wrong with it.
  func judge(_ fields: Int) -> String? {
    if let recordWidth, recordWidth != fields {
      return "\(name) rows differ in length: \(recordWidth) and \(fields) fields"
    }
    recordWidth = fields
    if isSurveying { return nil }
    guard let width else {
      if !isExpected {
        unlistedRows += 1
        return nil
      }
      return "\(name) fields have no names where names are expected"
    }
    return fields == width ? nil : "\(name) has \(CSVFault.ragged(fields, expected: width))"
  }

  /// Whether text that should be CSV is a JSON object or array.
  private func holdsJSON(_ range: Range<Int>, _ buffer: RecordBuffer) -> Bool {
    guard let first = buffer.bytes[range].first,
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return false }
    return parse(range, buffer) == nil
  }

  /// Parses JSON text; what is wrong with it.
  func parse(_ range: Range<Int>, _ buffer: RecordBuffer) -> String? {
    unsafe buffer.bytes.withUnsafeBufferPointer { bytes in
      do throws(JSONError) {
        try unsafe document.parse(UnsafeBufferPointer(rebasing: bytes[range]))
        return nil
      } catch {
        return error.message
      }
    }
  }

  /// The text without a line end at its end, if that is all there is to unescape.
  private static func withoutLineEnd(_ range: Range<Int>, _ buffer: RecordBuffer) -> Range<Int>? {
    let backslash = UInt8(ascii: "\\")
    return unsafe buffer.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var end = range.upperBound
      if unsafe end - range.lowerBound >= 2 && base[end - 1] == UInt8(ascii: "n")
        && base[end - 2] == backslash
      {
        end -= 2
        if unsafe end - range.lowerBound >= 2 && base[end - 1] == UInt8(ascii: "r")
          && base[end - 2] == backslash
        {
          end -= 2
        }
      }
      let found = unsafe ByteSearch.first(backslash, in: base, range.lowerBound, end)
      return found == end ? range.lowerBound..<end : nil
    }
  }
}

/// How many rows data has, or what is wrong with it.
enum RowCount: Equatable {
  case rows(Int)
  case wrong(String)
}
