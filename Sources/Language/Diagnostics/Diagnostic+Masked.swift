extension Diagnostic {
  /// Lines of a sink may hold a secret that was written as text: none is shown.
  var holdsSecrets: Bool { code.id.hasPrefix("TM60") }

  /// The same over a source whose texts in quotes are struck out.
  var masked: Diagnostic {
    var files: [(SourceFile, masked: SourceFile)] = []
    func over(_ span: SourceSpan) -> SourceSpan {
      if let known = files.first(where: { $0.0 === span.file }) {
        return SourceSpan(known.masked, span.start, span.end)
      }
      let masked = SourceFile(path: span.file.path, bytes: Diagnostic.masked(span.file.bytes))
      files.append((span.file, masked))
      return SourceSpan(masked, span.start, span.end)
    }
    return Diagnostic(
      code, message, at: over(span), severity: severity, label: label,
      secondary: secondary.map { Label(over($0.span), $0.text) }, notes: notes, fixIts: fixIts)
  }

  /// Places stay as they are: a byte for a byte.
  private static func masked(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var isText = false
    var isEscaped = false
    for place in bytes.indices {
      switch bytes[place] {
      case UInt8(ascii: "\n"): (isText, isEscaped) = (false, false)
      case UInt8(ascii: "\"") where !isEscaped: isText.toggle()
      case let byte where isText:
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        result[place] = UInt8(ascii: "*")
      default: break
      }
    }
    return result
  }
}
