/// Names for what captured records hold; an empty list leaves them to the data.
package struct CaptureNames: Sendable, Equatable {
  /// Of the request's fields, in their order.
  package var input: [String]
  /// Of the response's fields.
  package var output: [String]
  /// Of the fields of merged ground truth.
  package var truth: [String]
  /// In place of `inference_time`, `event_id`, `inference_id` and `custom_attributes`, in this
  /// order.
  package var meta: [String]

  package init(
    input: [String] = [], output: [String] = [], truth: [String] = [], meta: [String] = []
  ) {
    self.input = input
    self.output = output
    self.truth = truth
    self.meta = meta
  }

  /// The columns that captures may have by these names, with those that labels bring.
  package var columns: [String] {
    let metas = meta + CaptureLayout.metaNames.dropFirst(meta.count)
    return output + input + truth + metas + [CaptureLayout.labelTimeName]
  }
}
