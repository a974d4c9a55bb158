package import Engine

/// How ground truth is read and joined.
package struct LabelOptions {
  /// Bytes that the index of labels may take; what is beyond goes to temporary files.
  package var memory = 64 << 20
  /// Of temporary files.
  package var folder = "/tmp"
  /// Seconds after which a label counts as late; nil: none does.
  package var lateAfter: Double?
  /// Seconds since 1970-01-01T00:00:00Z from which records count, and before which: what is said of
  /// labels is of records whose inference lies in it.
  package var span: Range<Double>?
  /// Whether records are kept with their label, for a `MalformedLog` to pass on.
  package var keepsMerged = false
  /// The column whose labels must be numbers, such as that of a regression; nil: any label will do.
  package var numberColumn: String?
  /// Spellings of a missing value.
  package var nulls: [String] = []
  /// Called with all that is read of an input, so that hashes need no second pass.
  package var computeHash: InputOptions.Hash?
  /// Takes lines that can't be read.
  package var quarantine: MalformedLog.Quarantine?
  /// Called now and then with the labels so far.
  package var progress: (Int) -> Void = { _ in }
  /// Bytes of a piece, unless a record is longer.
  package var pieceBytes = 4 << 20

  package init() {}
}
