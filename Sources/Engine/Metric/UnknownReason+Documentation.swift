extension UnknownReason {
  /// What it says of a verdict or a value.
  package var meaning: String {
    switch self {
    case .tooFewRows:
      "The window has fewer rows than the rule needs, or so few that the bound could not be exceeded."
    case .noData: "There is no record, or no value, from which it could be computed."
    case .columnAbsent: "The data have no such column."
    case .noBaseline: "There is no baseline, or it lacks the column, the segment or the statistic."
    case .noLabelsYet: "Too few records have their label so far."
    case .noHistory: "Fewer windows have been decided than the rule looks back on."
    case .undefined: "The formula has no value, such as 0/0."
    case .selectsNothing: "The set of columns holds none, so that nothing was looked at."
    case .patternLimit: "The regex took too long on some value."
    case .modelFailed: "The model did not answer."
    case .pluginFailed: "A plugin did not answer."
    }
  }

  /// What makes it known.
  package var remedy: String {
    switch self {
    case .tooFewRows:
      "Take a longer window, or say `needs at least N rows` so that small windows are excused."
    case .noData: "Look whether the data have arrived, and whether `where` picks any record."
    case .columnAbsent:
      "Look whether the column was renamed; a column that may be absent is flagged `optional`."
    case .noBaseline:
      "Name the baseline with `--baseline` or in the monitor; `tidemark baseline DATA -o DIR --rules RULES` stores each statistic that the rules ask of it."
    case .noLabelsYet: "Wait for the labels, or check again later."
    case .noHistory: "Wait until there are as many windows, or look back on fewer."
    case .undefined: "Bound a value that is always defined, or leave such records out with `where`."
    case .selectsNothing:
      "Compare the set with the columns of the data; `tidemark lint --baseline DIR` does."
    case .patternLimit:
      "Write the regex without nested repetitions, and anchor it with `^` and `$`."
    case .modelFailed: "Look at the model's own log."
    case .pluginFailed: "Look at the plugin's own log."
    }
  }
}
