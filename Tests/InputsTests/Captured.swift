import Engine

/// Writes captured records as the service does.
struct Captured {
  enum Encoding: CaseIterable { case csv, json, objects, base64, base64JSON }

  var names: [String] = []
  var outputNames: [String] = []

  static func quoted(_ text: String) -> String { JSON.string(text).text() }

  private static func base64(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word = 0
      for index in 0..<3 {
        word = word << 8 | (index < group.count ? Int(group[start + index]) : 0)
      }
      for index in 0..<4 {
        result.append(index <= group.count ? digits[word >> (18 - 6 * index) & 63] : "=")
      }
    }
    return result
  }

  private static func json(_ cell: String?) -> String {
    guard let cell else { return "null" }
    return Double(cell) != nil || cell == "true" || cell == "false" ? cell : quoted(cell)
  }

  private static func csv(_ rows: [[String?]], _ end: String) -> String {
    rows.map { row in
      row.map { cell in
        let cell = cell ?? ""
        guard cell.contains(where: { ",\"\n".contains($0) }) else { return cell }
        return "\""
          + cell.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      }.joined(separator: ",")
    }.joined(separator: "\n") + end
  }

  /// A section with the rows in an encoding.
  static func section(
    _ rows: [[String?]], _ encoding: Encoding, mode: String, names: [String], end: String = ""
  ) -> String {
    let arrays = rows.map { "[" + $0.map(json).joined(separator: ",") + "]" }
    let objects = rows.map { row in
      "{" + zip(names, row).map { "\(quoted($0)): \(json($1))" }.joined(separator: ", ") + "}"
    }
    let (data, label, type): (String, String, String)
    switch encoding {
    case .csv: (data, label, type) = (csv(rows, end), "CSV", "text/csv")
    case .json:
      let instances = mode == "INPUT" ? arrays.map { "{\"features\": \($0)}" } : arrays
      let key = mode == "INPUT" ? "instances" : "predictions"
      data = "{\"\(key)\": [\(instances.joined(separator: ", "))]}"
      (label, type) = ("JSON", "application/json")
    case .objects:
      data = objects.joined(separator: "\n")
      (label, type) = ("JSON", "application/jsonlines")
    case .base64: (data, label, type) = (base64(csv(rows, end)), "BASE64", "text/x-csv")
    case .base64JSON:
      data = base64("[\(arrays.joined(separator: ","))]")
      (label, type) = ("BASE64", "application/vnd+json")
    }
    return raw(data, label, mode: mode, type: type)
  }

  static func raw(_ data: String, _ encoding: String, mode: String, type: String = "text/csv")
    -> String
  {
    "{\"observedContentType\":\"\(type)\",\"mode\":\"\(mode)\",\"data\":\(quoted(data)),"
      + "\"encoding\":\"\(encoding)\"}"
  }

  static func record(
    input: String?, output: String?, truth: String? = nil, id: String = "e-1",
    time: String = "2024-01-02T03:04:05Z", meta: String = ""
  ) -> String {
    var parts: [String] = []
    if let input { parts.append("\"endpointInput\":\(input)") }
    if let output { parts.append("\"endpointOutput\":\(output)") }
    let merged = truth.map { ",\"groundTruthData\":\($0)" } ?? ""
    return "{\"captureData\":{\(parts.joined(separator: ","))}\(merged),"
      + "\"eventMetadata\":{\"eventId\":\"\(id)\"\(meta),\"inferenceTime\":\"\(time)\"},"
      + "\"eventVersion\":\"0\"}"
  }

  static func simple(_ input: String, _ output: String, id: String = "e-1") -> String {
    record(
      input: raw(input, "CSV", mode: "INPUT"), output: raw(output, "CSV", mode: "OUTPUT"), id: id)
  }
}
