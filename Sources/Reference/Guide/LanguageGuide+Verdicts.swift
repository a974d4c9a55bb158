extension LanguageGuide {
  static let verdicts = #"""
    ## Verdicts

    A verdict is `pass`, `violated` or `unknown` with a [reason](unknown.md). Unknown is never a pass:
    it is counted, shown, and has an exit status of its own. `true or unknown` is true and
    `false and unknown` is false; otherwise what is joined with unknown is unknown.

    A verdict carries its rule, column, segment and window, the value and the bound, the baseline's
    value, the records behind it, the error of a sketch where one was used, evidence (up to five
    offending values with their counts, unseen categories, the bins that moved most), and the
    condition as a tree with the value of each part: `tidemark explain RULE --last-run DIR` shows it.
    A sketch's estimate decides; its error is shown beside it.
    """#

  static let waivers = #"""
    ## Waivers

    ```tide fragment
    rule tips_hold {
      by zone at most 20
      expect mean(tip) within 25% of baseline
    }

    waive tips_hold for zone == "harbour" until 2027-02-01
      because "the ferry is closed" owner "ana"
    ```

    A waived violation is evaluated and shown, and neither alerts nor fails. A waiver covers windows
    that end by the end of its day; where there are no windows, the runs until then. `for` picks
    columns of the loop by its variable, or segments. What it names is a rule, or a check as
    `columns.COLUMN.CHECK`.
    """#

  static let sinks = #"""
    ## Sinks

    ```tide fragment
    sink log = stdout(format: text)
    sink audit = file(path: "alerts/{monitor}.jsonl", rotate: 100 MB, keep: 5)
    sink pager = webhook(
      url: "https://hooks.example/tide", secret: env("PAGER_SECRET"),
      headers: ["X-Team: demand", env("PAGER_AUTHORIZATION")], template: json,
      timeout: 10 s, retries: 5, at_least: critical)
    sink retrain = command(["./retrain.sh", "--fast"], timeout: 30 min, environment: ["MODEL_FOLDER"])
    ```

    A sink takes what is at or above its `at_least` (`info` by default). Without `notify` a rule tells
    every sink. Delivery is at least once; repeats carry the same id. A secret is written
    `env("NAME")` or `file("path")`, never as text.

    A `command` runs in the rule file's folder, where `check` is given `--allow-commands`; no shell
    reads its arguments. It finds the message as one line of JSON on standard input and its id in
    `TIDEMARK_ALERT_ID`; what it writes is shown on standard error after the sink's name. Of the
    environment it has `PATH`, `HOME`, `USER`, `LOGNAME`, `SHELL`, `LANG`, `LC_ALL`, `LC_CTYPE`, `TZ`
    and `TMPDIR`, and what `environment` names; secrets it is never given. It runs once for each
    incident: again only where a message holds an alert, or a severity of one, for which it has not
    ended with exit status 0. Any other status, a signal, or more time than `timeout` (10 minutes,
    after which it and all that it started are ended) keeps the message for the next `check`;
    `retries` (0) tries again in the same run. Where the program is killed while the command runs, the
    next `check` runs it again.
    """#
}
