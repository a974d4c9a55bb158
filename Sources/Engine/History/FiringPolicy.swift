/// When a clause that is violated fires, and until when.
package struct FiringPolicy: Sendable, Hashable {
  /// `for N of M windows`
  package var starts = WindowCount.one
  /// The windows for which `until` must hold; nil where there is no `until`.
  package var stops: WindowCount?
  /// `on unknown hold`: what fires goes on firing in a window that is undecided.
  package var holds = false

  package init(starts: WindowCount = .one, stops: WindowCount? = nil, holds: Bool = false) {
    self.starts = starts
    self.stops = stops
    self.holds = holds
  }

  /// Whether a window's outcome depends on those before it.
  package var remembers: Bool { self != FiringPolicy() }
}
