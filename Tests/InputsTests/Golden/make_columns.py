#!/usr/bin/env python3
"""Writes the same columns of many rows as an Arrow stream and as a file with pyarrow: make_columns.py FOLDER SEED

For each type one column of few values, one of many, and one whose values are few at first, with missing
values in every other one. The file is compressed, and its batches are slices of others.
"""
import decimal
import os
import random
import sys

import pyarrow as pa

folder, seed = sys.argv[1], int(sys.argv[2])
random.seed(seed)
ROWS = 14_000


def column(make, kinds):
    """- kinds: of values, as the row grows."""
    nulls = random.choice([0, 0.02, 0.6])
    return [None if nulls and random.random() < nulls else make(random.randrange(kinds(row)))
            for row in range(ROWS)]


SHAPES = {"few": lambda row: 40, "many": lambda row: 10**9, "more": lambda row: 20 if row < 3000 else 10**9}
TYPES = {
    "bool": (pa.bool_(), lambda n: n % 2 == 0), "int8": (pa.int8(), lambda n: n % 256 - 128),
    "uint16": (pa.uint16(), lambda n: n % 65536), "int32": (pa.int32(), lambda n: n - 5),
    "int64": (pa.int64(), lambda n: (n - 20) * 10**9), "uint64": (pa.uint64(), lambda n: 2**64 - 1 - n),
    "float16": (pa.float16(), lambda n: n % 1000 / 8), "float32": (pa.float32(), lambda n: n / 10),
    "float64": (pa.float64(), lambda n: {0: float("nan"), 1: -0.0}.get(n, n / 100)),
    "decimal": (pa.decimal128(20, 2), lambda n: decimal.Decimal(n - 7).scaleb(-2)),
    "text": (pa.string(), str), "large": (pa.large_string(), lambda n: f"value é {n}"),
    "view": (pa.string_view(), lambda n: "x" * (n % 40)), "day": (pa.date32(), lambda n: n % 90000 - 1000),
    "second": (pa.timestamp("s"), lambda n: n * 3 - 50), "nano": (pa.timestamp("ns", "UTC"), lambda n: n * 10**9 + n % 3),
    "took": (pa.duration("ms"), lambda n: n), "clock": (pa.time32("s"), lambda n: n % 86400),
}
arrays, names = [], []
for name, (kind, make) in TYPES.items():
    for shape, kinds in SHAPES.items():
        made = column(make, kinds)
        if pa.types.is_temporal(kind):
            bits = pa.int32() if kind in (pa.date32(), pa.time32("s")) else pa.int64()
            arrays.append(pa.array(made, bits).cast(kind))
        else:
            arrays.append(pa.array(made, kind))
        names.append(f"{name}_{shape}")
        if shape == "few" and name in ("text", "int64"):
            arrays.append(arrays[-1].dictionary_encode())
            names.append(f"{name}_encoded")
batch = pa.record_batch(arrays, names=names)
with pa.ipc.new_stream(os.path.join(folder, "many.arrows"), batch.schema) as writer:
    for start in range(0, ROWS, 3001):
        writer.write(batch.slice(start, 3001))
with pa.ipc.new_file(os.path.join(folder, "many.arrow"), batch.schema,
                     options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
    writer.write(batch)
