"""Captures what a model is asked and answers, from inside a Python server.

One file, the standard library alone: copy it beside your server.

    from tidemark_capture import CaptureLogger

    captures = CaptureLogger("captures", endpoint="demand", sample=0.2)

    def invocations(request):
        answer = model(request.body)
        captures.log(request.body, answer, input_type="text/csv", output_type="text/csv",
                     inference_id=request.headers.get("X-Amzn-SageMaker-Inference-Id"))
        return answer

It writes the files of SageMaker's data capture, FOLDER/ENDPOINT/VARIANT/yyyy/mm/dd/hh/
MM-SS-mmm-uuid.jsonl in UTC, which `tidemark check --data` reads as it reads the service's.

`log` never raises, never waits for a disk and may be called from any thread: records go through a
queue of bounded size to a thread that writes them. What could not be captured is counted in `lost`
and told to `on_error`, by default a warning of `logging` once a minute. What is queued is written
when the program ends, or by `close()`. Each process of a forking server has its own files.
"""
import atexit
import base64
import datetime
import json
import logging
import os
import queue
import random
import threading
import time
import uuid

__all__ = ["CaptureLogger"]


class CaptureLogger:
    """Writes a sample of requests and answers.

    folder, endpoint, variant   where the files go
    sample          the share of requests that is captured, 0 to 1
    max_file_bytes, max_file_seconds
                    when a new file is begun; one never spans two hours
    max_body_bytes  content beyond which a record is left out
    max_queued      records in memory at most; beyond, they are lost and counted
    csv_types, json_types
                    content types that are written as text; all others as BASE64
    on_error        called with a sentence when a record is lost, once a minute at most

    captured, lost, not_sampled: counts of this process.
    """

    def __init__(self, folder, endpoint, variant="AllTraffic", sample=0.2, *,
                 max_file_bytes=10_000_000, max_file_seconds=60.0, max_body_bytes=6 << 20,
                 max_queued=10_000, csv_types=("text/csv",), json_types=("application/json",),
                 on_error=None, clock=time.time):
        for name in (endpoint, variant):
            if not name or name.startswith(".") or "/" in name or "\0" in name:
                raise ValueError(f"{name!r} is no name of a folder")
        if not 0 <= sample <= 1:
            raise ValueError("sample is a share, 0 to 1")
        self.root = os.path.join(os.fspath(folder), endpoint, variant)
        self.sample = sample
        self.captured = self.lost = self.not_sampled = 0
        self._max_file_bytes = max_file_bytes
        self._max_file_seconds = max_file_seconds
        self._max_body_bytes = max_body_bytes
        self._max_queued = max_queued
        self._csv = {kind.lower() for kind in csv_types}
        self._json = {kind.lower() for kind in json_types}
        self._on_error = on_error or logging.getLogger("tidemark_capture").warning
        self._clock = clock
        self._last_said = float("-inf")
        self._lock = threading.Lock()
        self._process = None
        self._begin()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forked)

    # What a server calls

    def log(self, input, output, *, input_type="application/json", output_type=None,
            inference_id=None, custom_attributes=None):
        """Captures one request and its answer, if chance has it.

        input, output   bytes or text as they came; anything else is written as JSON
        returns         the event's id, or None where nothing is captured
        """
        try:
            if random.random() >= self.sample:
                with self._lock:
                    self.not_sampled += 1
                return None
            now = self._clock()
            event = str(uuid.uuid4())
            metadata = {"eventId": event}
            if inference_id is not None:
                metadata["inferenceId"] = str(inference_id)
            if custom_attributes is not None:
                metadata["customAttributes"] = [str(custom_attributes)]
            moment = datetime.datetime.fromtimestamp(now, datetime.timezone.utc)
            metadata["inferenceTime"] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
            record = {
                "captureData": {
                    "endpointInput": self._section(input, input_type, "INPUT"),
                    "endpointOutput": self._section(output, output_type or input_type, "OUTPUT"),
                },
                "eventMetadata": metadata,
                "eventVersion": "0",
            }
            line = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
            line.decode("utf-8")
            if self._process != os.getpid():
                self._begin()
            self._queue.put_nowait((now, line))
            return event
        except queue.Full:
            self._lose("records come faster than they can be written")
        except Exception as error:  # Whatever it is, the server's answer goes out.
            self._lose(error)
        return None

    def close(self, timeout=10.0):
        """Writes what is queued; further records begin anew."""
        with self._lock:
            if self._process != os.getpid():
                return
            self._process = None
            writer, records = self._writer, self._queue
        try:
            records.put(None, timeout=timeout)
        except queue.Full:
            return
        writer.join(timeout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Content

    def _section(self, data, kind, mode):
        if not isinstance(data, (str, bytes, bytearray, memoryview)):
            data = json.dumps(data, allow_nan=False)
        text = data if isinstance(data, str) else None
        data = data.encode("utf-8") if text is not None else bytes(data)
        if len(data) > self._max_body_bytes:
            raise ValueError(f"content of {len(data)} bytes is larger than is captured")
        kind = kind or "application/octet-stream"
        media = kind.split(";")[0].strip().lower()
        encoding = "CSV" if media in self._csv else "JSON" if media in self._json else "BASE64"
        if encoding != "BASE64" and text is None:
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                encoding = "BASE64"
        if encoding == "BASE64":
            text = base64.b64encode(data).decode("ascii")
        return {"observedContentType": kind, "mode": mode, "data": text, "encoding": encoding}

    # The writer's thread

    def _forked(self):
        """Threads do not outlive a fork, and a lock may be held by one that is gone."""
        self._lock = threading.Lock()
        self._process = None
        self.captured = self.lost = self.not_sampled = 0

    def _begin(self):
        """Starts a thread for this process."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
            self._queue = queue.Queue(self._max_queued)
            self._writer = threading.Thread(
                target=self._write, args=(self._queue,), name="tidemark_capture", daemon=True)
            self._writer.start()

    def _write(self, records):
        path = hour = None
        begun = size = 0
        while True:
            item = records.get()
            if item is None:
                return
            now, line = item
            try:
                moment = datetime.datetime.fromtimestamp(now, datetime.timezone.utc)
                this_hour = moment.strftime("%Y/%m/%d/%H")
                if (path is None or hour != this_hour or size + len(line) > self._max_file_bytes
                        or not 0 <= now - begun < self._max_file_seconds):
                    folder = os.path.join(self.root, *this_hour.split("/"))
                    os.makedirs(folder, exist_ok=True)
                    name = moment.strftime("%M-%S-") + f"{moment.microsecond // 1000:03d}"
                    path = os.path.join(folder, f"{name}-{uuid.uuid4()}.jsonl")
                    hour, begun, size = this_hour, now, 0
                append(path, line)
                size += len(line)
                with self._lock:
                    self.captured += 1
            except Exception as error:
                path = None
                self._lose(error)

    def _lose(self, why):
        with self._lock:
            self.lost += 1
            now = time.monotonic()
            if now - self._last_said < 60:
                return
            self._last_said = now
            lost = self.lost
        try:
            self._on_error(f"a record was not captured: {why} ({lost} so far)")
        except Exception:
            pass


def append(path, line):
    """Adds a whole line, or nothing: half a record would be a malformed one to who reads it."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        length = os.lseek(file, 0, os.SEEK_END)
        try:
            if os.write(file, line) != len(line):
                raise OSError("no space is left")
        except OSError:
            os.ftruncate(file, length)
            raise
    finally:
        os.close(file)
