internal import Engine

/// What the columns of captured records are called, and where their values are in them.
struct CaptureLayout {
  struct Section {
    let name: String
    /// Whether the head has it, so that a record without it is malformed (but for truth).
    var isExpected = false
    /// Fields of a row without names; nil where the head has none.
    var width: Int?
    /// Names of these fields.
    var fields: [String] = []
    /// All names: of the fields, then of members that are none of them.
    var names: [String] = []
    /// The columns of the names.
    var columns: [String: String] = [:]
  }

  private(set) var output = Section(name: "output")
  private(set) var input = Section(name: "input")
  private(set) var truth = Section(name: "truth")
  /// Columns of inference time, event id, inference id and custom attributes; nil where the head
  /// lacks the latter two.
  private(set) var meta: [String?] = []
  /// The column of the time at which labels were collected; nil where none are joined.
  private(set) var labelTime: String?
  /// All columns: output, input, truth, meta.
  private(set) var columns: [String] = []
  /// The section of each column.
  private(set) var sections: [String: String] = [:]

  static let metaNames = ["inference_time", "event_id", "inference_id", "custom_attributes"]
  static let labelTimeName = "label_time"

  init(_ survey: CaptureSurvey, _ options: InputOptions, path: String) throws(ReadError) {
    let names = options.capture ?? CaptureNames()
    var given = (output: names.output, input: names.input)
    let outputs = survey.output.width ?? survey.output.names.count
    if let known = options.inputNames, let width = survey.input.width, given.input.isEmpty {
      if known.count == width {
        given.input = known
      } else if known.count == width + outputs, survey.output.width != nil || outputs == 0 {
        given.input = Array(known.dropFirst(outputs))
        if given.output.isEmpty { given.output = Array(known.prefix(outputs)) }
      }
    }
    output = try CaptureLayout.section("output", survey.output, given.output, path) { "_c\($0)" }
    let first = output.names.count
    input = try CaptureLayout.section("input", survey.input, given.input, path) {
      "_c\(first + $0)"
    }
    var truths = survey.truth
    // Before the first label has come, its columns are there all the same.
    if options.labels != nil, truths.width == nil, truths.names.isEmpty {
      truths.addRows(1, width: max(names.truth.count, 1))
      truths.records = 1
    }
    let single = truths.width == 1
    truth = try CaptureLayout.section("truth", truths, names.truth, path) {
      single ? "ground_truth" : "ground_truth_\($0)"
    }
    let metas = zip(CaptureLayout.metaNames.indices, CaptureLayout.metaNames).map { index, name in
      index < names.meta.count ? names.meta[index] : name
    }
    nameColumns(metas, seen: survey.meta, labels: options.labels != nil)
  }

  private static func section(
    _ name: String, _ survey: CaptureSurvey.Section, _ given: [String], _ path: String,
    _ number: (Int) -> String
  ) throws(ReadError) -> Section {
    var section = Section(name: name)
    section.isExpected = survey.records > 0
    section.width = survey.width
    if let width = survey.width {
      if !given.isEmpty {
        guard given.count == width else {
          throw ReadError(
            path: path,
            "captured \(name) has \(width) \(width == 1 ? "field" : "fields") where \(given.count) "
              + "names are given; name each of them")
        }
        guard Set(given).count == width else {
          throw ReadError(path: path, "two fields of captured \(name) are given the same name")
        }
        section.fields = given
      } else {
        section.fields = survey.names.count == width ? survey.names : (0..<width).map(number)
      }
    }
    let fields = Set(section.fields)
    section.names = section.fields + survey.names.filter { !fields.contains($0) }
    return section
  }

  /// Gives each name its column; a name that occurs in two sections gets theirs before it.
  private mutating func nameColumns(_ metas: [String], seen: [Bool], labels: Bool) {
    let isKept = metas.indices.map { $0 < 2 || seen[$0] }
    let kept =
      zip(metas, isKept).filter(\.1).map(\.0) + (labels ? [CaptureLayout.labelTimeName] : [])
    var uses: [String: Int] = [:]
    for names in [output.names, input.names, truth.names, kept] {
      for name in Set(names) { uses[name, default: 0] += 1 }
    }
    var taken: Set<String> = []
    func column(_ section: String, _ name: String) -> String {
      var column = uses[name] == 1 ? name : "\(section).\(name)"
      // A name may itself look like one with its section.
      while !taken.insert(column).inserted { column = "\(section).\(column)" }
      columns.append(column)
      sections[column] = section
      return column
    }
    for name in output.names { output.columns[name] = column("output", name) }
    for name in input.names { input.columns[name] = column("input", name) }
    for name in truth.names { truth.columns[name] = column("truth", name) }
    for (name, isKept) in zip(metas, isKept) {
      meta.append(isKept ? column("meta", name) : nil)
    }
    if labels { labelTime = column("meta", CaptureLayout.labelTimeName) }
  }
}
