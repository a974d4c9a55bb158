import Engine

/// Captured requests in the service's layout: a record every few seconds, as a generator decides.
enum CaptureLayoutFolder {
  /// 2020-03-14T20:00:00Z
  static let start = 1_584_216_000.0

  static func time(_ seconds: Double) -> String { MetricValue.text(ofTime: seconds) }

  /// `e/v/2020/03/14/20`
  static func folder(_ seconds: Double) -> String {
    "e/v/" + String(time(seconds).prefix(13)).replacing("-", with: "/").replacing("T", with: "/")
  }

  static func record(_ value: Int, at seconds: Double?) -> String {
    let stamp = seconds.map { ",\"inferenceTime\":\"\(time($0))\"" } ?? ""
    return
      "{\"captureData\":{\"endpointInput\":{\"mode\":\"INPUT\",\"data\":\"\(value)\",\"encoding\":\"CSV\"},"
      + "\"endpointOutput\":{\"mode\":\"OUTPUT\",\"data\":\"0.5\",\"encoding\":\"CSV\"}},"
      + "\"eventMetadata\":{\"eventId\":\"e-\(value)\"\(stamp)},\"eventVersion\":\"0\"}\n"
  }

  /// Writes records in the hours that they were filed under.
  ///
  /// - Returns: the times of the records; number n has n for its input.
  static func write(_ count: Int, hours: Int, seed: UInt64, to folder: Folder) throws -> [Double] {
    var random = SplitMix64(seed)
    let times = (0..<count).map { _ in
      start + Double(Int.random(in: 0..<hours * 3_600, using: &random))
    }.sorted()
    var files: [String: String] = [:]
    for (number, time) in times.enumerated() {
      let minute = Int((time - start) / 60) % 60 / 30 * 30
      files["c/\(self.folder(time))/\(minute == 0 ? "00" : "30")-00-000-x.jsonl", default: ""] +=
        record(number, at: time)
    }
    for (name, text) in files { try folder.write(name, text) }
    return times
  }
}
