/// The language, told in prose with examples; tests parse, check and format every one.
///
/// Blocks marked `tide` are whole files, `tide fragment` declarations, `tide rule` clauses of a rule,
/// `tide columns` entries of a block, `tide expression` a condition a line.
enum LanguageGuide {
  static let title = "The rule language"

  static let sections: [String] = [
    start, words, declarations, files, expressions, rules, history, columns, verdicts, waivers,
    sinks, tests, limits,
  ]

  private static let start = #"""
    Rule files (`*.tide`) say what must hold of data, of predictions and of their drift against a
    baseline. A file is text, to be kept in git beside the model that it watches. Every file
    terminates, is checked before any data are read, and says how much memory it needs before it
    runs (`tidemark plan`).

    ## A whole file

    ```tide
    edition 1

    monitor taxi "Pickups of the next hour" {
      owner    "demand-team"
      baseline "baseline"
      task     regression(prediction: predicted, label: actual)
    }

    let history = columns(/^history_\d+$/)
    let drift_limit = 0.1

    columns {
      pickups: integral, complete, in 0...2_000
      history: integral, complete, >= 0
      zone:    integral, categorical, drift <= 0.2
      email:   optional, string, sensitive, matches /^[^@\s]+@[^@\s]+$/ for at least 99.9%
      fare:    fractional, >= 0, mean within 10% of baseline
      no missing columns
    }

    rule pickups_stay "The shape of every feature stays what it was in training" {
      for each numeric column c in history
      expect drift(c) <= drift_limit
      message "{c} moved by {value} (limit {limit})"
    }

    rule accuracy {
      alert warning when mae > 1.1 * baseline
      alert critical when mae > 1.5 * baseline
      needs at least 96 rows
      runbook "https://wiki.example/taxi"
      notify pager
    }

    rule cash_fares { where payment_type == 2 expect mean(tip / fare) <= 1% }
    rule times { expect every(dropoff >= pickup) }

    waive pickups_stay for c == "history_2018" until 2027-03-01
      because "three weeks of holidays" owner "ana"

    sink log = stdout(format: text)
    sink pager = webhook(url: "https://hooks.example/tide", secret: env("PAGER_SECRET"))
    ```
    """#

  private static let words = #"""
    ## Words and signs

    A file is UTF-8, with or without byte-order mark, with LF or CRLF. `//` begins a comment and
    `/* */` encloses one, also one within another; `///` documents the declaration that follows. A
    clause ends where the next one's keyword begins, so line breaks are free; only in `columns { }` a
    line break or `;` ends an entry, unless it follows a comma, a colon, an opening bracket or an
    operator. A comma may stand before a closing bracket.

    | what | how it is written |
    |---|---|
    | name | `mae`, `größe`; with other signs in back-ticks: `` `trip distance` ``. No word is reserved; only `not`, `if`, `true`, `false`, `null`, `baseline` and `columns` need back-ticks to name a column |
    | number | `12`, `1_000`, `0.1`, `1e-3`; digits on both sides of the point; `-` is an operator |
    | ratio | `95%` is 0.95 |
    | duration | `250 ms`, `10 s`, `15 min`, `1 hour`, `7 days`, `2 weeks` |
    | size | `512 B`, `100 MB`, `4 GiB` |
    | date, time | `2027-03-01`, `2027-03-01T10:00:00Z` |
    | string | `"…"` with `\n`, `\t`, `\"`, `\\` and `\u{…}`; `"""` on several lines, less the indentation of the closing quotes; its lines end in `\n`, whatever those of the file end in |
    | regex | `/…/` with flags `i m s x u`, on one line; it stands after `matches`, `(`, `[`, `,`, `:`, `=` or `{`, or begins an entry of `columns { }` |
    | range | `0...10` with both ends, `0..<10` without the last |
    """#

  private static let declarations = #"""
    ## Declarations

    The first line is `edition 1`: an upgrade of the program never changes the verdicts of a file
    that names its edition. Then declarations follow in any order:

    | declaration | meaning |
    |---|---|
    | `import "FILE"` | brings in what another file declares; imports come first |
    | `monitor NAME "TITLE" { … }` | what is watched, and defaults for its rules; one a file |
    | `let NAME = EXPR` | a name for what is known before the window: a number, a list, a regex, a set of columns |
    | `define NAME(PARAMETER, …) = EXPR` | an expression with parameters |
    | `derive NAME = EXPR` | a column that is computed for each record |
    | `metric NAME = EXPR` | a name for a value of the window, which is recorded in the history |
    | `columns { … }` | what must hold of columns, an entry a line |
    | `override rule NAME { … }`, `override columns { … }` | replaces clauses or checks of what was imported |
    | `rule NAME "TITLE" { … }` | what must hold, of what, and what follows when it does not |
    | `waive RULE until DATE …` | keeps violations of a rule from alerting, for a time |
    | `sink NAME = KIND(…)` | who is told when a rule fires |

    The monitor's `task` says what the model predicts: `regression(prediction:, label:)`,
    `binary(prediction:, probability:, threshold:, label:, positive:)` with at least one of the first
    two, `multiclass(prediction:, label:)` or `ranking(score:, relevance:, query:)`. `positive` is a
    value or a list; a label or prediction that is a condition, such as `label: income == 1`, is
    positive where it is true, and needs none. `capture` names the positions of captured requests;
    `input.x`, `output.x`, `truth.x` and `meta.x` then name a column of one part.

    ```tide
    edition 1

    monitor churn "Who will leave" {
      baseline "baseline"
      capture  { input: [age, income, colour] output: [probability] truth: [left] }
      task     binary(probability: probability, label: left, positive: "yes")
      window   1 day on inference_time
      needs    at least 100 rows
      mode     observe
    }

    rule quality { expect auc >= 0.8 }
    ```

    `window DURATION [every DURATION] on COLUMN` cuts time; each window has its verdicts. Days are
    those of UTC, or with `timezone "Europe/Berlin"` of a zone, and times are shown in UTC. Gaps make
    windows of 0 records, in which counts are 0 and other metrics unknown. `window N rows` counts
    records off as they are read. Without `window` all data are one. Each keyword has its entry in [keywords](keywords.md).
    """#
}
