import Engine

/// Numbers of things as people write them.
enum Counted {
  /// `1 column`, `1,200 columns`.
  static func text(_ count: Int, _ noun: String) -> String {
    "\(Number.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
