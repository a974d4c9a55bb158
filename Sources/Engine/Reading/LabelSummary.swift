/// What a run says of its ground truth.
package struct LabelSummary: Sendable, Equatable {
  package struct Finding: Sendable, Equatable {
    package let kind: LabelFinding
    package let count: Int
    /// The first few: id and place.
    package let examples: [String]

    package init(kind: LabelFinding, count: Int, examples: [String]) {
      self.kind = kind
      self.count = count
      self.examples = examples
    }
  }

  package let sources: [String]
  /// Labels that could be read.
  package let labels: Int
  package let malformed: Int
  /// The first few that could not.
  package let malformedPlaces: [MalformedLog.Place]
  /// Ids that have a label.
  package let ids: Int
  /// Records with a label: one that was joined, or their own.
  package let labelled: Int
  /// Records without one.
  package let unlabelled: Int
  /// Hours from an inference to its label: the least and the most.
  package let delays: ClosedRange<Int>?
  /// Those that occur.
  package let findings: [Finding]

  package init(
    sources: [String], labels: Int, malformed: Int, malformedPlaces: [MalformedLog.Place],
    ids: Int, join: LabelJoin, findings: [Finding]
  ) {
    self.sources = sources
    self.labels = labels
    self.malformed = malformed
    self.malformedPlaces = malformedPlaces
    self.ids = ids
    labelled = join.labelled + (join.counts[.ownTruth] ?? 0)
    unlabelled = LabelFinding.reasons.reduce(0) { $0 + (join.counts[$1] ?? 0) }
    delays = join.delays
    self.findings = findings
  }

  /// The member `labels` of `check --format json`.
  package var json: JSON {
    var members: [JSON.Member] = [
      .init("labels", .integer(labels)), .init("malformed", .integer(malformed)),
      .init("ids", .integer(ids)), .init("labelled", .integer(labelled)),
      .init("unlabelled", .integer(unlabelled)),
    ]
    for kind in LabelFinding.allCases {
      members.append(.init(kind.rawValue, .integer(findings.first { $0.kind == kind }?.count ?? 0)))
    }
    if let delays {
      members.append(
        .init(
          "delay_hours", .array([.integer(delays.lowerBound), .integer(delays.upperBound)])))
    }
    let examples = findings.map {
      JSON.Member($0.kind.rawValue, .array($0.examples.map(JSON.string)))
    }
    let places = malformedPlaces.map { JSON.string($0.description) }
    members.append(
      .init("examples", .object([JSON.Member("malformed", .array(places))] + examples)))
    members.append(.init("sources", .array(sources.map(JSON.string))))
    return .object(members)
  }

  /// What there is to say, a line each: first of all, then finding by finding.
  package var lines: [String] {
    let all = labelled + unlabelled
    var lines = [
      "\(Number.grouped(labelled)) of \(Number.grouped(all)) record\(all == 1 ? "" : "s") "
        + "\(labelled == 1 ? "has" : "have") a label"
        + delay
    ]
    if malformed > 0 {
      lines.append(
        LabelSummary.line(
          "\(Number.grouped(malformed)) line\(malformed == 1 ? "" : "s") of labels can't be read",
          malformedPlaces.map(\.description), of: malformed))
    }
    return lines
      + findings.map { LabelSummary.line($0.kind.sentence($0.count), $0.examples, of: $0.count) }
  }

  /// How long labels took, where all came after their record.
  private var delay: String {
    guard let delays, delays.lowerBound >= 0 else { return "" }
    let (low, high) = (Number.grouped(delays.lowerBound), Number.grouped(delays.upperBound))
    return ", collected " + (low == high ? low : "\(low) to \(high)")
      + " hour\(high == "1" ? "" : "s") after the inference"
  }

  private static func line(_ sentence: String, _ examples: [String], of count: Int) -> String {
    guard !examples.isEmpty else { return sentence }
    return "\(sentence): \(examples.prefix(3).joined(separator: "; "))"
      + (count > min(3, examples.count) ? " …" : "")
  }
}
