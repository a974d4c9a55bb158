/// Records by whether they are in a facet, whether their label is positive, and whether their
/// prediction is: the counters that bias metrics are made of.
///
/// Column 0 of the block holds the facet's condition, the next ones those of label and prediction, as
/// far as the parameters name them. Each may be unknown for a record, so that there are 27 counters;
/// what is not read is unknown for all. Exact.
package struct FacetCounts: Statistic {
  package static let kind = "facet-outcomes"

  package struct Parameters: Hashable, Sendable, CustomStringConvertible {
    package let readsLabel: Bool
    package let readsPrediction: Bool

    package init(label: Bool, prediction: Bool) {
      readsLabel = label
      readsPrediction = prediction
    }

    package var description: String {
      ["facet", readsLabel ? "label" : nil, readsPrediction ? "prediction" : nil]
        .compactMap(\.self).joined(separator: " × ")
    }
  }

  private let parameters: Parameters
  /// By facet, then label, then prediction, in the order of `OutcomeCode`.
  private var counts = [Int](repeating: 0, count: Self.cells)
  private static let cells = OutcomeCode.count * OutcomeCode.count * OutcomeCode.count

  package init(_ parameters: Parameters) { self.parameters = parameters }

  /// Records of some outcomes; nil is unknown.
  package func count(facet: Bool?, label: Bool?, prediction: Bool?) -> Int {
    counts[Self.cell(Self.code(facet), Self.code(label), Self.code(prediction))]
  }

  /// Records that were counted.
  package var records: Int { counts.reduce(into: 0) { $0.tally($1) } }

  private static let codes = [OutcomeCode.yes, OutcomeCode.no, OutcomeCode.null]

  private static func code(_ outcome: Bool?) -> UInt8 {
    outcome.map { $0 ? OutcomeCode.yes : OutcomeCode.no } ?? OutcomeCode.null
  }

  @inline(__always)
  private static func cell(_ facet: UInt8, _ label: UInt8, _ prediction: UInt8) -> Int {
    (Int(facet) &* OutcomeCode.count &+ Int(label)) &* OutcomeCode.count &+ Int(prediction)
  }

  package mutating func update(_ block: ColumnBlock) {
    var columns = block.columns[...]
    guard let facets = columns.popFirst()?.outcomeRows else { return }
    let labels = parameters.readsLabel ? columns.popFirst()?.outcomeRows : nil
    let predictions = parameters.readsPrediction ? columns.popFirst()?.outcomeRows : nil
    for facet in Self.codes {
      guard let inFacet = facets[facet] else { continue }
      for (label, rows) in Self.parts(of: inFacet, labels) {
        for (prediction, count) in Self.counts(of: rows, predictions) {
          counts[Self.cell(facet, label, prediction)].tally(count)
        }
      }
    }
  }

  /// Rows by an outcome, which is unknown for all where it is not read.
  private static func parts(
    of rows: RowSet, _ outcomes: OutcomeRows?
  ) -> [(outcome: UInt8, rows: RowSet)] {
    guard let outcomes else { return [(OutcomeCode.null, rows)] }
    return codes.compactMap { code in outcomes[code].map { (code, rows.intersection($0)) } }
  }

  private static func counts(
    of rows: RowSet, _ outcomes: OutcomeRows?
  ) -> [(outcome: UInt8, count: Int)] {
    guard let outcomes else { return [(OutcomeCode.null, rows.count)] }
    return codes.compactMap { code in outcomes[code].map { (code, rows.count(in: $0)) } }
  }

  package mutating func merge(_ other: FacetCounts) {
    for cell in counts.indices { counts[cell].tally(other.counts[cell]) }
  }

  package func encode(into bytes: inout ByteWriter) {
    bytes.write(UInt8((parameters.readsLabel ? 1 : 0) + (parameters.readsPrediction ? 2 : 0)))
    for count in counts { bytes.writeTally(count) }
  }

  package init(decoding bytes: inout ByteReader) throws(DamagedState) {
    let form = try bytes.readByte()
    guard form < 4 else { throw bytes.damaged("a form that is not known") }
    self.init(Parameters(label: form & 1 != 0, prediction: form & 2 != 0))
    for cell in counts.indices { counts[cell] = try bytes.readTally() }
  }

  package static func memory(_ parameters: Parameters) -> Int {
    MemoryLayout<FacetCounts>.size + cells * 8 + 32
  }
}
