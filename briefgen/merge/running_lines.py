"""Finds what was changed in the headers and footers of a Word file without tracking: they are compared with those that were built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from briefgen.decompose.office_package import Xml
from briefgen.decompose.word_xml import WORD, read_run
from briefgen.merge.outside_changes import FURTHER_PART
from briefgen.merge.tokens import list_keys, split_tokens
from briefgen.model.printed_text import REFERENCE, PrintedText, Span, SpanKind

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_running_lines(roots: Mapping[str, Xml], *, rejected: bool) -> Iterator[PrintedText]:
    """The lines of all headers and footers that have words, each with a span for each field."""
    for name, root in sorted(roots.items()):
        for paragraph in root.iter(f"{WORD}p") if FURTHER_PART.fullmatch(name) else ():
            line = _read_line(paragraph, rejected=rejected)
            if line.text.strip():
                yield line


def compare_running_lines(built: Sequence[PrintedText], edited: Sequence[PrintedText]) -> Iterator[tuple[str, str]]:
    """The old and the new words of each line that is no longer there, or was not there: a program may repeat lines, or change their order.

    The words of a field are left aside: a word processor fills it. A program that does not know a field keeps its words as they were.
    """
    patterns = {_build_pattern(line): line.text for line in built}
    lines = {_write_keys(line): line.text for line in edited}
    gone = (text for pattern, text in patterns.items() if not any(map(pattern.fullmatch, lines)))
    came = (text for line, text in lines.items() if not any(pattern.fullmatch(line) for pattern in patterns))
    for old, new in zip_longest(gone, came, fillvalue=""):
        yield " ".join(old.split()), " ".join(new.split())


def _read_line(paragraph: Xml, *, rejected: bool) -> PrintedText:
    gone = {f"{WORD}{name}" for name in (("ins", "moveTo") if rejected else ("del", "moveFrom"))}
    text, starts, spans = "", list[int](), list[Span]()
    for run in paragraph.iter(f"{WORD}r"):
        above = [element.tag for element in run.iterancestors() if element is not paragraph]
        inner = next(run.iterancestors(f"{WORD}p"))
        if inner is not paragraph or _FALLBACK in above or gone.intersection(above):
            continue
        start = len(text)
        text += read_run(run, deleted=rejected)
        if f"{WORD}fldSimple" in above:
            spans.append(Span(start, len(text), SpanKind.REFERENCE))
        for mark in run.iter(f"{WORD}fldChar"):
            kind = mark.get(f"{WORD}fldCharType")
            if kind == "begin":
                starts.append(start)
            elif kind == "end" and starts:
                spans.append(Span(starts.pop(), len(text), SpanKind.REFERENCE))
    return PrintedText(text, tuple(spans))


def _build_pattern(line: PrintedText) -> re.Pattern[str]:
    """What a line is that was not changed: each field is one still, or has its words; one without words is one, or all are gone."""
    pieces = list(_split_at_fields(line))
    kept = (
        re.escape(keys) if not is_field else f"(?:{REFERENCE}|{re.escape(keys)})" if keys else REFERENCE
        for keys, is_field in pieces
    )
    return re.compile(f"{''.join(kept)}|{re.escape(''.join(keys for keys, _ in pieces))}")


def _write_keys(line: PrintedText) -> str:
    return "".join(REFERENCE if is_field else keys for keys, is_field in _split_at_fields(line))


def _split_at_fields(line: PrintedText) -> Iterator[tuple[str, bool]]:
    """What is compared of a line, piece by piece: white space is not."""
    end = 0
    for span in sorted(line.spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:  # a field in a field belongs to it
            yield _to_keys(line.text[end : span.start]), False
            yield _to_keys(line.text[span.start : span.end]), True
            end = span.end
    yield _to_keys(line.text[end:]), False


def _to_keys(text: str) -> str:
    return "".join(list_keys(split_tokens(text)))
