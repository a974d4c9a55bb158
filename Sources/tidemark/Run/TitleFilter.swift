import Engine

/// Which titles `--filter` leaves: those that hold a text, whatever its case, or fit a glob.
struct TitleFilter {
  private let text: String

  init(_ text: String) { self.text = text }

  func fits(_ title: String) -> Bool {
    let isGlob = text.contains("*") || text.contains("?")
    return isGlob
      ? Glob.matches(title, text) : title.lowercased().contains(text.lowercased())
  }
}
