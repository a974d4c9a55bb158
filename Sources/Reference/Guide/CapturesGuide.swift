/// Captured requests: their folders, the window of a run, schedules and trends.
enum CapturesGuide {
  static let text = #"""
    # Captures, windows of runs and schedules

    ## The layout

    SageMaker writes what an endpoint was asked and answered to
    `ENDPOINT/VARIANT/yyyy/mm/dd/hh/MM-SS-mmm-….jsonl`, hours in UTC. Any of these folders can be given to
    `--data`, also several, or a pattern.

    ## The window of a run

    ```sh
    tidemark check rules.tide --data captures --window-at 2020-03-16T00:00Z --last 1d
    ```

    | flag | what |
    |---|---|
    | `--last` | how long the window is: `1h`, `90 min`, `1 day`, `PT10H`, `P1DT12H` |
    | `--window-at` | where it ends: a time, in UTC where it names no zone; `now`, `this-minute`, `this-hour`, `today`. Default: `this-hour`, the beginning of the present hour, so that a run which starts late covers the same |
    | `--offset` | is added to both ends: `-PT1H`. With two durations, `-P8D/-P1D`, the window lies from the first to the second, both counted from `--window-at`, and `--last` is left out |
    | `--window-on` | the column of the time, of data that are no captures; default: what the monitor's `window … on` names |

    The end is not in the window. `--last 1h` by itself is the previous whole hour; `--last 10h` run at 20:00
    covers 10:00 to 20:00, and run at 0:00 covers 14:00 to 0:00: runs may overlap.

    - Files are chosen by their hour: folders of other hours are not opened. A file is filed under the hour
      in which it was begun, so those begun in the last five minutes before the window are looked through
      as well. A file that is in no folder of an hour, or that is named itself, is read.
    - Records are cut exactly, by `inferenceTime`. Those outside, and those without a time that can be
      read, are left out and counted.
    - Where no folder is of the window, the run ends with status 3, «Job inputs had no data». Where there
      are files and no record of the window, rules see a window of no records: counts are 0, and what can't
      be decided ends with status 4.
    - A monitor's own `window` cuts the window of the run further: `window 1 hour on inference_time` and
      `--last 10h` make ten windows.
    - With `--history`, a run is known by its window: the same window again takes the place of what it left.

    ## Clocks and empty files

    Captures are written as they come. A record that is earlier than the one above it in its file is
    counted, whatever window is asked for, and the first is named with file and line: a clock was set back,
    or several processes wrote. With `--preprocess` that can't be told.

    A file of 0 bytes among others is named, and the others are evaluated; alone it ends with status 3.

    ## Batch transforms

    A batch transform captures manifests, `input/yyyy/mm/dd/hh/…` and `output/yyyy/mm/dd/hh/…`, each a list
    of the objects that it read or wrote: `[{"prefix": "s3://bucket/in/"}, "a.csv"]`. Give `--data` the
    folder above the two, with local copies of the objects.

    - A copy is looked for below the folder given, under as much of the end of the object's name as lies
      there (`bucket/in/a.csv`, `in/a.csv`, `a.csv`), or where `--s3 s3://bucket/in=FOLDER` says.
    - `a.csv` and `a.csv.out` are read side by side, a record a line, as captured requests and responses;
      JSON that is no object a line is one record. CSV has no header.
    - With `GenerateInferenceId`, the last two fields of CSV, an id and a time, and `SageMakerInferenceId` and
      `SageMakerInferenceTime` of JSON become `inference_id` and `inference_time`. Without, the time is the
      hour of the manifest's folder.
    - `{"SageMakerOutput": …, "instances": […]}`, a response joined with its request, is told apart where no
      request is captured beside it.
    - An object that is not there is named and counted, the rest is evaluated, and the run ends with
      status 3. Lines of one side only are malformed records.

    ## Schedules

    ```sh
    tidemark schedule 'cron(0 0/10 ? * * *)' -- rules.tide --data captures --out 'runs/{window}'
    tidemark schedule 'every 10 hours from 0' --next 5
    ```

    | service | plain words | each run covers |
    |---|---|---|
    | `cron(0 * ? * * *)` | `hourly` | the hour before |
    | `cron(0 3 ? * * *)` | `daily at 3:00` | the 24 hours before |
    | `cron(0 0/10 ? * * *)` | `every 10 hours from 0` | the 10 hours before, at 0:00, 10:00 and 20:00 |
    | | `every 15 minutes`, `weekly on monday at 3:00` | the time since the run before |
    | `NOW` | `now` | what `--last` or `--offset` says |

    `{window}` in the name of `--out` is the end of the window, `yyyy/mm/dd/hh`, so that each run has a
    folder of its own, and `tidemark trend runs` sees all of them. Times are UTC. The lines end with the flags of the window. A timer of systemd that missed a run does not
    make up for it: run the check with `--window-at` and the time of the run that was missed.

    ## Trends

    ```sh
    tidemark trend runs --metric 'drift(fare_mean)'
    tidemark trend history.sqlite --metric mae --format csv
    ```

    A metric is found in folders of `check --out` and in the file of `check --history`, where some rule or
    `metric NAME = …` read it; `metric NAME = …` by its name as well, and a rule by its id, with the value
    that decided it, its bound and outcome; and in reports of SageMaker. Of windows that versions before
    kept, a history has what `metric` declares and rules look back at. A
    window that a later run looked at again counts once. Of reports the folder's date counts, `2020-03-16` or
    `yyyy/mm/dd/hh`, then `start_time`. A data-quality report answers what its statistics can, such as
    `mean(fare)`; the distance of a drift check is printed only where it was violated, and computed
    elsewhere when `--baseline` has statistics.

    """#
}
