/// A small table of every kind of column, the same on every run.
enum Taxi {
  static let header = [
    "ride", "pickup", "fare", "tip", "passengers", "vendor", "paid", "Account Length", "note",
    "balance",
  ]

  /// - Parameters:
  ///   - shift: is added to every fare.
  ///   - vendors: what the vendor is one of.
  static func csv(
    rows: Int = 120, seed: UInt64 = 7, shift: Double = 0, vendors: [String] = ["CMT", "VTS", "DDS"]
  ) -> String {
    var random = SplitMix64(seed)
    let records = (0..<rows).map { row -> [String] in
      let fare = Double(Int.random(in: 250...9_000, using: &random)) / 100 + shift
      let isShort = Int.random(in: 0..<10, using: &random) == 0
      return [
        "\(100_000 + row * 7)",
        "2026-03-\(10 + row % 20)T\(10 + row % 14):\(10 + row % 50):00Z", "\(fare)",
        isShort ? "" : "\(Double(Int.random(in: 0...500, using: &random)) / 100)",
        "\(Int.random(in: 1...6, using: &random))",
        vendors[Int.random(in: 0..<vendors.count, using: &random)],
        Bool.random(using: &random) ? "true" : "false",
        "\(Int.random(in: 1...900, using: &random))", "",
        "\(Int.random(in: -50...50, using: &random))",
      ]
    }
    return CSVText.write(header, records)
  }
}
