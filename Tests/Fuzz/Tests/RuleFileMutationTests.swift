import FuzzLaws
import Testing

/// Every rule file of the repository, changed in every way: lexer, parser, checker and formatter keep
/// their laws.
struct RuleFileMutationTests {
  enum Change: CaseIterable, Sendable { case delete, duplicate, swap, truncate }

  @Test("Tokens and bytes", arguments: Change.allCases, [true, false])
  func changed(_ change: Change, _ isByTokens: Bool) throws {
    var random = SplitMix64(isByTokens ? 41 : 43)
    for file in try SeededMutationTests.ruleFiles() {
      let pieces = isByTokens ? Mutator.tokens(file) : file.map { [$0] }
      guard !pieces.isEmpty else { continue }
      for _ in 0..<8 {
        let place = Int.random(in: 0..<pieces.count, using: &random)
        var changed = pieces
        switch change {
        case .delete: changed.remove(at: place)
        case .duplicate: changed.insert(pieces[place], at: place)
        case .swap: changed.swapAt(place, Int.random(in: 0..<pieces.count, using: &random))
        case .truncate: changed.removeSubrange(place...)
        }
        let bytes = Array(changed.joined())
        if let law = HostileInput.rules.lawBroken(by: bytes) {
          Issue.record("\(law)\n\(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
  }
}
