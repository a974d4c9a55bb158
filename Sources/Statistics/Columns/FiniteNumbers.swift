/// The numbers of a column's integral and fractional cells, in the order of rows.
package struct FiniteNumbers {
  /// Neither NaN nor infinite.
  package let values: [Double]
  /// Number cells whose value is NaN or infinite, as typed sources can hold.
  package let nonFinite: Int

  init(kinds: [CellKind], numbers: [Double]) {
    var cells = 0
    var finite = 0
    for row in kinds.indices {
      let number = kinds[row].isNumber
      cells &+= number ? 1 : 0
      finite &+= number && numbers[row].isFinite ? 1 : 0
    }
    nonFinite = cells - finite
    if finite == kinds.count {
      values = numbers
      return
    }
    let count = finite
    values = unsafe [Double](unsafeUninitializedCapacity: count) { target, initialized in
      var next = 0
      for row in kinds.indices where kinds[row].isNumber && numbers[row].isFinite {
        unsafe target[next] = numbers[row]
        next += 1
      }
      initialized = next
    }
  }
}
