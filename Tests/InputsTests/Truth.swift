/// Labels and captured records by a seed, and what must come of joining them.
struct Truth {
  struct Label {
    let id: String
    let value: String
    /// Folder of its collection, from 0; the higher the later.
    let hour: Int
  }

  var labels: [Label] = []
  var records: [String] = []

  /// - Parameter ids: of labels; a tenth of the records have other ids.
  init(seed: UInt64, ids: Int) {
    var random = SplitMix64(seed)
    for number in 0..<ids {
      let id = Truth.id(number, random.next())
      var value = Int(random.next() % 4)
      for _ in 0..<[1, 1, 1, 2, 3][Int(random.next() % 5)] {
        if random.next() % 3 == 0 { value += 1 }
        let text = ["\(value)", "\(value)\n", "\(value).0"][Int(random.next() % 3)]
        labels.append(Label(id: id, value: text, hour: Int(random.next() % 3)))
      }
    }
    for _ in 0..<ids {
      let number = Int(random.next() % UInt64(ids + ids / 10))
      records.append(Truth.id(number, UInt64(number)))
    }
  }

  /// Ids of many lengths, some with signs that JSON escapes; the same for the same number.
  private static func id(_ number: Int, _ unused: UInt64) -> String {
    let signs = ["", "-ö", "-\"\\", "-" + String(repeating: "x", count: number % 90)]
    return "\(number)\(signs[number % 4])"
  }

  struct Outcome: Equatable {
    /// The value that each record gets.
    var values: [Double?] = []
    var duplicates = 0
    var contradictory = 0
    var unknown = 0
    var undecided = 0
    var notLabelled = 0
    var repeated = 0
  }

  /// What joining must give, by the plainest means.
  var expected: Outcome {
    var outcome = Outcome()
    let byID = Dictionary(grouping: labels, by: \.id)
    var values: [String: Double?] = [:]
    for (id, labels) in byID {
      let numbers = labels.map { Double($0.value.filter { $0 != "\n" }) }
      let latest = labels.map(\.hour).max()
      let last = Set(zip(labels, numbers).filter { $0.0.hour == latest }.map(\.1))
      if Set(numbers).count > 1 { outcome.contradictory += 1 }
      values[id] = .some(last.count == 1 ? last.first ?? nil : nil)
      // Which of those that disagree counts when none is the latest is nobody's matter.
      if last.count == 1, let value = last.first {
        outcome.duplicates += numbers.count { $0 == value } - 1
      }
    }
    var seen: Set<String> = []
    for id in records {
      outcome.values.append(values[id] ?? nil)
      guard let value = values[id] else {
        outcome.notLabelled += 1
        continue
      }
      if value == nil { outcome.undecided += 1 }
      if !seen.insert(id).inserted { outcome.repeated += 1 }
    }
    outcome.unknown = byID.count - seen.count
    return outcome
  }

  static func line(_ label: Label) -> String {
    "{\"groundTruthData\":{\"data\":\(Captured.quoted(label.value)),\"encoding\":\"CSV\"},"
      + "\"eventMetadata\":{\"eventId\":\(Captured.quoted(label.id))},\"eventVersion\":\"0\"}"
  }

  static func hourFolder(_ hour: Int) -> String { "2024/01/02/0\(hour)" }
}
