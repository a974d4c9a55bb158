/// The formats that data are read in, and what becomes of the values of each.
enum DataGuide {
  static let text = #"""
    # Data

    `--data` takes files, patterns, folders and `-` for standard input; formats may be mixed. What is
    compressed with gzip or zstd, whatever its name, is decompressed while it is read, on a thread of
    its own.

    | `--input-format` | names | what |
    |---|---|---|
    | `csv`, `tsv` | `.csv`, `.tsv` | RFC 4180, with a header |
    | `jsonl` | `.jsonl`, `.ndjson` | an object a line; nested values are named `a.b` and `f[0]` |
    | `capture` | `.jsonl` | [captured requests](captures.md) |
    | `arrow` | `.arrow`, `.arrows`, `.feather`, `.ipc` | Arrow IPC, streams and files |
    | `parquet` | `.parquet`, `.pq` | Apache Parquet, read by a program beside |

    The format follows from name and content; `--input-format` is for what they do not tell.

    ## Arrow

    Streams and files as pyarrow, Polars and pandas write them, and DuckDB through pyarrow, also on
    standard input; buffers may be compressed with LZ4 or ZSTD. Only columns that rules read are taken.
    A batch is held in memory whole, with two threads up to three of them: some ten thousand rows each
    take the least.

    ```sh
    python3 export.py | tidemark check rules.tide --data -
    ```

    | type | becomes |
    |---|---|
    | `int8` … `int64`, `uint8` … `uint64` | a whole number; beyond 2^53 told apart to the last digit, as in text |
    | `float16`, `float32`, `float64` | a number; of the narrow ones the double of the shortest spelling: 0.1 is 0.1. NaN and infinities are numbers, not missing |
    | `decimal` of any width | the nearest number; its text has all digits |
    | `bool`, `null` | a boolean; missing |
    | `utf8`, `large_utf8`, `utf8_view` | text, or a timestamp where it spells one; `"7"` is text, as in JSON. An empty text is no missing value |
    | `binary` of all kinds | text; what is not UTF-8 is replaced and counted |
    | `date32`, `date64`, `timestamp` | a timestamp; without a zone it is UTC |
    | `time32`, `time64` | text, `hh:mm:ss.f` |
    | `duration` | a number of seconds |
    | dictionaries | what their values are; those that grow or are replaced on the way too |
    | `struct` | its members, as `a.b` |
    | `list`, `large_list`, `fixed_size_list` | its elements, as `f[0]`: as many as the longest list of the first batch has |

    Maps, unions, intervals, list views and run-end encoded columns are left out with a warning. Damage
    is told with the byte; what was read before it stands, and the exit status is 3.

    ## Parquet

    Files as pyarrow, Polars, pandas and DuckDB write them. Python with pyarrow reads them, in a process
    of its own, and hands over the wanted columns as Arrow: `pip install pyarrow` for the `python3` that
    is found first; from version 18 of pyarrow on it starts sooner, without NumPy. A file that can't be
    read to its end is named, the exit status is 3, and there is no verdict: half of a file says nothing.

    `--parquet-reader COMMAND`, or the variable `TIDEMARK_PARQUET_READER`, names another program. It is
    started once, without a shell. For each line on its standard input it writes an Arrow stream to its
    standard output:

    | line | stream |
    |---|---|
    | `{"file": "a.parquet"}` | the schema; rows, if there are any, show how long lists are and do not count |
    | `{"file": "a.parquet", "columns": ["x", "y"]}` | all rows of at least these columns, which are names at the top of the schema |

    It ends when its standard input ends. Where it ends before, with whatever status, the file can't be
    read, and the end of what it wrote to standard error says why. What is run by default is
    `plugins/python/tidemark_parquet.py`.

    """#
}
