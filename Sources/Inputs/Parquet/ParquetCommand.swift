/// The program that reads Parquet files and writes what it reads as Arrow streams.
package struct ParquetCommand: Sendable {
  /// The program and its arguments.
  let words: [String]
  /// Each `NAME=value`.
  let environment: [String]
  /// Whether somebody named the program.
  let isGiven: Bool

  /// - Parameter words: nil for Python with pyarrow.
  package init(_ words: [String]? = nil, environment: [String]) {
    self.words = words ?? ["python3", "-c", ParquetScript.text]
    self.environment = environment
    isGiven = words != nil
  }

  /// What messages call it.
  var name: String { isGiven ? words.joined(separator: " ") : "python3" }

  /// What to do where it can't be had.
  var remedy: String {
    isGiven
      ? "see to the command of --parquet-reader"
      : "install Python 3 and `pip install pyarrow`, or name another reader with --parquet-reader"
  }
}
