/// A set of texts: some of them, or all but some.
package struct TextSet: Hashable, Sendable {
  private(set) var listed: Set<String>
  private(set) var isAllBut: Bool

  package init(_ listed: Set<String>, isAllBut: Bool = false) {
    self.listed = listed
    self.isAllBut = isAllBut
  }

  package static let all = TextSet([], isAllBut: true)

  package var isEmpty: Bool { listed.isEmpty && !isAllBut }
  package var complement: TextSet { TextSet(listed, isAllBut: !isAllBut) }

  package func contains(_ text: String) -> Bool { listed.contains(text) != isAllBut }

  package mutating func formUnion(_ other: TextSet) {
    switch (isAllBut, other.isAllBut) {
    case (false, false): listed.formUnion(other.listed)
    case (true, true): listed.formIntersection(other.listed)
    case (true, false): listed.subtract(other.listed)
    case (false, true): (listed, isAllBut) = (other.listed.subtracting(listed), true)
    }
  }

  package func intersection(_ other: TextSet) -> TextSet {
    var result = complement
    result.formUnion(other.complement)
    return result.complement
  }
}

extension TextSet: CustomStringConvertible {
  /// `"A" or "B"`; `anything but "A"`.
  package var description: String {
    let shown = listed.sorted().prefix(5).map(Quoting.string).joined(separator: " or ")
    let text = shown + (listed.count > 5 ? " or …" : "")
    if isAllBut { return listed.isEmpty ? "any text" : "anything but \(text)" }
    return listed.isEmpty ? "nothing" : text
  }
}
