/// How a bias metric treats what its formula leaves open.
enum BiasMethod: String, CaseIterable {
  /// 0/0 and ∞ − ∞ have no value; x/0 is infinite.
  case documented
  /// As the library smclarify has it: 0/0 and ∞ − ∞ are 0, and what is missing counts as well.
  case smclarify

  func quotient(_ part: Double, _ whole: Double) -> Double {
    self == .smclarify && part == 0 && whole == 0 ? 0 : part / whole
  }

  func difference(_ a: Double, _ b: Double) -> Double {
    self == .smclarify && a.isInfinite && a == b ? 0 : a - b
  }
}
