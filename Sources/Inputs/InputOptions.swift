/// How inputs are read.
package struct InputOptions {
  /// Takes the bytes of an input as stored, in order, as they are read: its number, and the bytes.
  package typealias Hash = (Int, RawSpan) -> Void

  /// The format of all inputs; nil: guessed from name and content.
  package var format: InputFormat?
  /// Whether the first record of each input names its columns.
  package var hasHeader = true
  /// Names of the columns: of headerless inputs, or in place of the header's.
  package var columns: [String]?
  /// Spellings of a missing value besides the empty field.
  package var nulls: [String] = []
  /// The byte between fields; nil: the format's.
  package var delimiter: UInt8?
  /// Names of what captured records hold; nil: those of the data, or numbers.
  package var capture: CaptureNames?
  /// Names for the input of captured records that have none, such as those of a baseline. They
  /// count only where there are as many as input columns, or as output and input columns together.
  package var inputNames: [String]?
  /// Ground truth to be joined to captured records.
  package var labels: Labels?
  /// Seconds since 1970-01-01T00:00:00Z from which records are wanted, and before which: of the
  /// capture layout, folders of other hours are not opened.
  package var span: Range<Double>?
  /// Where local copies of what manifests of batch transforms name lie: beginnings of names, such as
  /// `s3://bucket/path`, and folders.
  package var copies: [(prefix: String, folder: String)] = []
  /// What reads Parquet files.
  package var parquet: ParquetCommand?
  /// Called with all that is read, so that hashes of the inputs need no second pass.
  package var computeHash: Hash?
  /// Bytes of the longest record, its line end aside; 1 GiB at most. A longer one is malformed.
  package var maximumRecordBytes = 64 << 20
  /// Bytes of a piece, unless a record is longer.
  package var pieceBytes = 4 << 20

  package init() {}
}
