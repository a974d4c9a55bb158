extension LanguageGuide {
  static let expressions = #"""
    ## Expressions

    A value is known at one of three stages. *Given* is what is known before the window: literals,
    `let`, `baseline(…)`. A *row* value is had for each record (`fare > 0`), a *window* value from
    statistics (`mean(fare)`). Given values stand everywhere; where a window value is wanted and a row
    value stands, the error proposes an aggregate.

    A bare name is a column where a row value is wanted and a metric where a window value is wanted,
    so a column called `accuracy` is no trouble. `name(…)` is a [metric](metrics.md) or a
    [function](functions.md). Wherever a metric takes a column, an expression over a record may stand.

    ```tide expression
    mean(tip / fare) <= 30%
    share(abs(predicted - actual) <= 10) >= 90%
    drift(text(zone), method: psi) <= 0.2
    share(approved, where: sex == "F") / share(approved, where: sex == "M") >= 80%
    quantile(fare, 99%) in 20...80
    ```

    Operators, loosest first: `if … then … else`; `or`; `and`; `not`; comparisons `== != < <= > >=`,
    `in`, `not in`, `within`, `matches`, `is`; the range `...`; `+ -`; `* /`; unary `-`. Comparisons
    do not chain.

    A metric's range is part of its type: `completeness(x) >= 95` is an error, since it lies from 0
    to 1, and the fix is `95%`.

    ### Against the baseline

    The bare word `baseline` in the right operand is the left operand over the baseline;
    `baseline(…)` is any window expression over it. Both are taken under the rule's `where` and in its
    segment. What the baseline lacks makes the verdict unknown (no baseline).

    ```tide expression
    mean(fare) within 10% of baseline
    stddev(fare) <= 1.5 * baseline
    mean(fare) in baseline - 3...baseline + 3
    share(fare > 3 * baseline(quantile(fare, 99%))) <= 0.1%
    completeness(fare) within 2 points of baseline
    ```

    `within 10% of X` is |L − X| ≤ 0.1·|X|; `within 2 points of X` is |L − X| ≤ 0.02; `within 5 of X`
    is |L − X| ≤ 5.

    ### Types of columns

    The value beside a cell says as what it is read: `zone == 3` reads numbers, `zone == "3"` texts, and
    what is spelled otherwise is left out. Where the baseline holds values of one type alone, or
    `columns { }` says of which type they are, a rule that reads another is told before any data are
    read: it is an error (TM560) where it could never have a value, a warning (TM561) where it would
    read a number by its spelling, or of texts only those that are spelled like numbers.

    ### Null

    A missing value is null. Functions and comparisons of null give null; `share(…)`, checks of values
    and `where` leave such records out; `is null` asks for them. Division by 0 gives null. `and`, `or`
    and `not` know three values: true, false and null.

    ### Sets of columns

    `columns("history_*", /re/, numeric, a)` is the union of what stands in it, `all columns` are all
    inputs and outputs, `A except B` subtracts. A set that selects nothing is a diagnostic where the
    columns are known, and an unknown verdict where they are not: never a pass.

    ```tide fragment
    let codes = ["A", "B", "C"]
    let features = all columns except columns("shap_*", predicted)

    rule features_stay { expect drifted_share(features, 20%) <= 10% }
    rule known_codes { expect in_share(code, codes) >= 99% }
    ```
    """#

  static let rules = #"""
    ## Rules

    A rule says what must hold (`expect`) or must not (`alert when`). Both may stand several times,
    each with its severity, so warning and critical bounds live in one rule.

    ```tide rule
    for each numeric column c in columns("history_*")
    where payment_type == 2
    expect drift(c) <= 0.1 else warning
    alert critical when drift(c) > 0.3
    needs at least 1_000 rows
    on unknown ignore
    message "{c} moved by {value} (limit {limit})"
    runbook "https://wiki.example/drift"
    owner "demand-team"
    tags { tier: "1" }
    ```

    | clause | meaning |
    |---|---|
    | `for each [TYPE] column VAR [in SET]` | a verdict for each column of a set |
    | `by COLUMN, … at most N, at least M rows` | a verdict for each segment: those of the baseline, then the largest; the rest is «other» |
    | `where CONDITION` | only these records count |
    | `expect CONDITION [else SEVERITY]` | must hold |
    | `alert [SEVERITY] when CONDITION [for N of M windows] [until CONDITION]` | must not hold |
    | `needs at least N rows` | with fewer the verdict is unknown, and excused |
    | `needs labels for at least P% within DURATION` | it is judged once so many records have their label, at the latest so long after the window |
    | `needs N windows of history` | it is judged once there are so many earlier windows |
    | `severity info`, `warning`, `critical` | of a violation; `warning` by default |
    | `on unknown ignore`, `hold`, or a severity | what an unknown verdict does; `hold` goes on firing, or not |
    | `mode observe`, `enforce`, `off` | `observe` reports and never alerts nor fails |
    | `message`, `runbook`, `owner`, `tags` | what alerts and reports carry |
    | `notify SINK, …` | who is told; by default every sink |

    There is one verdict for each column, segment and window: the worst violated severity, else
    unknown, else pass. Its value and limit are those of the leftmost comparison that decided it.

    ```tide rule
    by zone at most 50, at least 200 rows
    expect completeness(fare) >= 99%
    ```
    """#

  static let history = #"""
    ## Earlier windows

    `previous(E)`, and `average`, `minimum`, `maximum`, `median`, `stddev` or `quantile` with `last: N`
    are of the N decided windows before this one, in the same segment; `every: 7` takes every seventh.
    `change(E)` is the value less the previous one, `rate_of_change(E)` that as a share. Fewer windows
    than N make the verdict unknown (no history).

    ```tide
    edition 1

    monitor taxi {
      window 1 day on pickup
      needs  3 windows of history
    }

    metric revenue = sum(fare)

    rule volume { expect row_count >= 50% * average(row_count, last: 7) }
    rule weekly { expect revenue within 30% of previous(revenue, every: 7) }
    rule steady { expect mean(fare) within 3 sigma of last 30 windows }
    rule as_ever { expect mean(fare) within 3 sigma of baseline }

    rule drifting {
      alert when drift(fare) > 0.1 for 2 of 3 windows until < 0.05
      on unknown hold
    }
    ```

    `for N of M windows` follows the condition of an `alert`: before N windows are violated the verdict
    is violated and does not fire. `until` is what ends the firing. The windows are those of the
    monitor's `window`; `check --history FILE` keeps what they leave for later runs, and where time is
    not cut each run is a window.
    """#

  static let columns = #"""
    ## Columns

    An entry of `columns { }` is a selector, `:` and checks, all of which must hold. The selector is a
    column, a glob in quotes, a regex, a `let` set or `all columns`; an exact name beats a set for the
    same check.

    ```tide columns
    pickups:     integral, complete, in 0...2_000
    "history_*": integral, >= 0 for at least 99.9%
    department:  optional, string, in ["A", "B", "C"] except at most 5 rows
    fare:        fractional, mean within 10% of baseline, drift <= 0.1 severity critical
    code:        unique, matches /^[A-Z]{2}$/, length in 2...3
    all columns: completeness >= 50%
    no missing columns
    no extra columns
    ```

    A check is a type (`integral`, `fractional`, `numeric`, `boolean`, `timestamp`, `string`);
    `complete` or `unique`; a bound on values (`>= 0`, `in 0...10`, `in [..]`, `!= -1`, `matches /re/`,
    `length in 1...20`); or any metric with its column left out (`drift <= 0.1`,
    `quantile(0.99) < 100`). The flags are `optional` (the column may be absent), `categorical` (its
    numbers are codes) and `sensitive` (its values are never shown). After a check may stand
    `for at least P%`, `except at most N rows`, `except at most P%`, `severity S`, `as NAME` and
    `suggested(…)`, the mark of generated bounds that nobody has reviewed.

    A listed column is required, unless it is `optional`: its absence is a violation, and its other
    checks are unknown (column absent). Each check is a rule called `columns.COLUMN.CHECK`, where CHECK
    is the type, `complete`, `unique`, `min` for a lower bound, `max`, `in`, `not`, `matches`, or the
    metric's name. A second check of the same name needs `as`.
    """#
}
