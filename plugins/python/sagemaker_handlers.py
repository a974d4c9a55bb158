#!/usr/bin/env python3
"""Runs the scripts of SageMaker Model Monitor as they are: its record preprocessors and postprocessors.

    tidemark check … --preprocess 'python3 sagemaker_handlers.py preprocess script.py'
    tidemark check … --postprocess 'python3 sagemaker_handlers.py postprocess script.py'

The first calls `preprocess_handler(inference_record)` or `preprocess_handler(inference_record, logger)`
for each captured record. Its answer is a dict, a list of dicts (a row each), or an empty list to leave
the record out; None as a value is a missing one. Columns stand in the order of their keys, and texts
that are numbers count as numbers, as with the service. What the handler raises is told of its record
alone. The second calls `postprocess_handler()` once.

Records of batch transforms have their request as `endpoint_input` and their response as `endpoint_output`,
those of CSV and JSON Lines all their values as the CSV of `endpoint_input`. Labels of `--labels` are joined
after the script: `ground_truth` holds what the record itself brings, else None.

The standard library alone. What a script prints goes to standard error.
"""
import csv
import importlib.util
import inspect
import io
import json
import logging
import os
import re
import sys

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")


class Part:
    """Members of a captured record by the names that the service's scripts use."""

    def __init__(self, members):
        for name, value in members.items():
            setattr(self, re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower(), value)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None


def flat(record):
    """What is captured of a record that is no captured one: its values, as a row of CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(
        "" if cell is None else cell if isinstance(cell, str) else json.dumps(cell)
        for cell in record.values())
    content = {"observedContentType": "text/csv", "mode": "INPUT", "encoding": "CSV"}
    return {"endpointInput": {**content, "data": text.getvalue()}}


def inference_record(record):
    capture = (record["captureData"] if "captureData" in record else flat(record)) or {}
    whole = Part({"eventVersion": record.get("eventVersion")})
    whole.endpoint_input = Part(capture.get("endpointInput") or capture.get("batchTransformInput") or {})
    whole.endpoint_output = Part(
        capture.get("endpointOutput") or capture.get("batchTransformOutput") or {})
    whole.event_metadata = Part(record.get("eventMetadata") or {})
    # The scripts of the service's documentation say it both ways.
    whole.event_metadata.custom_attribute = whole.event_metadata.custom_attributes
    whole.ground_truth = Part(record.get("groundTruthData") or {})
    return whole


def value(cell):
    if isinstance(cell, str) and NUMBER.fullmatch(cell):
        return int(cell) if re.fullmatch(r"-?(0|[1-9]\d*)", cell) else float(cell)
    if cell is None or isinstance(cell, (str, int, float, bool)):
        return cell
    if hasattr(cell, "item"):
        return cell.item()
    return json.dumps(cell)


def row(answer):
    if not isinstance(answer, dict):
        raise TypeError(f"preprocess_handler answered {type(answer).__name__}, and a dict is wanted")
    return {str(key): value(answer[key]) for key in sorted(answer, key=str)}


def handler(path, name):
    folder = os.path.dirname(os.path.abspath(path))
    sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location("script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = getattr(module, name, None)
    if found is None:
        sys.exit(f"{path} has no {name}")
    return found


def preprocess(path, answers):
    call = handler(path, "preprocess_handler")
    extra = [logging.getLogger("preprocess")] if len(inspect.signature(call).parameters) > 1 else []
    for line in sys.stdin:
        record = json.loads(line)
        answer = {"_row": record.pop("_row")}
        try:
            rows = call(inference_record(record), *extra)
            rows = [] if rows is None else rows if isinstance(rows, list) else [rows]
            answer["_rows"] = [row(one) for one in rows]
            text = json.dumps(answer, allow_nan=False)
        except Exception as error:
            text = json.dumps({"_row": answer["_row"], "_error": f"{type(error).__name__}: {error}"})
        answers.write(text + "\n")
        answers.flush()


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("preprocess", "postprocess"):
        sys.exit(__doc__)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO)
    answers = sys.stdout
    sys.stdout = sys.stderr
    if sys.argv[1] == "preprocess":
        preprocess(sys.argv[2], answers)
    else:
        handler(sys.argv[2], "postprocess_handler")()


if __name__ == "__main__":
    main()
