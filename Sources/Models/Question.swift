/// Records of which a model is asked at once.
package struct Question: Sendable {
  /// As they are sent.
  package let body: [UInt8]
  package let records: Int
}

/// Writes records one after another, as a form has them.
struct QuestionWriter {
  private let form: RecordForm
  private var body: [UInt8] = []
  private(set) var records = 0

  init(_ form: RecordForm) { self.form = form }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - own: its cells, as `RecordForm.cell` gives them.
  ///   - other: the cells that stand where `holds` is false.
  mutating func append(_ own: [[UInt8]], else other: [[UInt8]], where holds: [Bool]) {
    begin()
    for index in holds.indices {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += holds[index] ? own[index] : other[index]
    }
    body += form.record.close
  }

  mutating func append(_ cells: [[UInt8]]) {
    begin()
    for (index, cell) in cells.enumerated() {
      if index > 0 { body.append(UInt8(ascii: ",")) }
      body += cell
    }
    body += form.record.close
  }

  private mutating func begin() {
    body += records == 0 ? form.question.open : form.between
    body += form.record.open
    records += 1
  }

  /// What was written; nil where it is nothing.
  consuming func finish() -> Question? {
    guard records > 0 else { return nil }
    return Question(body: body + form.question.close, records: records)
  }
}
