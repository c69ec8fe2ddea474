"""Reads what the headers and footers of a finished Word file print, so that `merge` finds what somebody changes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.model.printed_text import PrintedText, Span, SpanKind
from briefgen.render.word.xml import Xml, parse_part, read_value, tag

RUNNING_PART = re.compile(r"word/(?:header|footer)\d*\.xml")


def read_running_lines(parts: Mapping[str, bytes]) -> Iterator[PrintedText]:
    """The lines of all headers and footers that have words, each with a span for each field."""
    for name in sorted(filter(RUNNING_PART.fullmatch, parts)):
        for paragraph in parse_part(parts[name]).iter(tag("w:p")):
            line = _read_line(paragraph)
            if line.text.strip():
                yield line


def _read_line(paragraph: Xml) -> PrintedText:
    text, start, spans = "", 0, list[Span]()
    for element in paragraph.iter(tag("w:t"), tag("w:tab"), tag("w:fldChar")):
        if element.tag == tag("w:t"):
            text += element.text or ""
        elif element.tag == tag("w:tab"):
            text += " "
        elif element.tag == tag("w:fldChar"):
            kind = read_value(element, name="fldCharType")
            if kind == "begin":
                start = len(text)
            elif kind == "end":
                spans.append(Span(start, len(text), SpanKind.REFERENCE))
    return PrintedText(text, tuple(spans))
