/// Labels that come later than the records that they belong to.
enum GroundTruthGuide {
  static let text = #"""
    # Ground truth

    What a prediction should have been is known hours or weeks after it was made. `--labels` joins
    such labels to captured records, in `check` and in `eval`:

    ```sh
    tidemark check rules.tide --data capture/ --labels ground-truth/ --merged merged/
    ```

    ## The files

    JSON Lines, a label a line, plain or compressed (`.gz`), as SageMaker Model Monitor takes them:

    ```json
    {"groundTruthData":{"data":"1","encoding":"CSV"},"eventMetadata":{"eventId":"449"},"eventVersion":"0"}
    ```

    - `encoding` is `CSV`, `JSON` or `BASE64`. A label of a batched request has a row for each of its
      rows.
    - `eventId` is the `inferenceId` of the record, and its `eventId` where it has none.
    - Folders `yyyy/mm/dd/hh` above a file say in which hour, UTC, its labels were collected. Files
      elsewhere are read as well; when their labels were collected is not known.

    The order of files and lines is no matter, nor how labels are spread over files.

    ## What rules see

    Columns of the label are named by `capture { truth: [actual] }`, else by the label's JSON, else
    `ground_truth`; they are there, empty, before the first label has come. `label_time` is the
    beginning of the hour in which the label was collected.

    ```tide
    edition 1
    monitor churn {
      capture { output: [score] truth: [actual] }
      task    regression(prediction: score, label: actual)
      window  1 day on inference_time
      needs   labels for at least 80% within 7 days
    }
    rule accuracy { expect mae <= 3 }
    rule coverage { expect label_share >= 95% on unknown ignore }
    rule prompt   { expect late_share(label_time, 2 days) <= 10% }
    ```

    `needs labels for at least 80% within 7 days`: a window is unknown (no labels yet) until 80% of its
    records have a label; 7 days after its end it is judged by what has come. `label_share` and
    `late_share` bound how many come, and how late.

    ## Labels that are odd

    Each is counted and named with its place, in the report and in JSON; the rest is joined.

    | what | what happens |
    |---|---|
    | a label says what another of its id says, byte by byte or as numbers | one is used |
    | labels of one id disagree | the one collected last counts; where the last hour has several that disagree, none does |
    | a label whose id no record has | it is left out |
    | a record whose id no label has, or without an id | it has no label: metrics of errors leave it out |
    | a label of other fields or rows than its record | the record has no label |
    | records that share an id | each has the label |
    | a record that brings `groundTruthData` | its own stays |
    | a label collected before the inference | it counts; a clock is wrong |
    | a label collected later after the inference than the shortest `needs labels … within` | it counts |
    | a label that is no number (`abc`, `NaN`, `1e400`, a JSON string), where the task is a regression | it counts as a label, in `label_share` too, and errors leave it out: `actual: fractional` in `columns` bounds such labels |
    | a line that is no label, or whose data do not parse | it is left out; `--quarantine` keeps it, and more than `--max-bad-records` of them are data that can't be read |

    With `--window-at` and `--last` all of that is of the records of the window, and labels of no
    record are not told: most are of other windows. Give labels of later hours as well, since they come
    later.

    ## What the report says

    `labels` of `check --format json`:

    | field | what |
    |---|---|
    | `labels`, `malformed`, `ids` | lines that could be read, and that could not; ids that have a label |
    | `labelled`, `unlabelled` | records with and without a label |
    | `duplicate`, `contradictory`, `unknown_id` | labels that repeat another; ids whose labels disagree; ids of no record |
    | `no_label`, `no_id`, `undecided`, `misfit` | records without a label, by the reason |
    | `repeated_id`, `own_truth`, `early`, `late`, `no_number` | records, as above |
    | `delay_hours` | from an inference to its label: the least and the most |
    | `examples` | the first few of each: id and place |
    | `sources` | the files |

    ## Scripts

    With `--preprocess` labels are joined to the program's answers, by the ids of the records that these
    take the place of: the program sees no label of `--labels` and can change none. A record that brings
    `groundTruthData`, as those of a merge job do, goes into it with that. So where a script reads the
    truth, merge first: `--merged merged/`, then `--data merged/ --preprocess …`. A record that becomes
    several rows needs a label of as many, and one that is left out has none.

    ## Merged records

    `--merged FILE.jsonl` writes the captured records that have a label, each as it stood with
    `groundTruthData` added, as the service's merge job does; with a folder, to `yyyy/mm/dd/hh` of the
    inference. They are read like any capture: errors come out the same. Records without a label are
    not among them, so `label_share` is 1.

    ## Memory

    Labels are read first, into an index by id. It takes up to `--label-memory` (64 MiB by default);
    what is beyond goes to temporary files in `TMPDIR` as sorted runs, which are merged. They have no
    names, so that nothing is left behind however a run ends. In memory stay a bit a label and 24 bytes
    for each 8 KiB of the merged file. The result is the same for any memory and any number of threads.

    """#
}
