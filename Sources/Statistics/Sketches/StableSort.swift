/// Sorts doubles without NaN, ascending; equal ones, such as −0 and 0, keep their order.
enum StableSort {
  static func sort(_ values: inout [Double], count: Int) {
    values[0..<count].sort()
  }
}
