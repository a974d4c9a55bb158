/// Numbers of bytes as people write them.
package enum ByteText {
  /// `96 B`, `12.5 KiB`, `1.2 MiB`
  package static func text(_ bytes: Int) -> String {
    var value = Double(bytes)
    var unit = "B"
    for next in ["KiB", "MiB", "GiB", "TiB"] where value >= 1024 {
      value /= 1024
      unit = next
    }
    return "\(Number.brief(value, digits: 3)) \(unit)"
  }
}
