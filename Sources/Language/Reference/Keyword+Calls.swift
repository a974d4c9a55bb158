extension Keyword {
  /// What a model may predict.
  static let tasks: [Keyword] = [
    Keyword(
      "regression", .task, "task regression(prediction: COLUMN, label: COLUMN)",
      "A number is predicted.",
      """
      edition 1

      monitor taxi { task regression(prediction: predicted, label: actual) }

      rule errors { expect mae <= 40 }

      """),
    Keyword(
      "binary", .task,
      "task binary([prediction: COLUMN,] [probability: COLUMN,] [threshold: P,] label: COLUMN, positive: VALUE)",
      """
      One of two classes is predicted, by name, by the probability of the positive one, or both. \
      `positive` is a value or a list; without `prediction` a probability at or above `threshold` \
      (0.5) predicts it.
      """,
      """
      edition 1

      monitor churn { task binary(probability: score, label: churned, positive: "yes") }

      rule quality { expect auc >= 0.8 }

      """),
    Keyword(
      "multiclass", .task, "task multiclass(prediction: COLUMN, label: COLUMN)",
      "One of several classes is predicted.",
      """
      edition 1

      monitor fruit { task multiclass(prediction: predicted, label: actual) }

      rule quality { expect macro_f1 >= 0.8 }

      """),
    Keyword(
      "ranking", .task, "task ranking(score: COLUMN, relevance: COLUMN, query: COLUMN)",
      "The order of the records of a query is predicted.",
      """
      edition 1

      monitor shop { task ranking(score: score, relevance: clicked, query: session) }

      rule quality { expect ndcg(at: 10) >= 0.6 }

      """),
  ]

  /// Where alerts go.
  static let sinks: [Keyword] = [
    sink(
      "stdout", .sink, "stdout([format: text | json,] [at_least: SEVERITY])",
      "Writes alerts to standard output, with the report.", "stdout(format: text)"),
    sink(
      "file", .sink,
      "file(path: \"PATH\", [format: jsonl,] [rotate: SIZE,] [keep: N,] [at_least: SEVERITY])",
      """
      Appends alerts to a file, an object a line. `{monitor}` in the path is the monitor's name; \
      beyond `rotate` the file is put aside, and `keep` of those stay.
      """,
      "file(path: \"alerts/{monitor}.jsonl\", rotate: 100 MB, keep: 5)"),
    sink(
      "webhook", .sink,
      "webhook(url: \"URL\", [secret: SECRET,] [headers: [SECRET, …],] [template: json | slack,] [timeout: DURATION,] [retries: N,] [at_least: SEVERITY])",
      """
      Sends alerts to an address, signed as Standard Webhooks says where there is a `secret`. What \
      can't be delivered is kept and sent by the next run.
      """,
      "webhook(url: \"https://hooks.example/tide\", secret: env(\"PAGER_SECRET\"))"),
    sink(
      "command", .sink,
      "command([\"PROGRAM\", \"ARGUMENT\", …], [timeout: DURATION,] [environment: [\"NAME\", …],] [retries: N,] [at_least: SEVERITY])",
      """
      Runs a program in the rule file's folder, with the alert as JSON on its standard input, once for \
      each incident; `check` needs `--allow-commands` for it. No shell reads the arguments. An exit \
      status other than 0, or more time than `timeout` (10 minutes), means that the next run tries \
      again. Of the environment it has what every program needs and what `environment` names, which \
      are no secrets.
      """,
      "command([\"./retrain.sh\", \"--fast\"], timeout: 30 min, at_least: critical)"),
    sink(
      "env", .secret, "env(\"NAME\")",
      "A secret from the environment, read when it is used. Secrets never stand in rules as text.",
      "webhook(url: env(\"PAGER_URL\"))"),
    sink(
      "file", .secret, "file(\"PATH\")", "A secret from a file, read when it is used.",
      "webhook(url: file(\"pager.url\"))"),
  ]

  private static func sink(
    _ phrase: String, _ place: Place, _ syntax: String, _ meaning: String, _ call: String
  ) -> Keyword {
    Keyword(
      phrase, place, syntax, meaning,
      """
      edition 1

      rule volume { expect row_count > 0 }

      sink target = \(call)

      """)
  }
}
