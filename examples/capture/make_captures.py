#!/usr/bin/env python3
"""Writes a folder of captured requests as SageMaker's data capture lays them out.

    make_captures.py FOLDER [--records N] [--hours H] [--skip-hour K] [--damage N] [--seed S]

N predictions of a made-up model are spread over H hours from 2024-03-01T00:00:00Z, in files
FOLDER/demo-endpoint/AllTraffic/yyyy/mm/dd/hh/MM-SS-mmm-uuid.jsonl. Requests hold one prediction or a
batch of several; their data are CSV, JSON or BASE64. The same arguments always write the same bytes.

Prints what a reader must find, as JSON: {"records": …, "rows_per_day": {…}, "rows_per_hour": {…}, …}.
A record is one prediction, so a batch of five counts five. Records of a skipped hour are not
written, those of damaged lines can't be read: neither is counted.
"""
import argparse
import base64
import datetime
import json
import os
import random
import uuid

START = datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc)
COLORS = ["red", "green", "blue, dark", 'the "other"']
NAMES = ["age", "income", "color", "score_before"]


def features(source):
    return [
        source.randint(18, 90),
        round(source.lognormvariate(10, 0.5), 2),
        source.choice(COLORS),
        None if source.random() < 0.02 else round(source.gauss(0, 1), 4),
    ]


def prediction(row):
    return round(1 / (1 + 2.718281828 ** (-(row[0] - 50) / 20 - (row[3] or 0) / 3)), 6)


def field(value):
    if value is None:
        return ""
    text = str(value)
    if any(mark in text for mark in ',"\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def csv(rows):
    return "\n".join(",".join(field(value) for value in row) for row in rows) + "\n"


def part(mode, content_type, data, encoding):
    return {"observedContentType": content_type, "mode": mode, "data": data, "encoding": encoding}


def sections(source, rows, outputs):
    kind = source.random()
    if kind < 0.6:
        return (part("INPUT", "text/csv", csv(rows), "CSV"),
                part("OUTPUT", "text/csv; charset=utf-8", csv([[o] for o in outputs]), "CSV"))
    if kind < 0.9:
        request = json.dumps({"instances": [{"features": row} for row in rows]})
        response = json.dumps({"predictions": [[o] for o in outputs]})
        return (part("INPUT", "application/json", request, "JSON"),
                part("OUTPUT", "application/json", response, "JSON"))
    packed = base64.b64encode(csv(rows).encode()).decode()
    return (part("INPUT", "text/x-features", packed, "BASE64"),
            part("OUTPUT", "text/csv; charset=utf-8", csv([[o] for o in outputs]), "CSV"))


def requests(source, count):
    """Sizes of requests that hold so many predictions together."""
    while count > 0:
        size = min(count, 1 if source.random() < 0.7 else source.randint(2, 12))
        yield size
        count -= size


def hour_lines(source, hour, count):
    """The lines of an hour, each with the number of its predictions."""
    sizes = list(requests(source, count))
    for number, size in enumerate(sizes):
        second = number * 3600 // len(sizes)
        time = START + datetime.timedelta(hours=hour, seconds=second)
        rows = [features(source) for _ in range(size)]
        request, response = sections(source, rows, [prediction(row) for row in rows])
        metadata = {
            "eventId": str(uuid.UUID(int=source.getrandbits(128), version=4)),
            "inferenceTime": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        record = {
            "captureData": {"endpointInput": request, "endpointOutput": response},
            "eventMetadata": metadata,
            "eventVersion": "0",
        }
        yield json.dumps(record, separators=(",", ":")), size


def write(folder, source, hour, lines):
    """Writes an hour's lines, in files of ten minutes."""
    time = START + datetime.timedelta(hours=hour)
    place = os.path.join(
        folder, "demo-endpoint", "AllTraffic", time.strftime("%Y/%m/%d/%H"))
    os.makedirs(place, exist_ok=True)
    for tenth in range(6):
        first = tenth * len(lines) // 6
        last = (tenth + 1) * len(lines) // 6
        identity = uuid.UUID(int=source.getrandbits(128), version=4)
        if first == last:
            continue
        name = f"{tenth * 10:02d}-{source.randrange(60):02d}-{source.randrange(1000):03d}-{identity}"
        with open(os.path.join(place, name + ".jsonl"), "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines[first:last])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--records", type=int, default=100_000, help="predictions in all")
    parser.add_argument("--hours", type=int, default=48)
    parser.add_argument("--skip-hour", type=int, action="append", default=[], metavar="K",
                        help="write no folder for this hour, from 0; may be repeated")
    parser.add_argument("--damage", type=int, default=0, metavar="N",
                        help="cut N lines in half")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    source = random.Random(options.seed)
    weights = [1 + (hour % 24) / 12 for hour in range(options.hours)]
    total = sum(weights)
    hours = []
    placed = 0
    reached = 0.0
    for hour, weight in enumerate(weights):
        reached += weight
        upto = options.records if hour + 1 == options.hours else int(options.records * reached / total)
        lines = list(hour_lines(source, hour, upto - placed))
        placed = upto
        if hour not in options.skip_hour:
            hours.append((hour, lines))

    places = [(index, line) for index, (_, lines) in enumerate(hours) for line in range(len(lines))]
    damaged = set(random.Random(options.seed + 1).sample(places, min(options.damage, len(places))))
    per_hour, per_day, written = {}, {}, 0
    for index, (hour, lines) in enumerate(hours):
        time = START + datetime.timedelta(hours=hour)
        texts = []
        for number, (line, size) in enumerate(lines):
            if (index, number) in damaged:
                texts.append(line[:len(line) // 2])
                continue
            texts.append(line)
            key = time.strftime("%Y-%m-%dT%H:00:00Z")
            per_hour[key] = per_hour.get(key, 0) + size
            key = time.strftime("%Y-%m-%d")
            per_day[key] = per_day.get(key, 0) + size
        write(options.folder, source, hour, texts)
        written += len(texts)

    print(json.dumps({
        "records": sum(per_hour.values()), "rows_per_day": per_day, "rows_per_hour": per_hour,
        "requests": written, "malformed": len(damaged),
        "columns": ["prediction"] + NAMES,
    }))


if __name__ == "__main__":
    main()
