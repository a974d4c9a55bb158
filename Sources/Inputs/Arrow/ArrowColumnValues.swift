internal import Statistics

/// Makes the values of a column of a batch.
enum ArrowColumnValues {
  static func values(
    of field: ArrowField, in batch: ArrowBatch
  ) throws(ArrowDamage) -> any ArrowValues {
    if case .null = field.type, field.dictionary == nil { return ArrowNulls() }
    let count = batch.count(field)
    let buffers = try batch.layout.range(of: field)
    let validity = try ArrowValidity(batch, buffers.lowerBound, count: count)
    let data = buffers.lowerBound + 1
    if let index = field.dictionary {
      let indices = try fixed(batch, data, count, index.bytes, "the indices of a dictionary")
      return ArrowIndices(indices, field, validity, batch.dictionaries[index.id])
    }
    switch field.type {
    case .boolean:
      let bytes = (count + 7) / 8
      let bits = try batch.buffer(data, atMost: bytes).holding(bytes, "the values of a column")
      return ArrowWords(bits, bytes: 0, validity, ArrowBooleans())
    case .text(let offsetBytes):
      let offsets =
        count == 0
        ? ArrowBuffer([], 0..<0, offset: batch.offset)
        : try fixed(batch, data, count + 1, offsetBytes, "the offsets of a column")
      return ArrowTexts(
        offsets, isLong: offsetBytes == 8,
        try batch.buffer(data + 1, atMost: last(offsets, count, isLong: offsetBytes == 8)), validity
      )
    case .textView:
      let views = try fixed(batch, data, count, 16, "the values of a column")
      var parts: [ArrowBuffer] = []
      for buffer in (data + 1)..<buffers.upperBound { parts.append(try batch.buffer(buffer)) }
      return ArrowTextViews(views, parts, validity)
    case .fixedText(let width):
      let texts = try fixed(batch, data, count, width, "the values of a column")
      return ArrowFixedTexts(texts, width: width, validity)
    default:
      guard let width = field.type.width else {
        throw ArrowDamage("a column of a type that can't be read", at: batch.offset)
      }
      let values = try fixed(batch, data, count, width, "the values of a column")
      if case .decimal(let bytes, let scale) = field.type {
        return ArrowDecimals(values: values, bytes: bytes, scale: scale, validity: validity)
      }
      guard let meaning = meaning(of: field.type) else {
        throw ArrowDamage("a column of a type that can't be read", at: batch.offset)
      }
      return ArrowWords(values, bytes: width, validity, meaning)
    }
  }

  /// Bytes of the texts up to the last one.
  private static func last(_ offsets: ArrowBuffer, _ count: Int, isLong: Bool) -> Int {
    guard offsets.count > 0 else { return 0 }
    return isLong
      ? max(0, Int(offsets.value(count, as: Int64.self)))
      : max(0, Int(offsets.value(count, as: Int32.self)))
  }

  private static func fixed(
    _ batch: ArrowBatch, _ buffer: Int, _ count: Int, _ width: Int, _ what: String
  ) throws(ArrowDamage) -> ArrowBuffer {
    // Both are below 2^32.
    try batch.buffer(buffer, atMost: count * width).holding(count * width, what)
  }

  private static func meaning(of type: ArrowType) -> (any WordMeaning)? {
    switch type {
    case .integer(let bytes, let isSigned): ArrowIntegers(bytes: bytes, isSigned: isSigned)
    case .float(let bytes): ArrowFloats(bytes: bytes)
    case .date(let bytes): ArrowTimes(unit: bytes == 4 ? .days : .milliseconds)
    case .timestamp(let perSecond): ArrowTimes(unit: .instants(perSecond: perSecond))
    case .time(let bytes, let perSecond): ArrowClockTimes(bytes: bytes, perSecond: perSecond)
    case .duration(let perSecond): ArrowDurations(perSecond: perSecond)
    default: nil
    }
  }
}
