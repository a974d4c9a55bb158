extension TextCells {
  /// The canonical text of typed cells.
  package init(kinds: [CellKind], numbers: [Double]) {
    self.init()
    for (kind, number) in zip(kinds, numbers) {
      if kind == .missing { appendMissing() } else { append(Array("\(number)".utf8)) }
    }
  }
}
