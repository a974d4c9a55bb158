import Language

extension DiagnosticCode {
  /// Codes of what is held to a model's own errors.
  static let quality: [DiagnosticCode] = [sigmaOfOther]

  static let sigmaOfOther = DiagnosticCode(
    "TM330", .error, "`sigma` of what has no standard error",
    why:
      "A standard error is of a metric over the baseline, or follows from earlier windows; a plain "
      + "number has none.",
    avoid: "edition 1\nrule r { expect mean(fare) within 3 sigma of 12 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) within 3 sigma of baseline }\n")
}
