extension Keyword {
  /// Where attributions come from.
  static let attributions: [Keyword] = [
    Keyword(
      "recorded", .attributions,
      "attributions recorded(COLUMNS, [aggregate: mean_abs | median | mean_sq])",
      """
      Columns of the records hold the attributions, one a feature: `"shap_*"`, or a set of columns. \
      `aggregate` is how those of all records are one number: the mean magnitude, the median, or the \
      mean square.
      """,
      """
      edition 1

      monitor churn { attributions recorded("shap_*", aggregate: median) }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
    Keyword(
      "kernel_shap", .attributions,
      "attributions kernel_shap(background: \"FILE\", [samples: N,] [summary: rows | mean | k_means,] [clusters: N,] [features: COLUMNS,] [aggregate: AGGREGATE,] [seed: N,] [records: N,] [output: N,] [id: COLUMN])",
      """
      Shapley values by Kernel SHAP: `model` is asked about up to `samples` (100) coalitions of \
      features for each of up to `records` (500) records of a window, drawn by a hash. What a coalition \
      lacks is as in the `background`: by its `rows` (50 at most), their `mean`, or the medians of \
      `clusters` (10). Its columns are the model's features, in their order, less those of the task, \
      unless `features` picks some. With as many samples as coalitions the values are exact, else \
      `seed` decides which are drawn and the error is shown. `output` counts the model's outputs from \
      0; `id` tells records apart in `--local`.
      """,
      """
      edition 1

      monitor churn {
        attributions kernel_shap(background: "rows.csv", samples: 200, aggregate: mean_abs, seed: 7)
        model        http("http://127.0.0.1:8080/invocations")
      }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
  ]

  /// How a model is asked.
  static let models: [Keyword] = [
    Keyword(
      "command", .model,
      "model command(\"PROGRAM ARGUMENT …\" | [\"PROGRAM\", …], [content: \"text/csv\" | \"application/jsonlines\",] [timeout: DURATION,] [batch: N,] [in_flight: N])",
      """
      A program in the rule file's folder, one process for the whole run; `check` and `baseline` need \
      `--allow-commands` for it. A record is a line of its standard input, as CSV without a header or \
      as a JSON object, and an empty line follows each batch of up to `batch` (500). For each record it \
      prints a line: a number, or several with commas, or JSON. Up to `in_flight` (4) batches are sent \
      before the first is answered. It is started again when it ends early, and has failed when it says \
      nothing for `timeout` (60 s). No shell reads the text.
      """,
      """
      edition 1

      monitor churn {
        attributions kernel_shap(background: "rows.csv")
        model        command("python3 model.py", content: "application/jsonlines", timeout: 30 s)
      }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
    Keyword(
      "http", .model,
      "model http(\"URL\", [content: \"text/csv\" | \"application/jsonlines\" | \"application/json\",] [timeout: DURATION,] [batch: N,] [in_flight: N,] [headers: [SECRET, …]])",
      """
      A POST a batch, as SageMaker's containers take it at `/invocations`, with the header \
      `X-Tidemark-Call: explain`, by which `tidemark capture` leaves it out; up to `in_flight` (4) at \
      once. The answer holds a prediction a record: lines, a JSON list, or `{"predictions": […]}`.
      """,
      """
      edition 1

      monitor churn {
        attributions kernel_shap(background: "rows.csv")
        model        http("http://127.0.0.1:8080/invocations", content: "text/csv")
      }

      rule explanations { alert when attribution_ndcg < 0.9 }

      """),
  ]
}
