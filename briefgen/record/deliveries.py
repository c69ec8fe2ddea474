"""`deliveries.jsonl`: one line for each file that was sent to somebody, with what it printed and nothing of its text."""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.record import Delivery, FileContents
from briefgen.record.json_values import (
    contents_from_json,
    contents_to_json,
    dump_json,
    file_from_json,
    file_to_json,
    inputs_from_json,
    inputs_to_json,
    require_mapping,
)
from briefgen.record.store import ensure_record_folder
from briefgen.write.files import build_unwritable_error
from briefgen.write.manifest import lock_file

DELIVERIES_NAME = "deliveries.jsonl"
LOCK_NAME = "deliveries.lock"
ATTRIBUTES_NAME = ".gitattributes"
MERGE_RULE = f"{DELIVERIES_NAME} merge=union"
"""For git: lines that two people added are all kept, without a conflict."""

DELIVERED_KINDS = frozenset({"library", "block", "fact", "source", "image"})
"""The inputs that a line names: what a reader sees, and not what gives it its form."""

MAX_START = 60
"""Characters of an unreadable line that a message repeats."""


def read_deliveries(root: Path, sink: Sink) -> tuple[Delivery, ...]:
    """The deliveries of a project by day, each once. A line that cannot be read is an error in `sink`, and costs no other line.

    Raises `BriefgenError` for a file that cannot be read.
    """
    path = root / DELIVERIES_NAME
    try:
        content = path.read_bytes().removeprefix(BOM_UTF8)
    except FileNotFoundError:
        return ()
    except OSError as error:
        message = f"`{DELIVERIES_NAME}` cannot be read: {(error.strerror or str(error)).lower()}"
        return sink.stop("delivery-unreadable", message, Origin(DELIVERIES_NAME), "make it a file that you may read")
    found: dict[tuple[str, str, str], Delivery] = {}
    shared: dict[str, FileContents] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            delivery = _read_line(line.decode("utf-8"), number, shared)
        except (ValueError, TypeError, KeyError, RecursionError):
            _report_line(line, number, sink)
            continue
        found.setdefault((delivery.on, delivery.to, delivery.file.sha256), delivery)
    return tuple(found[key] for key in sorted(found))


def add_deliveries(root: Path, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Append deliveries that are not there yet, and return these. Lines that are there are never changed. Raises `BriefgenError`."""
    path = root / DELIVERIES_NAME
    with lock_deliveries(root):
        new = select_new(root, deliveries)
        if new:
            try:
                _append(path, format_lines(new))
                _ensure_merge_rule(root / ATTRIBUTES_NAME)
            except OSError as error:
                raise build_unwritable_error(path, (error.strerror or str(error)).lower()) from error
    return new


@contextmanager
def lock_deliveries(root: Path) -> Iterator[None]:
    """Only this process writes deliveries until the end of the block. Raises `BriefgenError`."""
    try:
        lock = ensure_record_folder(root) / LOCK_NAME
    except OSError as error:
        raise build_unwritable_error(root / DELIVERIES_NAME, (error.strerror or str(error)).lower()) from error
    with lock_file(lock):
        yield


def select_new(root: Path, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """The deliveries that no line of the project has. Raises `BriefgenError`."""
    known = {(delivery.on, delivery.to, delivery.file.sha256) for delivery in read_deliveries(root, Sink())}
    return tuple(delivery for delivery in deliveries if (delivery.on, delivery.to, delivery.file.sha256) not in known)


def format_lines(deliveries: Iterable[Delivery]) -> bytes:
    """Deliveries as lines of the file."""
    return "".join(f"{format_line(delivery)}\n" for delivery in deliveries).encode()


def extend_content(content: bytes | None, lines: bytes) -> bytes:
    """The content of a file with whole lines at its end, behind the end of an unfinished one."""
    return b"\n".join((content, lines)) if content and not content.endswith(b"\n") else (content or b"") + lines


def extend_attributes(content: bytes | None) -> bytes:
    """The content of `.gitattributes` with the rule by which git keeps the lines of everybody."""
    text = content or b""
    return text if DELIVERIES_NAME.encode() in text else extend_content(text, f"{MERGE_RULE}\n".encode())


def format_line(delivery: Delivery) -> str:
    """A delivery as one line of JSON."""
    contents = delivery.file.contents
    inputs = tuple(record for record in contents.inputs if record.kind in DELIVERED_KINDS)
    head = {
        "on": delivery.on,
        "to": delivery.to,
        "file": delivery.name,
        **file_to_json(delivery.file),
        "built": delivery.file.built,
    }
    printed = {**contents_to_json(contents), "inputs": inputs_to_json(inputs)}
    return f"{dump_json(head)[:-1]}, {PRINTED_KEY}{dump_json(printed)}}}"


PRINTED_KEY = '"printed": '
"""Before the last value of a line. Files that differ in recipient and format alone share that value, and it is read once."""


def _read_line(line: str, number: int, shared: dict[str, FileContents]) -> Delivery:
    """Raises `ValueError`, `TypeError` or `KeyError`."""
    head, separator, printed = line.rstrip().partition(f", {PRINTED_KEY}")
    if separator and printed in shared:
        values = require_mapping(json.loads(f"{head}}}"))
        contents = shared[printed]
    else:
        values = require_mapping(json.loads(line))
        inside = require_mapping(values["printed"])
        contents = contents_from_json(inside, inputs_from_json(require_mapping(inside["inputs"])))
        if separator:
            shared[printed] = contents
    file = file_from_json({**values, "folder": "", "path": ""}, contents)
    to, day, name = values["to"], values["on"], values.get("file", "")
    if not (isinstance(to, str) and to and isinstance(name, str) and contents.library):
        raise TypeError(to)
    return Delivery(replace(file, path=name), name, to, date.fromisoformat(day).isoformat(), number)


def _report_line(line: bytes, number: int, sink: Sink) -> None:
    start = line.decode("utf-8", "replace").strip()[:MAX_START]
    origin = Origin(DELIVERIES_NAME, number)
    if start.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        message = f"`{start}` is a mark of a merge that was not finished"
        sink.error("delivery-unreadable", message, origin, "delete this line and keep the lines around it")
        return
    message = (
        f"`{start}` is not a delivery: a line has `on`, `to`, `sha256` and `printed`, as `briefgen sent` writes it"
    )
    sink.error("delivery-unreadable", message, origin, "restore the line from an earlier version, or note it again")


def _append(path: Path, lines: bytes) -> None:
    """Add whole lines, after the end of an unfinished line. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        ends = not size or os.pread(descriptor, 1, size - 1) == b"\n"
        rest = memoryview(lines if ends else b"\n" + lines)
        while rest:  # a full disk takes a part, and refuses the rest
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _ensure_merge_rule(path: Path) -> None:
    content = path.read_bytes() if path.exists() else b""
    missing = extend_attributes(content)[len(content) :]
    if missing:
        with path.open("ab") as file:
            file.write(missing)
