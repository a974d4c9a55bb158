import Engine

/// A model that gives predictions for records.
package protocol AskedModel: AnyObject {
  /// Asks questions, some of them under way at once.
  ///
  /// - Parameters:
  ///   - next: the next question; nil where there are no more.
  ///   - take: called with the answers of each, in the order of the questions.
  func ask(
    _ next: () -> Question?, take: (Answers) throws(ModelFailure) -> Void
  ) throws(ModelFailure)

  /// Looks whether it said more than it was asked, where that can't be told from single answers.
  func settle() throws(ModelFailure)

  /// How long was waited for it, with nothing else to do.
  var waited: Duration { get }

  /// Lets it end.
  func close()
}

/// Why a model gave no predictions.
package struct ModelFailure: Error, Sendable, Equatable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
