internal import Engine

/// The first few labels of some kind by their place, in whatever order they are found.
struct FirstLabels {
  struct Label {
    let id: String
    let place: LabelPlace
    /// Of another label that it is held against.
    let other: LabelPlace?
  }

  private(set) var all: [Label] = []

  mutating func add(_ entry: LabelEntry, against other: LabelPlace? = nil) {
    let place = entry.place
    if all.count == LabelJoin.shown, let last = all.last, last.place < place { return }
    let label = Label(id: unsafe LabelID.shown(entry.id), place: place, other: other)
    let position = all.firstIndex { place < $0.place } ?? all.count
    all.insert(label, at: position)
    if all.count > LabelJoin.shown { all.removeLast() }
  }
}
