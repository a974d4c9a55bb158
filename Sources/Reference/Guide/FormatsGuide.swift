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
    | `data.window` | `start`, `end`; the records that it leaves out: `before`, `after`, `untimed`; `backwards` and `longestStepBack` as in `data.clock` |
    | `data.clock` | of captures, where there are some: `backwards`, records whose time lies before that of the one above; `longestStepBack` in seconds; `first`, file and line of the first |
    | `labels` | with `--labels`: see [ground truth](ground-truth.md#what-the-report-says) |
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

    ### `lint --format json`

    | field | what |
    |---|---|
    | `tidemark`, `files[]` | the version, and the files that were read |
    | `diagnostics[]` | `code`, `severity` (`error`, `warning`, `note`), `group` (`bug`, `style`), `title`, `message`, `file`, `line`, `column`, `endLine`, `endColumn` (from 1, in characters, the end behind the last), `label`, `notes[]` |
    | `diagnostics[].related[]` | other places: `file`, `line`, `column`, `endLine`, `endColumn`, `message` |
    | `diagnostics[].fixes[]` | what `fix` would do: `message`, and the place with its `replacement` |

    `--format sarif` is SARIF 2.1.0, `junit` has a test case for each file, `github` is annotations of
    a workflow.

    ### `test --format json`

    | field | what |
    |---|---|
    | `files[].tests[]` | `title`, `line`, `outcome` (`passed`, `failed`, `error`), `windows` judged, `failures[]` |
    | `files[].coverage[]` | for each `rule` how many verdicts were `pass`, `violated` and `unknown` |
    | `summary` | `tests`, `passed`, `failed`, `errors`, and `coverage`: the share of rules seen to pass and to be violated |
    | `exit` | the exit status |

    ### `diff --format json`

    | field | what |
    |---|---|
    | `rules[]` | `rule`, `change` (`tightened`, `loosened`, `added`, `removed`, `changed`, `unchanged`), `old` and `new` (`path`, `line`, `conditions[]`, or null), `notes[]` |
    | `notes[]` | what differs beside rules |
    | `summary` | how many of each change |

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
    `data` and `labels` with the hash of each file, `counts`, `alerts`, `exit`.

    ## Captures: `capture`, and the logger for Python

    Both write what SageMaker's data capture writes, and `check --data OUT/ENDPOINT/VARIANT` reads it:
    `OUT/ENDPOINT/VARIANT/yyyy/mm/dd/hh/MM-SS-mmm-uuid.jsonl`, in UTC, a record a line:

    ```json
    {"captureData": {"endpointInput": {"observedContentType": "text/csv", "mode": "INPUT", "data": "1,2", "encoding": "CSV"},
                     "endpointOutput": {"observedContentType": "text/csv", "mode": "OUTPUT", "data": "0.5", "encoding": "CSV"}},
     "eventMetadata": {"eventId": "9ff2…", "inferenceId": "449", "customAttributes": ["a=b"], "inferenceTime": "2027-03-01T10:59:58Z"},
     "eventVersion": "0"}
    ```

    | field | what |
    |---|---|
    | `data`, `encoding` | text as `CSV` for `text/csv` (`--csv-type`), as `JSON` for `application/json` (`--json-type`); everything else, and what is no UTF-8, as `BASE64` |
    | `eventId` | a UUID |
    | `inferenceId` | the request's header `X-Amzn-SageMaker-Inference-Id`, where it has one: labels are joined by it |
    | `customAttributes` | the request's header `X-Amzn-SageMaker-Custom-Attributes`, where it has one |
    | `inferenceTime` | when the answer was whole; its hour is that of the folder |

    A request with a header `X-Tidemark-Call`, whatever its value, is not captured: a program that asks a
    model on its own behalf, such as one that explains it, says so with it. Compressed content is not
    captured either. A file is left for a new one at `--file-bytes`, after `--file-seconds` and at the
    full hour; lines are written whole.

    `--upstream https://HOST` speaks TLS to the model by libcurl and checks its certificate, against
    `--upstream-ca FILE` where that is given; clients speak http to the proxy. Requests go through byte for
    byte, and so does the client's `Host`: a model that looks at it must find its own name there.

    For a server in Python, copy `plugins/python/tidemark_capture.py` beside it: one file, the standard
    library alone, thread-safe, and its `log(input, output, …)` never raises and never waits for a disk.

    ## Scripts: `--preprocess`, `--postprocess`

    `--preprocess 'python3 p.py'` sends every record through a program: one process for the run, a line
    of JSON in and a line out, in the order of the records. No shell reads the command. `check` and
    `baseline` take it. A record comes with one more member, `_row`, by which the answer names it:

    | data | what the program gets |
    |---|---|
    | captured requests, JSON Lines | the record as it stands in its file |
    | a batch transform | a captured request: `captureData` with `batchTransformInput` and `batchTransformOutput`, each with `data` and `encoding`, and `eventMetadata` |
    | CSV | an object with the names of the columns: numbers and `true` as JSON writes them, null for what is missing, all else as text (`007` too) |

    A `statistics.json` holds no records, so that it is refused. A baseline that is given to `check` as data
    does not go through the program: make it by `baseline --preprocess`.

    | answer | what becomes of the record |
    |---|---|
    | `{"_row": 7, "a": 1}` | one row with these columns |
    | `{"_row": 7, "_rows": [{"a": 1}, {"a": 2}]}` | a row each; left out on purpose where the list is empty |
    | `{"_row": 7, "_error": "why"}` | it failed |

    `_rows` that is no list of objects and `_error` that is no text are no columns: the record has failed,
    and the line counts among those that are no answers. Null stands for neither.

    A captured request keeps its ids, its time and the labels that it brings, and the rows stand in the
    place of its input and its output. Labels of `--labels` are joined after the program, which does not see
    them: see [Ground truth](ground-truth.md). A program must pass on each answer at once (Python does, in here); it may be up to 256
    records behind. A record that it passes over, dies at (it is started again for the rest; three
    times in a row without an answer, and the rest fails), or does not answer within
    `--script-timeout` has failed: it is named with the reason, counts as malformed for
    `--max-bad-records`, and `--quarantine` keeps it. Lines that are no answers are counted and shown.
    What it writes to standard error is shown.

    `--postprocess COMMAND` runs once, after `--out` is written, with `verdicts.json` as one line on
    standard input and the folder of `--out` in `output_path`. An exit status other than 0 makes 5 of 0
    and 4.

    The scripts of SageMaker Model Monitor run unchanged by an adapter of one file:

    ```sh
    tidemark check rules.tide --data captures \
      --preprocess 'python3 plugins/python/sagemaker_handlers.py preprocess script.py' \
      --postprocess 'python3 plugins/python/sagemaker_handlers.py postprocess script.py'
    ```

    ## Prometheus: `check --format prometheus`, `--metrics NAME.prom`

    The text format 0.0.4, as the textfile collector of the node exporter takes it: the file is
    replaced as a whole, and no sample bears a time. A series has one value, so of several windows the
    last one counts, except in `tidemark_verdicts` and `tidemark_exit_status`. What is unknown has no
    value. All series have the label `monitor`.

    | series | labels | what |
    |---|---|---|
    | `tidemark_rule_value`, `_limit`, `_baseline_value` | `rule`, `column`, `segment` | the comparison that decided a verdict; times in seconds |
    | `tidemark_rule_violated`, `_firing`, `_unknown` | `rule`, `column`, `segment` | 1 or 0 |
    | `tidemark_metric_value` | `metric` | a `metric NAME = …` |
    | `tidemark_verdicts` | `outcome` | verdicts of the run: `pass`, `violated`, `unknown`, `waived`, `observed` |
    | `tidemark_exit_status` | | what the verdicts make |
    | `tidemark_records`, `_malformed_records`, `_untimed_records`, `_windows` | | of the run |
    | `tidemark_window_records`, `_window_start_timestamp_seconds`, `_window_end_timestamp_seconds` | | of the last window |
    | `tidemark_build_info` | `version`, `ruleset`, `baseline` | always 1 |

    A segment is `column=value`, several are separated by commas. When a file was written, the
    collector says itself: `node_textfile_mtime_seconds`.

    ## CloudWatch: `check --format cloudwatch`, `--metrics NAME.jsonl`

    CloudWatch's embedded metric format: documents of a line each, for each window one for every 100
    metrics, which its agent, Lambda and the log drivers of containers send. A file is continued. Names,
    namespaces and dimensions are those of SageMaker Model Monitor, so that dashboards and alarms stay:

    | namespace | metrics |
    |---|---|
    | `aws/sagemaker/Endpoints/data-metrics` | `total_number_of_violations`, and of each column `feature_data_NAME` (numbers: a statistic set of `Max`, `Min`, `Count` and `Sum`), `feature_non_null_NAME` (0 to 100), `feature_baseline_drift_NAME` where a rule looks at its drift |
    | `aws/sagemaker/Endpoints/model-metrics` | metrics of the model's quality that rules look at, by the service's names (`mae`, `auc`, `au_prc`, `f0_5` …), and each `metric NAME = …` |

    The dimensions are `Endpoint` (`--metrics-endpoint`) and `MonitoringSchedule` (`--metrics-schedule`,
    by default the monitor's name). Without an endpoint the namespaces are those of batch transform,
    `aws/sagemaker/ModelMonitoring/…`, and the schedule is the only dimension. A sample has the time of
    its window's end, else that of the run. Infinities are ±2.348542582773833e108, the largest that
    CloudWatch takes. A statistic set is written as the exporter of AWS's OpenTelemetry collector
    writes it.


    ## States

    A `.tidestate` file holds statistics instead of the data that they are of: `tidemark baseline` writes
    one, `tidemark profile` writes one of a part of the data, `tidemark merge` makes one of several.

    ```sh
    tidemark profile part-1.csv --rules rules.tide -o part-1.tidestate
    tidemark profile part-2.csv --rules rules.tide -o part-2.tidestate
    tidemark check rules.tide --data 'part-*.tidestate'
    ```

    Parts may be gathered by other processes and on other machines. States of one file each, merged in
    the order of the files, hold the same bytes as one pass over these files, and verdicts are the same.
    Merged in another order or by other groups, counts and extremes stay exact, quantiles and distinct
    counts stay within their bounds, and sums may differ in the last digits: they are kept as two
    doubles each, some 106 bits. Parts must have the same columns and be gathered with the same rules;
    what differs is named. Damaged bytes are an error that names the place.

    Numbers are little-endian and of 64 bits; text (UTF-8) and bytes have their length before them.

    | field | what |
    |---|---|
    | `TIDESTAT` | 8 bytes |
    | version | 2 |
    | windows | their shape as text, empty where all records are one window |
    | untimed, malformed | records without a time that can be read; records that could not be read |
    | columns | their number; of each the name, the type (or nothing), the part of a captured record that it is of (or nothing), and a byte: 1 where it stands beside what the model was sent and gave |
    | panes | their number; of each its number, its records, the number of its statistics; of each statistic its kind, its key and its bytes |
    | checksum | FNV-1a of all bytes before, 64 bits |

    """#
}
