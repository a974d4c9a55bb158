import Foundation

/// Two days of captured requests in the service's folders, their labels hours later, and what each
/// hour must come to.
struct LabelledCapture {
  struct Hour: Equatable {
    var records = 0
    var labelled = 0
    var absoluteErrors = 0
  }

  static let hours = 48
  /// 2024-03-01T00:00:00Z
  private static let start = 1_709_251_200

  private(set) var expected = Array(repeating: Hour(), count: hours)
  private(set) var counts: [String: Int] = [:]
  private var captures: [Int: [String]] = [:]
  private var labels: [Int: [String]] = [:]

  init(seed: UInt64, records: Int) {
    var random = SplitMix64(seed)
    func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
    for index in 0..<records {
      let second = number(0..<LabelledCapture.hours * 3600)
      let hour = second / 3600
      let (prediction, truth) = (number(0..<100), number(0..<100))
      let isNamed = index % 3 > 0
      captures[hour, default: []].append(
        LabelledCapture.record(
          prediction, at: second, event: "e-\(index)", inference: isNamed ? "id-\(index)" : nil))
      expected[hour].records += 1
      let id = isNamed ? "id-\(index)" : "e-\(index)"
      let collected = (second + number(3600..<6 * 3600)) / 3600
      func label(_ value: Int, _ later: Int = 0) {
        labels[collected + later, default: []].append(LabelledCapture.label("\(value)", id))
      }
      var used = truth
      switch number(0..<100) {
      case 0, 1:
        counts["no_label", default: 0] += 1
        continue
      case 2:
        label(truth)
        label(truth, number(0..<3))
        counts["duplicate", default: 0] += 1
      case 3:
        label(truth)
        label(truth + 1, number(1..<4))
        used = truth + 1
        counts["contradictory", default: 0] += 1
      case 4:
        label(truth)
        label(truth + 1)
        counts["contradictory", default: 0] += 1
        counts["undecided", default: 0] += 1
        continue
      case 5:
        label(truth)
        labels[number(0..<50), default: []].append(LabelledCapture.label("1", "none-\(index)"))
        counts["unknown_id", default: 0] += 1
      default: label(truth)
      }
      expected[hour].labelled += 1
      expected[hour].absoluteErrors += abs(prediction - used)
    }
  }

  /// Writes both, in files that the order decides.
  func write(to folder: Folder, _ name: String, order: UInt64) throws -> (
    data: String, truth: String
  ) {
    var random = SplitMix64(order)
    for (kind, all) in [("capture/endpoint/variant", captures), ("truth", labels)] {
      for (hour, lines) in all.sorted(by: { $0.key < $1.key }) {
        let parts = Int.random(in: 1...3, using: &random)
        let shuffled = lines.shuffled(using: &random)
        for part in 0..<parts {
          let mine = shuffled.indices.filter { $0 % parts == part }.map { shuffled[$0] }
          guard !mine.isEmpty else { continue }
          let file = "\(random.next() % 1000)-\(part).jsonl"
          try folder.write(
            "\(name)/\(kind)/\(LabelledCapture.folder(hour))/\(file)",
            mine.joined(separator: "\n") + "\n")
        }
      }
    }
    return ("\(folder.path)/\(name)/capture", "\(folder.path)/\(name)/truth")
  }

  static let rules = """
    edition 1
    monitor m {
      capture { input: [age, colour] output: [score] truth: [actual] }
      task regression(prediction: score, label: actual)
      window 1 hour on inference_time
    }
    metric error = mae
    metric labelled = label_share
    metric late = late_share(label_time, 5 hours)
    rule accuracy { expect mae < 1_000 needs labels for at least 50% within 7 days }

    """

  static func record(
    _ prediction: Int, at second: Int, event: String, inference: String? = nil
  ) -> String {
    let meta = inference.map { ",\"inferenceId\":\"\($0)\"" } ?? ""
    return "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\","
      + "\"mode\":\"INPUT\",\"data\":\"30,red\",\"encoding\":\"CSV\"},\"endpointOutput\":"
      + "{\"observedContentType\":\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"\(prediction)\","
      + "\"encoding\":\"CSV\"}},\"eventMetadata\":{\"eventId\":\"\(event)\"\(meta),"
      + "\"inferenceTime\":\"\(time(second))\"},\"eventVersion\":\"0\"}"
  }

  static func label(_ value: String, _ id: String) -> String {
    "{\"groundTruthData\":{\"data\":\"\(value)\",\"encoding\":\"CSV\"},"
      + "\"eventMetadata\":{\"eventId\":\"\(id)\"},\"eventVersion\":\"0\"}"
  }

  static func time(_ second: Int) -> String {
    Date(timeIntervalSince1970: Double(start + second)).formatted(.iso8601)
  }

  static func folder(_ hour: Int) -> String {
    String(time(hour * 3600).prefix(13)).replacing("-", with: "/").replacing("T", with: "/")
  }
}
