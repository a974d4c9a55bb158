import Language

extension DiagnosticCode {
  /// Codes that the checker gives: names and types, ranges and logic, style, sinks, waivers.
  package static let checking: [DiagnosticCode] =
    [
      unknownColumn, unknownMetric, rowValue, windowValue, wrongType, wrongArguments, duplicateName,
      constantWanted, invalidRegex, conditionWanted, ratioByName, unknownType, bareBaseline,
      notInBaseline,
      selectsNothing, duplicateCheck, unknownCheck, circularLet, duplicateClause, emptyRule,
      unknownPlaceholder, wholeNumberWanted, namesMultiply, windowColumnWanted, windowTooShort,
      unknownZone, windowsApart, labelsNeverEnough,
      wrongWindow,
      wrongTask, taskWanted,
      notYetEvaluated, neverFires, alwaysFires, emptyRange,
      notReviewed, unusedLet, shadowedColumn, unusedParameter,
    ] + columnTypes + sinks + history + lifecycle + ignoring + modules + quality
    + attributions

  static let unknownColumn = DiagnosticCode(
    "TM201", .error, "unknown column",
    why: "A rule over a column that the baseline does not have would never be decided.",
    avoid: "edition 1\ncolumns { fare_amont: complete }\n",
    prefer: "edition 1\ncolumns { fare_amount: complete }\n")
  static let unknownMetric = DiagnosticCode(
    "TM202", .error, "unknown metric",
    why: "Only metrics of the catalogue have a value over a window.",
    avoid: "edition 1\nrule r { expect compleetness(fare) >= 95% }\n",
    prefer: "edition 1\nrule r { expect completeness(fare) >= 95% }\n")
  static let rowValue = DiagnosticCode(
    "TM203", .error, "row value where a window value is wanted",
    why: "A rule judges a window, and a column has a value for each record of it.",
    avoid: "edition 1\nrule r { for each column c expect c > 0 }\n",
    prefer: "edition 1\nrule r { for each column c expect every(c > 0) }\n")
  static let windowValue = DiagnosticCode(
    "TM204", .error, "window value where a row value is wanted",
    why: "A record is judged before its window is complete.",
    avoid: "edition 1\nrule r { expect share(fare > mean(fare)) <= 60% }\n",
    prefer: "edition 1\nrule r { expect share(fare > baseline(mean(fare))) <= 60% }\n")
  static let wrongType = DiagnosticCode(
    "TM205", .error, "wrong type",
    why: "Values of these types can't be put together; nothing is converted in silence.",
    avoid: "edition 1\nrule r { expect mean(fare) > \"12\" }\n",
    prefer: "edition 1\nrule r { expect mean(fare) > 12 }\n")
  static let wrongArguments = DiagnosticCode(
    "TM206", .error, "wrong arguments",
    why: "A metric is called as its signature says.",
    avoid: "edition 1\nrule r { expect quantile(fare) < 100 }\n",
    prefer: "edition 1\nrule r { expect quantile(fare, 99%) < 100 }\n")
  static let duplicateName = DiagnosticCode(
    "TM208", .error, "a name is declared twice",
    why: "Verdicts, waivers and history are filed under the name.",
    avoid: "edition 1\nrule r { expect row_count > 0 }\nrule r { expect row_count > 9 }\n",
    prefer: "edition 1\nrule r { expect row_count > 0 }\nrule s { expect row_count > 9 }\n")
  static let constantWanted = DiagnosticCode(
    "TM209", .error, "a constant is wanted",
    why: "What is gathered must be known before the first record.",
    avoid: "edition 1\nrule r { expect quantile(fare, mean(fare)) < 100 }\n",
    prefer: "edition 1\nrule r { expect quantile(fare, 0.5) < 100 }\n")
  static let invalidRegex = DiagnosticCode(
    "TM210", .error, "invalid regex",
    why: "Patterns are compiled by PCRE2 when the file is checked.",
    avoid: "edition 1\ncolumns { email: matches /[a-z/ }\n",
    prefer: "edition 1\ncolumns { email: matches /[a-z]/ }\n")
  static let conditionWanted = DiagnosticCode(
    "TM211", .error, "a condition is wanted",
    why: "A rule says what must be true.",
    avoid: "edition 1\nrule r { expect mean(fare) }\n",
    prefer: "edition 1\nrule r { expect mean(fare) > 0 }\n")
  static let ratioByName = DiagnosticCode(
    "TM212", .error, "a ratio by name after `within`",
    why: "Whether `within` is relative or absolute must be seen where it stands.",
    avoid: "edition 1\nlet t = 10%\nrule r { expect mean(fare) within t of 12 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) within 10% of 12 }\n")
  static let unknownType = DiagnosticCode(
    "TM214", .error, "unknown type",
    why: "Types are integral, fractional, numeric, boolean, timestamp, string, categorical.",
    avoid: "edition 1\nrule r { for each integer column c expect completeness(c) > 0.9 }\n",
    prefer: "edition 1\nrule r { for each integral column c expect completeness(c) > 0.9 }\n")
  static let bareBaseline = DiagnosticCode(
    "TM215", .error, "`baseline` without a left side",
    why: "The bare word repeats the left operand of a comparison.",
    avoid: "edition 1\nrule r { expect baseline > 3 }\n",
    prefer: "edition 1\nrule r { expect baseline(mean(fare)) > 3 }\n")
  static let notInBaseline = DiagnosticCode(
    "TM216", .warning, "a column that the baseline lacks",
    why: "The data have it and the baseline does not: nothing can be compared.",
    avoid: "edition 1\ncolumns { predicted: drift <= 0.1 }\n",
    prefer: "edition 1\ncolumns { fare_amount: drift <= 0.1 }\n")
  static let selectsNothing = DiagnosticCode(
    "TM217", .warning, "selects no column",
    why: "A rule over no column checks nothing; its verdict is unknown, never a pass.",
    avoid: "edition 1\nlet none = columns(\"zzz_*\")\ncolumns { none: complete }\n",
    prefer: "edition 1\nlet fares = columns(\"fare*\")\ncolumns { fares: complete }\n")
  static let duplicateCheck = DiagnosticCode(
    "TM218", .error, "two checks of one name",
    why: "Verdicts are filed under the check's name.",
    avoid: "edition 1\ncolumns { fare_amount: >= 0, >= 1 }\n",
    prefer: "edition 1\ncolumns { fare_amount: >= 0, >= 1 for at least 99% as mostly_one }\n")
  static let unknownCheck = DiagnosticCode(
    "TM219", .error, "unknown check",
    why: "A check is a type, a flag, a bound on values or a metric with its column left out.",
    avoid: "edition 1\ncolumns { fare_amount: compleet }\n",
    prefer: "edition 1\ncolumns { fare_amount: complete }\n")
  static let circularLet = DiagnosticCode(
    "TM220", .error, "a name is defined by itself",
    why: "Every file terminates.",
    avoid: "edition 1\nlet a = b\nlet b = a\nrule r { expect row_count > a }\n",
    prefer: "edition 1\nlet a = 1\nlet b = a\nrule r { expect row_count > b }\n")
  static let duplicateClause = DiagnosticCode(
    "TM221", .error, "a clause stands twice",
    why: "The second would silently win.",
    avoid: "edition 1\nrule r { where fare > 0 where fare < 9 expect row_count > 0 }\n",
    prefer: "edition 1\nrule r { where fare > 0 and fare < 9 expect row_count > 0 }\n")
  static let emptyRule = DiagnosticCode(
    "TM222", .error, "a rule without a condition",
    why: "It could never be violated.",
    avoid: "edition 1\nrule r { severity critical }\n",
    prefer: "edition 1\nrule r { severity critical expect row_count > 0 }\n")
  static let unknownPlaceholder = DiagnosticCode(
    "TM223", .error, "unknown name in a message",
    why: "The message would show braces to whoever is woken up by it.",
    avoid: "edition 1\nrule r { expect row_count > 0 message \"{valeu} rows\" }\n",
    prefer: "edition 1\nrule r { expect row_count > 0 message \"{value} rows\" }\n")
  static let wholeNumberWanted = DiagnosticCode(
    "TM224", .error, "a whole number is wanted",
    why: "Rows are counted one by one.",
    avoid: "edition 1\nrule r { needs at least 1.5 rows expect mean(fare) > 0 }\n",
    prefer: "edition 1\nrule r { needs at least 2 rows expect mean(fare) > 0 }\n")
  static let windowColumnWanted = DiagnosticCode(
    "TM226", .error, "a window without its column",
    why: "Windows are cut by the time in the records, not by the clock of the machine.",
    avoid: "edition 1\nmonitor m { window 1 day }\n",
    prefer: "edition 1\nmonitor m { window 1 day on inference_time }\n")
  static let windowTooShort = DiagnosticCode(
    "TM227", .error, "windows that can't be cut",
    why: "Times are kept to the millisecond, and a window is put together from steps of `every`.",
    avoid: "edition 1\nmonitor m { window 0 s on inference_time }\n",
    prefer: "edition 1\nmonitor m { window 1 hour on inference_time }\n")
  static let windowsApart = DiagnosticCode(
    "TM324", .warning, "windows that leave records out",
    why: "With `every` longer than the window, what comes between two windows is never judged.",
    avoid:
      "edition 1\nmonitor m { window 1 hour every 1 day on fare }\nrule r { expect row_count > 9 }\n",
    prefer:
      "edition 1\nmonitor m { window 1 day every 1 hour on fare }\nrule r { expect row_count > 9 }\n"
  )
  static let labelsNeverEnough = DiagnosticCode(
    "TM331", .error, "labels that are never enough",
    why: "A rule that waits for more labels than there are records is never judged.",
    avoid: "edition 1\nmonitor m {\n  task regression(prediction: predicted, label: fare)\n"
      + "  needs labels for at least 150%\n}\nrule r { expect mae < 3 }\n",
    prefer: "edition 1\nmonitor m {\n  task regression(prediction: predicted, label: fare)\n"
      + "  needs labels for at least 80%\n}\nrule r { expect mae < 3 }\n")
  static let unknownZone = DiagnosticCode(
    "TM244", .error, "a time zone that is not known",
    why: "Days begin at another moment in each zone; a guess would cut every window wrongly.",
    avoid: "edition 1\nmonitor m { window 1 day on t, timezone \"Europe/Berln\" }\n",
    prefer: "edition 1\nmonitor m { window 1 day on t, timezone \"Europe/Berlin\" }\n")
  static let wrongWindow = DiagnosticCode(
    "TM245", .error, "a window of rows with what only windows of time have",
    why: "Records are counted off as they are read; no time cuts or holds such a window open.",
    avoid: "edition 1\nmonitor m { window 1000 rows on t }\n",
    prefer: "edition 1\nmonitor m { window 1000 rows }\n")
  static let wrongTask = DiagnosticCode(
    "TM228", .error, "a task that can't be read",
    why: "Metrics of predictions read the columns that the task names.",
    avoid: "edition 1\nmonitor m { task regression(prediction: predicted) }\n",
    prefer: "edition 1\nmonitor m { task regression(prediction: predicted, label: fare) }\n")
  static let taskWanted = DiagnosticCode(
    "TM229", .error, "a metric of predictions without its task",
    why: "Which column is the prediction and which the truth is said once, by the monitor.",
    avoid: "edition 1\nrule r { expect mae < 3 }\n",
    prefer: "edition 1\nmonitor m { task regression(prediction: predicted, label: fare) }\n"
      + "rule r { expect mae < 3 }\n")
  static let namesMultiply = DiagnosticCode(
    "TM225", .error, "names that multiply",
    why:
      "Each use of a name stands for all of its expression; what doubles with each name "
      + "has no end.",
    avoid: "edition 1\nlet a = 1\n"
      + (1...10).map {
        "let a\($0) = a\($0 == 1 ? "" : "\($0 - 1)") + a\($0 == 1 ? "" : "\($0 - 1)")\n"
      }
      .joined() + "rule r { expect row_count > a10 }\n",
    prefer: "edition 1\nlet a = 1_024\nrule r { expect row_count > a }\n")
  package static let notYetEvaluated = DiagnosticCode(
    "TM290", .error, "not supported by this version",
    why:
      "The language has it, this version of the program does not; nothing is skipped in silence.",
    avoid: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { expect share(fare > previous(mean(fare))) < 50% }\n",
    prefer: "edition 1\nmonitor m { window 1 day on fare }\n"
      + "rule r { expect mean(fare) < 2 * previous(mean(fare)) }\n")
  static let neverFires = DiagnosticCode(
    "TM304", .error, "this rule can never fire",
    why:
      "Whatever the data are, the outcome is the same: most often a percentage without its sign.",
    avoid: "edition 1\nrule r { for each column c alert when drift(c) > 1.2 }\n",
    prefer: "edition 1\nrule r { for each column c alert when drift(c) > 12% }\n")
  static let alwaysFires = DiagnosticCode(
    "TM305", .error, "this rule always fires",
    why:
      "Whatever the data are, the outcome is the same: most often a percentage without its sign.",
    avoid: "edition 1\nrule r { expect completeness(fare) >= 95 }\n",
    prefer: "edition 1\nrule r { expect completeness(fare) >= 95% }\n")
  static let emptyRange = DiagnosticCode(
    "TM306", .error, "an empty range",
    why: "No number lies in it.",
    avoid: "edition 1\nrule r { expect mean(fare) in 10...1 }\n",
    prefer: "edition 1\nrule r { expect mean(fare) in 1...10 }\n")
  static let notReviewed = DiagnosticCode(
    "TM501", .note, "a generated bound is not reviewed",
    why: "A bound read off training data is a suggestion until a person has looked at it.",
    avoid: "edition 1\ncolumns { fare_amount: >= 0 suggested(0.01) }\n",
    prefer: "edition 1\ncolumns { fare_amount: >= 0 }\n")
  static let shadowedColumn = DiagnosticCode(
    "TM503", .warning, "a name that hides a column",
    why: "Whoever reads the name thinks of the column, and the rule reads something else.",
    avoid: "edition 1\nlet fare = 3\nrule r { expect row_count > fare }\n",
    prefer: "edition 1\nlet limit = 3\nrule r { expect row_count > limit }\n")
  static let unusedParameter = DiagnosticCode(
    "TM541", .warning, "a parameter that its definition never reads",
    why: "Arguments in its place change nothing, and nobody looks at them.",
    avoid: "edition 1\ndefine full(c, least) = completeness(c) > 99%\n"
      + "rule r { expect full(fare, 98%) }\n",
    prefer: "edition 1\ndefine full(c, least) = completeness(c) > least\n"
      + "rule r { expect full(fare, 98%) }\n")
  static let unusedLet = DiagnosticCode(
    "TM502", .warning, "a name that nobody uses",
    why: "It is most often a spelling mistake in the place that should use it.",
    avoid: "edition 1\nlet limit = 3\nrule r { expect row_count > 2 }\n",
    prefer: "edition 1\nlet limit = 3\nrule r { expect row_count > limit }\n")
}
