/// Where in the body of a message its values are.
struct ArrowLayout: Sendable {
  enum Compression: Sendable { case lz4, zstd }

  let rows: Int
  /// Values of each node.
  let nodes: [Int]
  let buffers: [Range<Int>]
  /// Further buffers of the columns of views before each of them, and of all.
  private let views: [Int]
  let compression: Compression?

  /// More rows than any writer puts into a batch.
  private static let mostRows = Int(Int32.max)

  init(_ batch: FlatTable, bodyBytes: Int) throws(ArrowDamage) {
    rows = try ArrowLayout.count(try batch.number(0, default: Int64(0)), "rows of a batch")
    let nodes = try batch.longs(1, each: 2)
    var lengths: [Int] = []
    for node in stride(from: 0, to: nodes.count, by: 2) {
      lengths.append(try ArrowLayout.count(nodes[node], "values of a column"))
    }
    self.nodes = lengths
    let places = try batch.longs(2, each: 2)
    var buffers: [Range<Int>] = []
    for place in stride(from: 0, to: places.count, by: 2) {
      let (start, count) = (places[place], places[place + 1])
      guard start >= 0, count >= 0, start <= bodyBytes, count <= Int64(bodyBytes) - start else {
        throw ArrowDamage("a buffer of an Arrow batch leads beyond the batch")
      }
      buffers.append(Int(start)..<Int(start + count))
    }
    self.buffers = buffers
    var views = [0]
    for count in try batch.longs(4) {
      views.append(views[views.count - 1] + (try ArrowLayout.count(count, "buffers of a column")))
    }
    self.views = views
    guard let compression = try batch.table(3) else {
      self.compression = nil
      return
    }
    let codec = try compression.number(0, default: Int8(0))
    switch (codec, try compression.number(1, default: Int8(0))) {
    case (0, 0): self.compression = .lz4
    case (1, 0): self.compression = .zstd
    default:
      throw ArrowDamage("the buffers of an Arrow batch are compressed in an unknown way (\(codec))")
    }
  }

  /// The buffers of a field, those of its children aside.
  func range(of field: ArrowField) throws(ArrowDamage) -> Range<Int> {
    let count = field.dictionary == nil ? field.type.buffers : 2
    let isView = field.dictionary == nil && field.type.isView
    let last = field.views + (isView ? 1 : 0)
    guard last < views.count else {
      throw ArrowDamage("an Arrow batch does not say how many buffers a column has")
    }
    let range = field.buffer + views[field.views]..<field.buffer + views[last] + count
    guard range.upperBound <= buffers.count, field.node < nodes.count else {
      throw ArrowDamage("an Arrow batch has fewer buffers than its columns need")
    }
    return range
  }

  private static func count(_ number: Int64, _ what: String) throws(ArrowDamage) -> Int {
    guard (0...Int64(mostRows)).contains(number) else {
      throw ArrowDamage("an Arrow batch tells of \(number) \(what)")
    }
    return Int(number)
  }
}
