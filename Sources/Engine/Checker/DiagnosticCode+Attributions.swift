import Language

extension DiagnosticCode {
  /// Codes of attributions and of the model that is asked for them.
  static let attributions: [DiagnosticCode] = [
    attributionsWanted, wrongAttributions, modelWanted, wrongModel, modelNotAllowed,
    backgroundUnreadable,
  ]

  private static let ndcg = "rule r { alert when attribution_ndcg < 0.9 }\n"
  private static let recorded = "edition 1\nmonitor m { attributions \"shap_*\" }\n"

  static let attributionsWanted = DiagnosticCode(
    "TM390", .error, "a metric of attributions without any",
    why: "Attributions are no property of the data: the monitor says where they come from.",
    avoid: "edition 1\n" + ndcg, prefer: recorded + ndcg)
  static let wrongAttributions = DiagnosticCode(
    "TM391", .error, "wrong `attributions`",
    why: "Attributions come from columns of the records or from a method, whose options are known.",
    avoid: kernel("\"rows.csv\"", method: "kernel_shop"),
    prefer: recorded + ndcg)
  static let modelWanted = DiagnosticCode(
    "TM392", .error, "a method that asks the model, without a model",
    why: "Kernel SHAP has nothing but the model's answers.",
    avoid: "edition 1\nmonitor m { attributions kernel_shap(background: \"rows.csv\") }\n" + ndcg,
    prefer: kernel("\"rows.csv\""))
  static let wrongModel = DiagnosticCode(
    "TM393", .error, "wrong `model`",
    why: "A model is a program that answers lines with lines, or an address that answers requests.",
    avoid: "edition 1\nmonitor m { model command(\"\") }\n",
    prefer: "edition 1\nmonitor m { model http(\"http://127.0.0.1:8080/invocations\") }\n")
  static let modelNotAllowed = DiagnosticCode(
    "TM394", .error, "a model's command without leave",
    why: "Whoever writes a rule file could otherwise run programs as whoever checks it: the flag "
      + "`--allow-commands` says that the commands were looked at.",
    avoid: kernel("\"rows.csv\"", model: "command(\"python3 model.py\")"),
    prefer: kernel("\"rows.csv\""))
  package static let backgroundUnreadable = DiagnosticCode(
    "TM395", .error, "a background that can't be read",
    why: "The background says which features the model has, in which order, and what stands for "
      + "those that a coalition lacks.",
    avoid: kernel("7"), prefer: kernel("\"rows.csv\""))

  private static func kernel(
    _ background: String, model: String = "http(\"http://127.0.0.1:8080/invocations\")",
    method: String = "kernel_shap"
  ) -> String {
    "edition 1\nmonitor m {\n  attributions \(method)(background: \(background))\n"
      + "  model \(model)\n}\n" + ndcg
  }
}
