import Language

extension Findings {
  /// Workflow commands of GitHub: `::error file=…,line=…,col=…,endLine=…,title=…::message`, a line a
  /// finding, which show as annotations of the changed files.
  ///
  /// - Parameter root: the folder that paths are told from, as of the repository.
  package func annotations(root: String) -> String {
    var text = ""
    for diagnostic in diagnostics {
      let region = Region(diagnostic.span)
      var properties = [
        ("file", ArtifactPath.relative(diagnostic.span.file.path, to: root)),
        ("line", "\(region.line)"), ("col", "\(region.column)"), ("endLine", "\(region.endLine)"),
      ]
      // Columns of an annotation are of one line.
      if region.endLine == region.line { properties.append(("endColumn", "\(region.endColumn)")) }
      properties.append(("title", "\(diagnostic.code.id): \(diagnostic.code.title)"))
      let command =
        switch diagnostic.severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      text += "::\(command) "
      text += properties.map { "\($0.0)=\(Findings.property($0.1))" }.joined(separator: ",")
      text += "::\(Findings.data(diagnostic.fullMessage))\n"
    }
    return text
  }

  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func property(_ text: String) -> String {
    var result = ""
    for character in data(text) {
      switch character {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.append(character)
      }
    }
    return result
  }
}

extension Diagnostic {
  /// The message with its label, notes and help, a line each, for readers without the source line.
  var fullMessage: String {
    let label = label.isEmpty ? "" : " (\(label))"
    return ([message + label] + notes + fixIts.map { "help: \($0.message)" }).joined(
      separator: "\n")
  }
}
