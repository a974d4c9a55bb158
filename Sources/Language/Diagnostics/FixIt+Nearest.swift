extension FixIt {
  /// «did you mean …?», where a candidate is near.
  package static func nearest(
    to word: String, among candidates: [String], replace span: SourceSpan,
    _ write: (String) -> String = { $0 }
  ) -> [FixIt] {
    guard let near = Spelling.nearest(to: word, among: candidates) else { return [] }
    return [FixIt("did you mean `\(near)`?", replace: span, with: write(near))]
  }
}
