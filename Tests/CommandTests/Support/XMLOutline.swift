import Testing

/// The elements of an XML text, read by a checking parser.
struct XMLOutline {
  let names: [String]

  init(_ text: String) throws {
    var names: [String] = []
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      #expect(!rest[..<start].contains(">"), "a bare > in text")
      rest = rest[rest.index(after: start)...]
      let end = try #require(rest.firstIndex(of: ">"))
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      #expect(!tag.contains("<") && tag.count { $0 == "\"" }.isMultiple(of: 2), "\(tag)")
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()))
        continue
      }
      let name = String(tag.prefix { $0 != " " && $0 != "/" })
      names.append(name)
      if !tag.hasSuffix("/") { open.append(name) }
    }
    #expect(open.isEmpty)
    self.names = names
  }

  func count(_ name: String) -> Int { names.count { $0 == name } }
}
