"""Reads Parquet files for tidemark with pyarrow: the program that is run unless --parquet-reader names
another. For each line on standard input, {"file": PATH} or {"file": PATH, "columns": [NAME, ...]}, it
writes an Arrow stream to standard output: some rows to tell the columns by, or all rows of the columns.
"""
import itertools, json, sys

# Numpy takes longer to load than pyarrow, which does without it from version 18 on.
sys.modules["numpy"] = None
try:
    import pyarrow as pa, pyarrow.parquet as pq
except ImportError:
    del sys.modules["numpy"]
    try:
        import pyarrow as pa, pyarrow.parquet as pq
    except ImportError as error:
        sys.exit(f"{error}: pip install pyarrow, for {sys.executable}")

for line in sys.stdin:
    asked = json.loads(line)
    try:
        file = pq.ParquetFile(asked["file"])
        schema, names = file.schema_arrow, asked.get("columns")
        if names is not None:
            schema = pa.schema([field for field in schema if field.name in set(names)])
        rows = 1000 if names is None else 1 << 14
        batches = file.iter_batches(rows, columns=schema.names, use_threads=False)
        if names is None:
            # The rows tell how long lists are; other columns need none.
            batches = itertools.islice(batches, 1 if "list<" in str(schema) else 0)
        with pa.ipc.new_stream(sys.stdout.buffer, schema) as writer:
            for batch in batches:
                writer.write(batch)
        sys.stdout.buffer.flush()
    except (OSError, ValueError, pa.ArrowException) as error:
        sys.exit(str(error))
