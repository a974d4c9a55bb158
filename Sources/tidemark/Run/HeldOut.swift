import Engine
import Foundation
import Language
import Store

/// Whether the data of a baseline's errors are those that the model was trained on, by the hashes of
/// the files that it was made of.
enum HeldOut {
  /// SHA-256 of the training data of a baseline directory; none where its record lacks them.
  static func hashes(of folder: String) -> Set<String> {
    hashes(in: folder + "/" + BaselineDirectory.run)
  }

  /// A finding where a baseline directory has the same file on both sides.
  ///
  /// - Parameter span: where the rules name the baseline.
  static func findings(in folder: String, at span: SourceSpan) -> [Diagnostic] {
    let shared = hashes(of: folder).intersection(
      hashes(in: folder + "/" + BaselineDirectory.qualityRun))
    return shared.isEmpty ? [] : [finding("the baseline \(folder)", at: span)]
  }

  /// Findings where held-out files are training files.
  static func findings(
    training: Set<String>, _ inputs: [(path: String, hash: String)]
  ) -> [Diagnostic] {
    inputs.filter { training.contains($0.hash) }.prefix(1).map { path, _ in
      finding(path, at: SourceSpan(SourceFile(path: path, bytes: []), 0, 0))
    }
  }

  private static func finding(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .heldOutIsTraining, "\(what): the errors are of data that the model was trained on", at: span,
      notes: ["give data to `tidemark baseline --part quality` that training did not see"])
  }

  private static func hashes(in file: String) -> Set<String> {
    guard let data = FileManager.default.contents(atPath: file),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let inputs = json["data"] as? [[String: Any]]
    else { return [] }
    return Set(inputs.compactMap { $0["hash"] as? String })
  }
}
