import Language

extension DiagnosticCode {
  /// Codes of rules that read of a column what it is said not to hold.
  static let columnTypes: [DiagnosticCode] = [typeNeverRead, spellingRead]

  static let typeNeverRead = DiagnosticCode(
    "TM560", .error, "a column of another type",
    why:
      "Values of another type are left out, never converted: of a column that holds nothing else the "
      + "rule never has a value.",
    avoid: "edition 1\ncolumns { predicted: boolean }\nrule r { expect mean(predicted) <= 60% }\n",
    prefer: "edition 1\ncolumns { predicted: boolean }\n"
      + "rule r { expect share(predicted == true) <= 60% }\n")
  static let spellingRead = DiagnosticCode(
    "TM561", .warning, "a column that is read by its spelling",
    why:
      "Of a column of texts only those that are spelled like numbers would count, and of a number only "
      + "its spelling is compared with a text: neither is most often meant.",
    avoid:
      "edition 1\ncolumns { predicted: string }\nrule r { expect share(predicted == 3) <= 60% }\n",
    prefer: "edition 1\ncolumns { predicted: string }\n"
      + "rule r { expect share(predicted == \"3\") <= 60% }\n")
}
