#!/usr/bin/env python3
"""Writes Arrow data with pyarrow, and beside them what must be read: make_arrow.py FOLDER SEED

For each case NAME.arrow (a file) or NAME.arrows (a stream), and NAME.json: the columns, the text of
each cell (null where it is missing) and its kind (a letter).
"""
import datetime
import decimal
import json
import os
import random
import struct
import sys

import pyarrow as pa

folder, seed = sys.argv[1], int(sys.argv[2])
random.seed(seed)
os.makedirs(folder, exist_ok=True)
EPOCH = datetime.date(1970, 1, 1)


def number(value):
    if value != value or value in (float("inf"), float("-inf")):
        return {"inf": "inf", "-inf": "-inf"}.get(repr(value), "nan")
    return str(int(value)) if abs(value) < 2**53 and value == int(value) else repr(value)


def instant(value, per_second):
    seconds, rest = divmod(value, per_second)
    text = (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).isoformat()
    return text + fraction(rest, per_second) + "Z"


def fraction(rest, per_second):
    return "." + str(per_second + rest)[1:].rstrip("0") if rest else ""


def clock(value, per_second):
    seconds, rest = divmod(value, per_second)
    return "%02d:%02d:%02d" % (seconds // 3600, seconds // 60 % 60, seconds % 60) + fraction(
        rest, per_second)


UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def cell(kind, value):
    """The text and the kind of a value, given as it is stored."""
    if value is None:
        return None, "m"
    if pa.types.is_boolean(kind):
        return ("true" if value else "false"), "b"
    if pa.types.is_integer(kind):
        return str(value), "i"
    if pa.types.is_floating(kind):
        if kind == pa.float32():
            value = float(shortest(value, "f"))
        if kind == pa.float16() and value != value // 1:
            value = float(shortest(value, "e"))
        return number(value), "f"
    if pa.types.is_decimal(kind):
        return format(value, "f"), "f" if kind.scale > 0 else "i"
    if pa.types.is_date32(kind):
        return str(EPOCH + datetime.timedelta(days=value)), "t"
    if pa.types.is_date64(kind):
        return str(EPOCH + datetime.timedelta(milliseconds=value)), "t"
    if pa.types.is_timestamp(kind):
        return instant(value, UNITS[kind.unit]), "t"
    if pa.types.is_time(kind):
        return clock(value, UNITS[kind.unit]), "x"
    if pa.types.is_duration(kind):
        return number(value / UNITS[kind.unit]), "i" if kind.unit == "s" else "f"
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace"), "x"
    return value, "t" if value == "2024-02-29" else "x"


def shortest(value, code):
    """The fewest digits that read back as the same number of fewer bits."""
    for digits in range(1, 18):
        text = "%.*g" % (digits, value)
        try:
            if struct.pack(code, float(text)) == struct.pack(code, value):
                return text
        except OverflowError:
            pass
    return repr(value)


def array(kind, values):
    if pa.types.is_temporal(kind):
        bits = 32 if kind in (pa.date32(), pa.time32("s"), pa.time32("ms")) else 64
        return pa.array(values, pa.int32() if bits == 32 else pa.int64()).cast(kind) \
            if not pa.types.is_duration(kind) else pa.array(values, pa.int64()).cast(kind)
    return pa.array(values, kind)


def some(make, count, nulls=0.2):
    return [None if random.random() < nulls else make() for _ in range(count)]


def word():
    return random.choice(
        ["", "a", "7", "-1.5", "true", "é", "日本語", "NA", "2024-02-29", "2024-02-30",
         "a rather long text, beyond twelve bytes", "x" * 300, "tab\there", '"', "0"])


def floats(code):
    def make():
        kind = random.randrange(5)
        if kind == 0:
            return float(random.randrange(-1000, 1000))
        if kind == 1:
            return random.choice([0.1, 0.25, -2.5, 3.14, 0.07, 1e-3, 65504.0, float("nan"), -0.0])
        if code == "d":
            return random.choice([1e300, 1e22, 1e16, 1e-7, random.gauss(0, 1e6), float("inf")])
        value = random.choice([random.uniform(-1, 1), random.gauss(0, 1000), 0.3, 1e-4])
        return struct.unpack(code, struct.pack(code, value))[0]
    return make


def narrow(kind, values):
    """Values as they come back from fewer bits."""
    code = {pa.float16(): "e", pa.float32(): "f"}.get(kind)
    if not code:
        return values
    return [None if v is None else struct.unpack(code, struct.pack(code, v))[0] for v in values]


def types(count):
    whole = lambda low, high: lambda: random.choice([low, high, 0, random.randint(low, high)])
    columns = [("none", pa.null(), [None] * count),
               ("flag", pa.bool_(), some(lambda: random.random() < 0.5, count))]
    for bits in (8, 16, 32, 64):
        low, high = -2**(bits - 1), 2**(bits - 1) - 1
        columns.append((f"i{bits}", getattr(pa, f"int{bits}")(), some(whole(low, high), count)))
        columns.append((f"u{bits}", getattr(pa, f"uint{bits}")(), some(whole(0, 2**bits - 1), count)))
    for name, code in (("float16", "e"), ("float32", "f"), ("float64", "d")):
        kind = getattr(pa, name)()
        columns.append((name, kind, narrow(kind, some(floats(code), count))))
    for bits, kind in ((128, pa.decimal128(38, 4)), (256, pa.decimal256(70, 10))):
        places = kind.scale
        make = lambda: decimal.Decimal(random.choice(
            [0, 1, -5, 12345, 10**30 + 7, -10**20, random.randint(-10**9, 10**9)])).scaleb(-places)
        with decimal.localcontext() as context:
            context.prec = 76
            columns.append((f"decimal{bits}", kind, some(make, count)))
    columns.append(("whole", pa.decimal128(20, 0), some(lambda: decimal.Decimal(random.randint(-10**19, 10**19)), count)))
    columns += [
        ("text", pa.string(), some(word, count)),
        ("large", pa.large_string(), some(word, count)),
        ("full", pa.string(), some(word, count, 0)),
        ("bytes", pa.binary(), some(lambda: random.choice([b"ok", b"\xff\xfe", b"a\xc3", b""]), count)),
        ("fixed", pa.binary(3), some(lambda: random.choice([b"abc", b"\x80ab", b"123"]), count)),
        ("day", pa.date32(), some(lambda: random.randrange(-30000, 60000), count)),
        ("day64", pa.date64(), some(lambda: random.randrange(-30000, 60000) * 86400000, count)),
    ]
    for unit, per_second in UNITS.items():
        for zone in (None, "Europe/Berlin"):
            name = f"at_{unit}" + ("_zone" if zone else "")
            make = lambda: random.randrange(-2 * 10**9, 4 * 10**9) * per_second + random.choice(
                [0, per_second // 2, random.randrange(per_second)])
            columns.append((name, pa.timestamp(unit, zone), some(make, count)))
        columns.append((f"took_{unit}", pa.duration(unit), some(lambda: random.randrange(10**12), count)))
    for kind in (pa.time32("s"), pa.time32("ms"), pa.time64("us"), pa.time64("ns")):
        top = 86400 * UNITS[kind.unit]
        columns.append((f"time_{kind.unit}", kind, some(lambda: random.randrange(top), count)))
    return columns


def expectation(columns, count):
    rows = [[cell(kind, values[row]) for _, kind, values in columns] for row in range(count)]
    return {"columns": [name for name, _, _ in columns],
            "rows": [[text for text, _ in row] for row in rows],
            "kinds": ["".join(kind for _, kind in row) for row in rows]}


def write(name, table_batches, schema, expected, file=False, **options):
    options = pa.ipc.IpcWriteOptions(**options)
    path = os.path.join(folder, name + (".arrow" if file else ".arrows"))
    make = pa.ipc.new_file if file else pa.ipc.new_stream
    with make(path, schema, options=options) as writer:
        for batch in table_batches:
            writer.write(batch)
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as out:
        json.dump(expected, out, ensure_ascii=False)


def simple(name, columns, count, cuts=(), **options):
    schema = pa.schema([(name, kind) for name, kind, _ in columns])
    batch = pa.record_batch([array(kind, values) for _, kind, values in columns], schema=schema)
    bounds = [0, *cuts, count]
    batches = [batch.slice(a, b - a) for a, b in zip(bounds, bounds[1:])]
    write(name, batches, schema, expectation(columns, count), **options)


simple("types", types(31), 31, (13, 13, 30))
simple("file", types(23), 23, (8,), file=True)
simple("zstd", types(40), 40, (32,), compression="zstd")
simple("lz4", types(40), 40, (1,), file=True, compression="lz4")
simple("rows", types(0), 0, ())

count = 50
views = [("v", pa.string_view(), some(word, count)), ("w", pa.string_view(), some(word, count, 0)),
         ("b", pa.binary_view(), some(lambda: random.choice([b"ok", b"\xff" * 20]), count)),
         ("n", pa.int64(), some(lambda: random.randrange(5), count))]
simple("views", views, count, (20,))

# Dictionaries that grow, and that are replaced.
def encoded(words, picks, index):
    return pa.DictionaryArray.from_arrays(pa.array(picks, index), pa.array(words))

for name, deltas in (("deltas", True), ("replaced", False)):
    words, batches, rows = ["red", "7", "2024-02-29"], [], []
    schema = pa.schema([("c", pa.dictionary(pa.int8(), pa.string())),
                        ("d", pa.dictionary(pa.uint16(), pa.int64())), ("e", pa.int32())])
    for step in range(4):
        picks = some(lambda: random.randrange(len(words)), 9)
        numbers = some(lambda: random.randrange(2), 9)
        values = [10**17 + 1, 5]
        batches.append(pa.record_batch([
            encoded(words, picks, pa.int8()),
            encoded(values, numbers, pa.uint16()), pa.array(range(9), pa.int32())], schema=schema))
        rows += [[cell(pa.string(), None if p is None else words[p]),
                  cell(pa.int64(), None if n is None else values[n]), (str(i), "i")]
                 for i, (p, n) in enumerate(zip(picks, numbers))]
        words = words + [f"new {step}"] if deltas else [f"other {step}", "é" * step] + words[:1]
    write(name, batches, schema, {
        "columns": ["c", "d", "e"], "rows": [[t for t, _ in r] for r in rows],
        "kinds": ["".join(k for _, k in r) for r in rows]},
        emit_dictionary_deltas=deltas)

# What has parts, as JSON has it; the longest list of the first batch makes the columns.
schema = pa.schema([
    ("s", pa.struct([("a", pa.int64()), ("t", pa.struct([("b", pa.string())]))])),
    ("l", pa.list_(pa.int64())), ("f", pa.list_(pa.float64(), 2)),
    ("o", pa.large_list(pa.struct([("k", pa.string())]))),
    ("m", pa.map_(pa.string(), pa.int64())), ("z", pa.int8())])
made, rows = [], []
for row in range(30):
    s = None if random.random() < 0.2 else {
        "a": random.choice([None, 3]),
        "t": None if random.random() < 0.3 else {"b": random.choice([None, "u"])}}
    l = None if random.random() < 0.2 else [random.choice([None, 1, 2])
                                            for _ in range(3 if row == 0 else random.randrange(4))]
    if row == 0:
        l = [1, None, 2]
    f = None if random.random() < 0.2 else [random.choice([None, 0.5]), 1.5]
    o = [{"k": "v"}, {"k": None}] if row == 0 else random.choice([None, [], [{"k": "w"}], [None]])
    made.append({"s": s, "l": l, "f": f, "o": o, "m": [("a", 1)], "z": row})
    at = lambda items, index: None if items is None or len(items) <= index else items[index]
    inner = None if s is None else s["t"]
    texts = [cell(pa.int64(), None if s is None else s["a"]),
             cell(pa.string(), None if inner is None else inner["b"])]
    texts += [cell(pa.int64(), at(l, index)) for index in range(3)]
    texts += [cell(pa.float64(), at(f, index)) for index in range(2)]
    texts += [cell(pa.string(), None if at(o, index) is None else at(o, index)["k"])
              for index in range(2)]
    rows.append(texts + [(str(row), "i")])
batch = pa.RecordBatch.from_pylist(made, schema=schema)
write("nested", [batch.slice(0, 11), batch.slice(11)], schema, {
    "columns": ["s.a", "s.t.b", "l[0]", "l[1]", "l[2]", "f[0]", "f[1]", "o[0].k", "o[1].k", "z"],
    "rows": [[t for t, _ in r] for r in rows], "kinds": ["".join(k for _, k in r) for r in rows]})

# The same records as CSV, JSON Lines and Arrow: what all three can say.
def same(name, count):
    zones = ["north", "süd", "w,est", 'say "hi"']
    start = 1_700_000_000
    records = [{
        "id": row, "big": 10**17 + row % 3, "fare": random.choice([None, 1.0, 2.5, 0.1, 1e-7, -3.25]),
        "small": random.choice([None, 0.1, 0.5, 7.0]), "zone": random.choice([None] + zones),
        "kind": random.choice(["a", "b"]), "ok": random.choice([None, True, False]),
        "day": None if random.random() < 0.1 else random.randrange(20000, 20100),
        "at": start + row * 61} for row in range(count)]
    kinds = {"id": pa.int32(), "big": pa.int64(), "fare": pa.float64(), "small": pa.float32(),
             "zone": pa.string(), "kind": pa.dictionary(pa.int8(), pa.string()), "ok": pa.bool_(),
             "day": pa.date32(), "at": pa.timestamp("s", "UTC")}
    arrays = []
    for key, kind in kinds.items():
        values = [record[key] for record in records]
        arrays.append(pa.array(values).dictionary_encode().cast(kind) if key == "kind" else array(kind, values))
    batch = pa.record_batch(arrays, schema=pa.schema(list(kinds.items())))
    with pa.ipc.new_stream(os.path.join(folder, name + ".arrows"), batch.schema) as writer:
        writer.write(batch)
    with pa.ipc.new_file(os.path.join(folder, name + ".arrow"), batch.schema,
                         options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        for start in range(0, count, 100):
            writer.write(batch.slice(start, 100))
    for record in records:
        if record["day"] is not None:
            record["day"] = str(EPOCH + datetime.timedelta(days=record["day"]))
        record["at"] = instant(record["at"], 1)
    with open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    text = lambda value: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    quoted = lambda value: '"' + value.replace('"', '""') + '"' if set(value) & set(',"') else value
    with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8") as out:
        out.write(",".join(kinds) + "\n")
        for record in records:
            out.write(",".join(quoted(text(record[key])) for key in kinds) + "\n")


same("same", 400)
