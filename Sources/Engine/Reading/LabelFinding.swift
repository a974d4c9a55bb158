/// What is worth knowing of ground truth that is joined to records.
package enum LabelFinding: String, Sendable, CaseIterable {
  /// Labels that say what another of their id says.
  case duplicate
  /// Ids whose labels disagree.
  case contradictory
  /// Ids of labels that no record has.
  case unknownID = "unknown_id"
  /// Records without a label, since none has their id.
  case notLabelled = "no_label"
  /// Records without a label, since they have no id.
  case noID = "no_id"
  /// Records without a label, since those of their id disagree and none is the latest.
  case undecided
  /// Records without a label, since that of their id does not fit them.
  case misfit
  /// Records that share their id, and so their label, with an earlier one.
  case repeatedID = "repeated_id"
  /// Records with ground truth of their own.
  case ownTruth = "own_truth"
  /// Records whose label was collected before their inference.
  case early
  /// Records whose label was collected later than is waited for.
  case late
  /// Records whose label is no number, where errors need one.
  case notNumber = "no_number"

  /// Why a record has no label.
  package static let reasons: [LabelFinding] = [.notLabelled, .noID, .undecided, .misfit]

  /// What to say of so many.
  package func sentence(_ count: Int) -> String {
    let one = count == 1
    let records = "\(Number.grouped(count)) record\(one ? "" : "s")"
    let labels = "\(Number.grouped(count)) label\(one ? "" : "s")"
    let ids = "\(Number.grouped(count)) id\(one ? "" : "s")"
    return switch self {
    case .duplicate: "\(labels) \(one ? "says" : "say") what another of the same id says"
    case .contradictory:
      "\(ids) \(one ? "has" : "have") labels that disagree: the one collected last counts, "
        + "where there is one"
    case .unknownID: "\(ids) of labels \(one ? "is" : "are") of no record"
    case .notLabelled: "\(records) \(one ? "has" : "have") no label"
    case .noID: "\(records) \(one ? "has no id" : "have no ids"), so no label"
    case .undecided:
      "\(records) \(one ? "is" : "are") without a label, since those of the id disagree and none "
        + "was collected last"
    case .misfit: "\(records) \(one ? "has a label that does" : "have labels that do") not fit"
    case .repeatedID:
      "\(records) \(one ? "has" : "have") the id of another record: both have its label"
    case .ownTruth: "\(records) \(one ? "has" : "have") ground truth already, which stays"
    case .early:
      "\(records) \(one ? "has a label that was" : "have labels that were") collected before the "
        + "inference: a clock is wrong"
    case .notNumber:
      "\(records) \(one ? "has a label that is" : "have labels that are") no number: it counts as a "
        + "label, and errors leave it out"
    case .late: "\(records) \(one ? "has a label that" : "have labels that") came late"
    }
  }
}
