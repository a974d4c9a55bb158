/// Records as RFC 4180 writes them.
enum CSVText {
  static func write(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    let isOdd = text.isEmpty || text.contains { ",\" \n\r;\t|".contains($0) }
    return isOdd ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }
}
