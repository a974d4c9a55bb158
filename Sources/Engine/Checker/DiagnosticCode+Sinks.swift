import Language

extension DiagnosticCode {
  static let sinks = [
    secretAsText, plainWebhook, unknownSinkKind, wrongSinkOption, unknownSink,
    commandNotAllowed,
  ]

  static let secretAsText = DiagnosticCode(
    "TM601", .error, "a secret as text",
    why: "Rule files live in git, where everybody who reads them would have the secret for good.",
    avoid:
      "edition 1\nsink a = webhook(url: \"https://hooks.example\", secret: \"whsec_c2VjcmV0\")\n",
    prefer:
      "edition 1\nsink a = webhook(url: \"https://hooks.example\", secret: env(\"PAGER_SECRET\"))\n"
  )
  static let plainWebhook = DiagnosticCode(
    "TM602", .warning, "a webhook that is not encrypted",
    why: "Alerts tell of data and models, and whoever is on the way could read or drop them.",
    avoid: "edition 1\nsink a = webhook(url: \"http://hooks.example\")\n",
    prefer: "edition 1\nsink a = webhook(url: \"https://hooks.example\")\n")
  static let unknownSinkKind = DiagnosticCode(
    "TM603", .error, "unknown kind of sink",
    why: "Alerts for a sink that there is not would reach nobody.",
    avoid: "edition 1\nsink a = webook(url: \"https://hooks.example\")\n",
    prefer: "edition 1\nsink a = webhook(url: \"https://hooks.example\")\n")
  static let wrongSinkOption = DiagnosticCode(
    "TM604", .error, "wrong option of a sink",
    why: "An option that is passed over in silence would be missed when an alert is.",
    avoid: "edition 1\nsink a = file(path: \"alerts.jsonl\", rotate: 100)\n",
    prefer: "edition 1\nsink a = file(path: \"alerts.jsonl\", rotate: 100 MB)\n")
  static let unknownSink = DiagnosticCode(
    "TM605", .error, "unknown sink",
    why: "A rule that notifies nobody might as well not be checked.",
    avoid: "edition 1\nsink log = stdout()\nrule r { expect row_count > 0 notify pager }\n",
    prefer: "edition 1\nsink log = stdout()\nrule r { expect row_count > 0 notify log }\n")
  static let commandNotAllowed = DiagnosticCode(
    "TM607", .error, "a command without leave",
    why: "Whoever writes a rule file could otherwise run programs as whoever checks it: the flag "
      + "`--allow-commands` of `check` says that the commands were looked at.",
    avoid: "edition 1\nsink a = command([\"./retrain.sh\"])\n",
    prefer: "edition 1\nsink a = file(path: \"alerts.jsonl\")\n")
}
