/// The different values of a column in one block, and which of them each row has.
struct CellGroups {
  /// The hash of each value in the order in which they first come, 0 that of a missing one, which
  /// stands first whether there is one or not.
  let hashes: [UInt64]
  /// The place in `hashes` of each row's value.
  let places: [UInt32]

  /// - Parameter hashes: of each row's value, 0 where it is missing.
  init(_ hashes: [UInt64]) {
    var table = HashPlaces()
    places = hashes.map { hash in
      hash == 0 ? 0 : UInt32(truncatingIfNeeded: table.place(of: hash) &+ 1)
    }
    self.hashes = [0] + table.hashes
  }
}
