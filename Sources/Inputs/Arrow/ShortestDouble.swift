/// The double that the shortest spelling of a float stands for, so that 0.1 is the same number
/// whatever it was stored in.
package enum ShortestDouble {
  private static let powers: [Double] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  package static func of(_ float: Float) -> Double {
    let exact = Double(float)
    if !float.isFinite || exact.magnitude < 0x1p24 && exact == exact.rounded(.towardZero) {
      return exact
    }
    // The neighbours of a power of two are not equally far: the standard library minds that.
    if exact.magnitude < 0x1p24, exact.magnitude > 0x1p-10, float.significandBitPattern != 0 {
      // What is the same number with so many digits is it with more of them, too.
      var (least, most) = (0, powers.count)
      while least < most {
        let middle = (least + most) / 2
        if Float(rounded(exact, middle)) == float { most = middle } else { least = middle + 1 }
      }
      if least < powers.count { return rounded(exact, least) }
    }
    return Double(float.description) ?? exact
  }

  /// With so many digits behind the point.
  @inline(__always)
  private static func rounded(_ number: Double, _ digits: Int) -> Double {
    (number * powers[digits]).rounded(.toNearestOrEven) / powers[digits]
  }
}
