/// The cells of one block as numbers of the different ones that a counter has met so far.
package struct CellCodes {
  /// By row: 0 for a missing cell, else one more than the place of the counter's entry.
  package let places: [UInt16]
  /// What the places stand for, until its cells are taken.
  package let counter: CellCounter

  package init(places: [UInt16], counter: CellCounter) {
    (self.places, self.counter) = (places, counter)
  }
}
