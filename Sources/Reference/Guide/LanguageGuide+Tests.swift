extension LanguageGuide {
  static let tests = #"""
    ## Tests of rules

    ```tide
    edition 1

    monitor taxi { task regression(prediction: predicted, label: actual) }

    columns {
      pickups:    integral, complete
      department: optional, string, in ["A", "B", "C"] for at least 99%
    }

    rule accuracy { alert when mae > 1.1 * baseline for 2 windows }

    test "an empty pickup and a strange department are told" {
      given rows """
        pickups,department
        12,A
        ,Z
        """
      then columns.pickups.complete violated
      then columns.department.in violated
      then others pass
    }

    test "errors that grow fire in the second window" {
      given series mae: 30 38 _ 45x2
      given series baseline(mae): 30
      then accuracy passes in window 1
      then accuracy pending in window 2
      then accuracy unknown in window 3
      then accuracy fires in window 4
    }
    ```

    `tidemark test RULES` runs them, by the reader and the engine that `check` uses. A test is given
    `rows` (CSV in the file), a file beside the rule file, or `series`: a value a window, `_` for a
    window without one, `45x2` for two, a series for each metric that the rules ask for. `against`
    names the baseline or holds its rows; without it the monitor's counts, and where there is none,
    rules that compare with one are not exercised. `given series baseline(mae): 30` gives one value.

    Rows show the columns that they name, and no others: rules that read others are not exercised,
    neither missing nor extra columns are judged, and `needs at least N rows` is not asked. A row
    that can't be read fails the test, unless a rule judges `malformed_share`. With the monitor's
    column of times rows are cut into windows, otherwise they are one.

    `violated`, `unknown`, `fires` and `pending` hold where any verdict that is looked at is so,
    `passes` where all are; `for` picks among the columns of a loop and segments, `in window N` a
    window, from 1. `fires` and `pending` tell a violation that `for N windows` lets fire from one
    that it does not yet. `then others pass` asks that every other exercised rule passes. Waivers do
    not count, `mode observe` is judged as any, and a rule that is off is not exercised. Tests of
    imported files are run where these are named themselves.

    Coverage is the share of rules that tests saw both to pass and to be violated; that a column is
    there at all (`columns.X.required`) needs no test.
    """#
}
