/// One line on a terminal that says how far reading is; silent elsewhere.
struct ProgressLine {
  private let console: Console
  private let isShown: Bool
  private var isOpen = false
  private var last = ContinuousClock.now - .seconds(1)

  init(quiet: Bool) {
    console = .current
    isShown = !quiet && console.errorIsTerminal
  }

  mutating func show(_ text: String) {
    guard isShown, ContinuousClock.now - last > .milliseconds(100) else { return }
    last = .now
    isOpen = true
    console.error("\r\u{1B}[K\(text)")
  }

  mutating func clear() {
    guard isOpen else { return }
    isOpen = false
    console.error("\r\u{1B}[K")
  }
}
