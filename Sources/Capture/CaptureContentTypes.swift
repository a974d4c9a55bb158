/// Media types whose content is captured as text; all others are captured as BASE64.
package struct CaptureContentTypes: Sendable {
  let csv: Set<String>
  let json: Set<String>

  package init(csv: [String], json: [String]) {
    self.csv = Set(csv.map { $0.lowercased() })
    self.json = Set(json.map { $0.lowercased() })
  }
}
