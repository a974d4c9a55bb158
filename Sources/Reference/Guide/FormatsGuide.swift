/// The formats that programs read: exit statuses and JSON.
enum FormatsGuide {
  static let text = #"""
    # Formats

    What `tidemark` gives to programs. Fields that are listed here stay; further ones may come.
    Results are on standard output, everything else is on standard error.

    ## Exit status

    | status | meaning |
    |---|---|
    | 0 | all rules pass |
    | 1 | a rule fires at or above `--fail-on`; `lint` and `fmt --check` have findings; `plan` is above its `--budget` |
    | 2 | rules or arguments are wrong; nothing was evaluated |
    | 3 | data could not be read, or too many records were malformed |
    | 4 | nothing is violated, and something could not be decided |
    | 5 | the verdicts stand, and an alert or a report could not be delivered |

    Where several hold: 2, then 3, then 1, then 5, then 4.

    ## JSON

    Text is UTF-8 and keys keep their order. JSON has no number for infinities and NaN: they are the
    strings `"Infinity"`, `"-Infinity"` and `"NaN"`. Times are ISO 8601 in UTC.

    ### `check --format json`, and `verdicts.json` of `--out`

    | field | what |
    |---|---|
    | `tidemark` | the version |
    | `ruleset.name`, `ruleset.hash` | the monitor, and SHA-256 of its rules |
    | `baseline` | `path` and `hash`, or null |
    | `data` | `records`, `malformed`, `untimed` where there are some, `sources`, and with `--last` `window` |
    | `data.window` | `start`, `end`; the records that it leaves out: `before`, `after`, `untimed`; `backwards`: records whose time lies before that of the one above, `longestStepBack` in seconds |
    | `windows[]` | `start`, `end` (null where time is not cut), `records`, `verdicts[]`, `metrics[]` where some are declared: `metric`, `expression`, `value`, `error`, `unknown` |
    | `summary` | verdicts by outcome: `pass`, `violated`, `unknown`, `waived`, `observed` |
    | `exit` | the exit status that the verdicts make |

    A verdict has:

    | field | what |
    |---|---|
    | `rule`, `title`, `column`, `segment` | which; `segment` is an object of column and value |
    | `verdict` | `pass`, `violated` or `unknown` |
    | `unknown` | the [reason](unknown.md), or null |
    | `firing`, `severity`, `mode`, `waived`, `waiver`, `persistence` | what follows |
    | `value`, `error`, `operator`, `limit`, `baseline` | the comparison that decided it |
    | `records` | behind it |
    | `message`, `condition`, `evidence[]`, `caution` | for people |
    | `tree` | the condition: `expression`, `metric` (its canonical call, where it is one), `value`, `operands[]` |
    | `owner`, `runbook`, `tags`, `place` | of the rule |

    ### `eval --format json`

    ```json
    {"rows": 16281, "values": {"auc": {"value": 0.9053, "error": 0}, "drift(x)": {"value": null, "unknown": "no baseline"}}}
    ```

    Keys are the expressions as given; `error` is the bound of a sketch where one was used. Structured
    values, such as `confusion_matrix`, are JSON.

    ### `explain --format json`

    An array of pages: `kind` (`diagnostic`, `metric`, `keyword`, `function`, `unknown reason`), `name`,
    `summary`, and the parts of the page by name, such as `why`, `avoid` and `prefer` of a diagnostic,
    `signature`, `formula`, `unknown` and `examples` of a metric. With `--last-run` an array of
    verdicts, each with `start` and `end` of its window.

    ### `plan --format json`

    | field | what |
    |---|---|
    | `passes` | of the data |
    | `bytes` | of statistics at most: `bytesOfWindow` × `windows` × (2 × `threads` + 1) |
    | `statistics[]` | `statistic`, `of`, `bytes`, `rules[]` that read it |
    | `rules[]` | `rule`, `bytes`, `own` (what no other rule reads), `statistics` (how many) |
    | `baseline` | `path`, `asked[]`, `lacks[]`, and `command` that adds what it lacks |

    ### `trend --format json`, `--format csv`

    `series[]`: `metric`, `segment`, `minimum`, `maximum`, `replaced` (points that later runs took the place
    of) and `points[]`: `start`, `end`, `value` or null and `unknown` why, `operator` and `limit` of the
    comparison that decided, `violated` (null where nothing was held against it), `records`, `source`. CSV has
    a record for each point.

    ### `schedule --format json`

    `window` (flags), `runs[]` with `at`, `start` and `end`, and where a check is given `command`, `cron`,
    `onCalendar`, `service` and `timer`.

    ### `run.json` of `--out`

    What ran on what, the one file that is not the same on every run: `tidemark`, `binary`, `command`
    (secrets struck out), `started`, `ended`, `user`, `host`, `ruleset` with its commit, `baseline`,
    `data` with the hash of each file, `counts`, `alerts`, `exit`.

    """#
}
