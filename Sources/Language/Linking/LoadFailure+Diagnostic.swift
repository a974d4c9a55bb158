extension LoadFailure {
  /// The failure at the place that names the file.
  func diagnostic(
    _ code: DiagnosticCode, _ what: String, at path: StringLiteral
  ) -> Diagnostic {
    var notes: [String] = []
    var fixIts: [FixIt] = []
    var label = ""
    let message: String
    switch self {
    case .missing(let looked, let near):
      message = "there is no \(what) `\(path.text)`"
      label = "looked for \(looked)"
      notes = ["a path is relative to the file that writes it"]
      let name = path.text.split(separator: "/").last.map(String.init) ?? path.text
      if let meant = Spelling.nearest(to: name, among: near) {
        let written = path.text.dropLast(name.count) + meant
        fixIts = [FixIt("did you mean `\(written)`?", replace: path.span, with: "\"\(written)\"")]
      }
    case .folder: message = "`\(path.text)` is a folder, a \(what) is wanted"
    case .notAFile: message = "`\(path.text)` is no plain file"
    case .unreadable:
      message = "`\(path.text)` can't be read"
      notes = ["check its permissions"]
    case .tooLarge(let limit): message = "`\(path.text)` has more than \(limit) bytes"
    case .absolute:
      message = "a path in a rule file is relative to that file"
      notes = ["rules that name places of one machine can't be read on another"]
    case .outside(let root):
      return Diagnostic(
        .outsideRoot, "`\(path.text)` leaves the root of these rules", at: path.span,
        label: "outside of \(root)",
        notes: [
          "the root is the folder of the git repository, else that of the first file;"
            + " --root names another"
        ])
    }
    return Diagnostic(code, message, at: path.span, label: label, notes: notes, fixIts: fixIts)
  }
}
