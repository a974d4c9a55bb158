import Language

extension DiagnosticCode {
  /// Codes that take a baseline directory to be seen. In their examples `same` is one whose errors
  /// are of its training data, and `held-out` one whose errors are of other data.
  package static let ofBaselines: [DiagnosticCode] = [heldOutIsTraining]

  private static func monitor(_ baseline: String) -> String {
    "edition 1\nmonitor m {\n  task regression(prediction: p, label: y)\n  baseline \"\(baseline)\"\n}\n"
      + "rule r { alert when mae > 1.1 * baseline }\n"
  }

  package static let heldOutIsTraining = DiagnosticCode(
    "TM410", .warning, "a baseline whose errors are of training data",
    why:
      "A model errs least on what it was trained on: new data are always worse, and rules that hold "
      + "them to such errors fire from the first day.",
    avoid: monitor("same"), prefer: monitor("held-out"))
}
