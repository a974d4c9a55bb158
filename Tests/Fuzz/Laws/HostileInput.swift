/// A kind of bytes that anybody may hand to the program.
///
/// Its laws hold whatever the bytes are: the seeded tests and the fuzzer both ask for them.
package enum HostileInput: String, CaseIterable, Sendable {
  case rules, csv, jsonl, captures, arrow, states

  /// The law that the bytes break, in words; nil where all hold. That nothing crashes or hangs is
  /// for the caller to see.
  package func lawBroken(by bytes: [UInt8]) -> String? {
    switch self {
    case .rules: RuleLaws.broken(by: bytes)
    case .csv: RecordLaws(.csv).broken(by: bytes)
    case .jsonl: RecordLaws(.jsonl).broken(by: bytes)
    case .captures: RecordLaws(.capture).broken(by: bytes)
    case .arrow: ArrowLaws.broken(by: bytes)
    case .states: StateLaws.broken(by: bytes)
    }
  }
}
