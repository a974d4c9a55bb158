#!/usr/bin/env python3
"""Times tidemark, and DuckDB where it is installed, on the same data, in turn.

    python3 examples/benchmark.py [FILE.csv] [--rows 1000000] [--runs 5] [--threads 1]

Without a file it makes taxi rides in .build/benchmark, the same ones every time, and times twelve
rules on them as well as the profile. Prints medians of whole processes: wall and CPU seconds, peak
memory, and how many times less tidemark takes. The program is .build/release/tidemark, or that
which TIDEMARK names; DuckDB is the package of that name for this Python.
"""
import argparse
import importlib.util
import os
import random
import statistics
import subprocess
import sys
import time

FOLDER = ".build/benchmark"
QUANTILES = "[0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]"
RULES = """edition 1
rule a { expect completeness(passengers) >= 90% }
rule b { expect completeness(vendor) >= 90% }
rule c { expect share(fare >= 0) >= 90% }
rule d { expect share(distance in 0...100) >= 90% }
rule e { expect in_share(payment, [1, 2, 3, 4]) >= 90% }
rule f { expect in_share(flag, ["Y", "N"]) >= 90% }
rule g { expect share(zone in 1...265) >= 90% }
rule h { expect row_count >= 1_000 }
rule i { expect share(total >= fare) >= 50% }
rule j { expect quantile(fare, 99%) < 500 }
rule k { expect mean(distance) < 100 }
rule l { expect max(passengers) < 100 }
"""
SAME_RULES = """SELECT count(*), count(passengers) / count(*), count(vendor) / count(*),
  avg((fare >= 0)::int), avg((distance BETWEEN 0 AND 100)::int),
  avg((payment IN (1, 2, 3, 4))::int), avg((flag IN ('Y', 'N'))::int),
  avg((zone BETWEEN 1 AND 265)::int), avg((total >= fare)::int), approx_quantile(fare, 0.99),
  avg(distance), max(passengers) FROM data"""


def make_data(rows):
    """Taxi rides: columns of few values, of some thousand, and two of times; 1% lack some cells."""
    os.makedirs(FOLDER, exist_ok=True)
    path = f"{FOLDER}/rides_{rows}.csv"
    if os.path.exists(path):
        return path
    print(f"making {path}", file=sys.stderr)
    draw = random.Random(1)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write("vendor,pickup,dropoff,passengers,distance,flag,zone,payment,fare,tip,total\n")
        for row in range(rows):
            start = 1_577_836_800 + row * 2_678_400 // rows + draw.randrange(1200)
            distance = round(min(draw.lognormvariate(0.6, 0.85), 120), 2)
            end = start + int(distance * 240 * draw.lognormvariate(0, 0.35)) + 60
            fare = round((2.5 + 2.5 * distance + (end - start) / 400) * 2) / 2
            payment = draw.choices([1, 2, 3, 4], [73, 26, 0.6, 0.4])[0]
            tip = round(fare * max(0, draw.gauss(0.21, 0.07)), 2) if payment == 1 else 0
            known = draw.random() > 0.01
            stamps = [time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(at)) for at in (start, end)]
            cells = [
                draw.choice([1, 2]) if known else "", *stamps,
                draw.choices(range(7), [2, 71, 15, 4, 2, 4, 2])[0] if known else "", distance,
                ("Y" if draw.random() < 0.01 else "N") if known else "",
                1 + int(265 * draw.random() ** 2), payment, fare, tip, round(fare + tip + 3.8, 2)]
            file.write(",".join(map(str, cells)) + "\n")
    os.replace(path + ".part", path)
    return path


def duckdb(query, path, threads):
    """A program that runs a query over a file; `{}` in it stands for what is asked of each column."""
    script = f"""
import duckdb
connection = duckdb.connect(config={{"threads": {threads}}})
connection.execute("CREATE VIEW data AS SELECT * FROM read_csv_auto('{path}')")
asked = []
for name, kind, *_ in connection.execute("DESCRIBE data").fetchall():
    column = '"' + name + '"'
    asked += [f"count({{column}})", f"min({{column}})", f"max({{column}})",
        f"approx_count_distinct({{column}})", f"approx_top_k({{column}}, 20)"]
    if kind in ("BIGINT", "DOUBLE", "INTEGER"):
        asked += [f"avg({{column}})", f"stddev({{column}})",
            f"approx_quantile({{column}}, {QUANTILES})"]
connection.execute({query!r}.replace("{{}}", ", ".join(asked))).fetchall()
"""
    return [sys.executable, "-c", script]


def measure(command):
    """Wall seconds, CPU seconds and peak MiB of a process; its failure ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command[:3])} failed:\n{message}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description="Times tidemark and DuckDB on the same data.")
    parser.add_argument("file", nargs="?", help="a CSV file; rides are made without one")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rides to make")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    program = os.environ.get("TIDEMARK", ".build/release/tidemark")
    if not os.path.exists(program):
        sys.exit(f"{program} is not there: swift build -c release --product tidemark")
    path = asked.file or make_data(asked.rows)
    os.makedirs(FOLDER, exist_ok=True)
    threads = ["--threads", str(asked.threads), "--quiet"]
    work = {
        "profile": (
            [program, "baseline", path, "-o", f"{FOLDER}/baseline", "--overwrite", *threads],
            duckdb("SELECT count(*), {} FROM data", path, asked.threads))}
    if not asked.file:
        with open(f"{FOLDER}/twelve.tide", "w", encoding="utf-8") as file:
            file.write(RULES)
        work["12 rules"] = (
            [program, "check", f"{FOLDER}/twelve.tide", "--data", path, *threads],
            duckdb(SAME_RULES, path, asked.threads))
    has_peer = importlib.util.find_spec("duckdb") is not None
    if not has_peer:
        print("DuckDB is not installed (pip install duckdb): tidemark alone", file=sys.stderr)

    print(f"{path}, {os.path.getsize(path) / 1e6:.0f} MB; medians of {asked.runs} runs, "
          f"threads: {asked.threads}")
    print(f"{'':22}{'wall s':>9}{'CPU s':>9}{'MiB':>9}")
    for name, commands in work.items():
        results = {"tidemark": [], "DuckDB": []}
        for _ in range(asked.runs):
            for peer, command in zip(results, commands[: 2 if has_peer else 1]):
                results[peer].append(measure(command))
        medians = {
            peer: [statistics.median(values) for values in zip(*runs)]
            for peer, runs in results.items() if runs}
        for peer, (wall, cpu, memory) in medians.items():
            print(f"{name + ', ' + peer:22}{wall:9.2f}{cpu:9.2f}{memory:9.0f}")
        if has_peer:
            ratios = [b / a for a, b in zip(medians["tidemark"], medians["DuckDB"])]
            print(f"{'  times less':22}" + "".join(f"{ratio:9.1f}" for ratio in ratios))


main()
