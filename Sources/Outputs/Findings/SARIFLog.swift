import Engine
import Language

/// Findings as SARIF 2.1.0 (OASIS), the format of code scanning.
///
/// Columns are counted in Unicode scalars (`unicodeCodePoints`), a byte-order mark not counting. Paths
/// are relative to the folder that the command ran in (`%SRCROOT%`).
package struct SARIFLog {
  private let findings: Findings
  private let version: String
  private let root: String
  /// The codes that occur, in order.
  private let codes: [DiagnosticCode]
  private let codePlaces: [String: Int]
  private let uris: [String]
  private let uriPlaces: [String: Int]

  /// - Parameter root: the folder that paths are told from, absolute.
  package init(_ findings: Findings, version: String, root: String) {
    self.findings = findings
    self.version = version
    self.root = root
    var codes: [String: DiagnosticCode] = [:]
    for diagnostic in findings.diagnostics { codes[diagnostic.code.id] = diagnostic.code }
    self.codes = codes.values.sorted { $0.id < $1.id }
    codePlaces = SARIFLog.places(self.codes.map(\.id))
    let paths =
      findings.files
      + findings.diagnostics.flatMap { diagnostic in
        ([diagnostic.span] + diagnostic.secondary.map(\.span) + diagnostic.fixIts.map(\.span)).map(
          \.file.path)
      }
    var seen: Set<String> = []
    uris = paths.map { ArtifactPath.uri($0, root: root) }.filter { seen.insert($0).inserted }
    uriPlaces = SARIFLog.places(uris)
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var json: JSON {
    .object([
      "$schema": .string(
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
      ),
      "version": .string("2.1.0"),
      "runs": .array([run]),
    ])
  }

  private var run: JSON {
    .object([
      "tool": .object([
        "driver": .object([
          "name": .string("tidemark"), "version": .string(version),
          "semanticVersion": .string(version), "rules": .array(codes.map(rule)),
        ])
      ]),
      "invocations": .array([
        .object([
          "executionSuccessful": .boolean(true), "exitCode": .integer(findings.fails ? 1 : 0),
        ])
      ]),
      "columnKind": .string("unicodeCodePoints"),
      "artifacts": .array(
        uris.map { .object(["location": location(uri: $0), "mimeType": .string("text/plain")]) }),
      "results": .array(findings.diagnostics.map(result)),
    ])
  }

  // MARK: Rules

  private func rule(_ code: DiagnosticCode) -> JSON {
    .object([
      "id": .string(code.id),
      "shortDescription": SARIFLog.text(code.title),
      "fullDescription": SARIFLog.text(code.why),
      "help": .object([
        "text": .string("\(code.why)\n\nAvoid:\n\n\(code.avoid)\nPrefer:\n\n\(code.prefer)"),
        "markdown": .string(
          "\(code.why)\n\n**Avoid**\n\n```tide\n\(code.avoid)```\n\n"
            + "**Prefer**\n\n```tide\n\(code.prefer)```\n"),
      ]),
      "defaultConfiguration": .object(["level": .string(code.severity.rawValue)]),
      "properties": .object(["tags": .array([.string(code.group.rawValue)])]),
    ])
  }

  // MARK: Results

  private func result(_ diagnostic: Diagnostic) -> JSON {
    let related = diagnostic.secondary.enumerated().map { index, label in
      JSON.object([
        "id": .integer(index), "physicalLocation": place(label.span),
        "message": SARIFLog.message(label.text),
      ])
    }
    let fixes = diagnostic.fixIts.map { fixIt in
      JSON.object([
        "description": SARIFLog.message(fixIt.message),
        "artifactChanges": .array([
          .object([
            "artifactLocation": location(of: fixIt.span),
            "replacements": .array([
              .object([
                "deletedRegion": SARIFLog.region(fixIt.span),
                "insertedContent": SARIFLog.text(fixIt.replacement),
              ])
            ]),
          ])
        ]),
      ])
    }
    return .object([
      "ruleId": .string(diagnostic.code.id),
      "ruleIndex": codePlaces[diagnostic.code.id].map { .integer($0) },
      "level": .string(diagnostic.severity.rawValue),
      "message": SARIFLog.message(diagnostic.fullMessage),
      "locations": .array([
        .object([
          "physicalLocation": place(diagnostic.span),
          "message": diagnostic.label.isEmpty ? nil : SARIFLog.message(diagnostic.label),
        ])
      ]),
      "relatedLocations": related.isEmpty ? nil : .array(related),
      "fixes": fixes.isEmpty ? nil : .array(fixes),
    ])
  }

  private func place(_ span: SourceSpan) -> JSON {
    .object(["artifactLocation": location(of: span), "region": SARIFLog.region(span)])
  }

  private func location(of span: SourceSpan) -> JSON {
    let uri = ArtifactPath.uri(span.file.path, root: root)
    return location(uri: uri, index: uriPlaces[uri])
  }

  private func location(uri: String, index: Int? = nil) -> JSON {
    .object([
      "uri": .string(uri),
      "uriBaseId": uri.hasPrefix("file:") ? nil : .string("%SRCROOT%"),
      "index": index.map { .integer($0) },
    ])
  }

  private static func region(_ span: SourceSpan) -> JSON {
    let region = Region(span)
    return .object([
      "startLine": .integer(region.line), "startColumn": .integer(region.column),
      "endLine": .integer(region.endLine), "endColumn": .integer(region.endColumn),
    ])
  }

  private static func text(_ text: String) -> JSON { .object(["text": .string(text)]) }

  /// Braces would be places of arguments (3.11.5), and what looks like a link one (3.11.6).
  private static func message(_ text: String) -> JSON {
    var result = ""
    for character in text {
      switch character {
      case "{": result += "{{"
      case "}": result += "}}"
      default: result.append(character)
      }
    }
    return SARIFLog.text(result.replacing("](", with: "] ("))
  }
}
