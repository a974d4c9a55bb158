import Engine

/// What there is to know of one name: a diagnostic code, a metric, a keyword, a function, a reason.
package struct Page: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case code = "diagnostic"
    case metric
    case keyword
    case function
    case reason = "unknown reason"
  }

  package enum Content: Sendable, Equatable {
    case text(String)
    /// One line of rule text or of a formula's spelling.
    case line(String)
    /// A whole rule file.
    case rules(String)
    case list([String])
    case table([String], [[String]])
  }

  package struct Part: Sendable {
    /// Of the JSON object.
    package let key: String
    package let heading: String
    package let content: Content

    init(_ key: String, _ heading: String, _ content: Content) {
      self.key = key
      self.heading = heading
      self.content = content
    }
  }

  package let kind: Kind
  package let name: String
  /// One sentence.
  package let summary: String
  package let parts: [Part]

  init(_ kind: Kind, _ name: String, _ summary: String, _ parts: [Part?]) {
    self.kind = kind
    self.name = name
    self.summary = summary
    self.parts = parts.compactMap(\.self)
  }

  package var json: JSON {
    .object(
      [
        JSON.Member("kind", .string(kind.rawValue)), JSON.Member("name", .string(name)),
        JSON.Member("summary", .string(summary)),
      ] + parts.map { JSON.Member($0.key, $0.content.json) })
  }
}

extension Page.Content {
  fileprivate var json: JSON {
    switch self {
    case .text(let text), .line(let text), .rules(let text): .string(text)
    case .list(let items): .array(items.map(JSON.string))
    case .table(let headings, let rows):
      .array(
        rows.map { row in
          .object(zip(headings, row).map { JSON.Member($0.lowercased(), .string($1)) })
        })
    }
  }
}
