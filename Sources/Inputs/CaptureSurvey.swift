/// What the first captured records of inputs have, in the order first seen.
struct CaptureSurvey {
  /// One of the sections.
  struct Section {
    /// Records that have it.
    var records = 0
    /// How many fields rows without names have, and how many rows so many.
    private(set) var widths: [(width: Int, rows: Int)] = []
    private(set) var names: [String] = []
    private var known: Set<String> = []

    mutating func addRows(_ rows: Int, width: Int) {
      if let place = widths.firstIndex(where: { $0.width == width }) {
        widths[place].rows += rows
      } else if widths.count < 1000 {
        widths.append((width, rows))
      }
    }

    mutating func add(_ name: String) {
      if known.insert(name).inserted { names.append(name) }
    }

    mutating func merge(_ other: Section) {
      records += other.records
      for (width, rows) in other.widths { addRows(rows, width: width) }
      for name in other.names { add(name) }
    }

    /// The most frequent width, the first seen of equals, so that a damaged first record does not
    /// decide; nil where all rows have names.
    var width: Int? {
      var most: (width: Int, rows: Int)?
      for width in widths where width.rows > most?.rows ?? 0 { most = width }
      return most?.width
    }
  }

  var output = Section()
  var input = Section()
  var truth = Section()
  /// Whether inference time, event id, inference id and custom attributes were seen.
  var meta = [false, false, false, false]

  mutating func merge(_ other: CaptureSurvey) {
    output.merge(other.output)
    input.merge(other.input)
    truth.merge(other.truth)
    for index in meta.indices where other.meta[index] { meta[index] = true }
  }
}
