"""Reads a pinpoint, the place in a work that a citation names, as meaning: `p 12` and `12` are both page 12.

A style words the meaning, so that one block serves readers with different styles. Words in braces are printed as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.model.pinpoint_forms import find_forms
from briefgen.model.pinpoint_labels import KIND_BY_LABEL, KINDS_WITH_PAGES, KINDS_WITHOUT_NUMBER, PLURAL_LABELS

VERBATIM = "as written"
"""The kind of words in braces."""
BRACKETED_PARAGRAPH = "bracketed paragraph"
"""The kind of `[42]`, the paragraph of a judgment as lawyers write it."""
TIME = "time"
LONGEST_FORM = 80
"""Characters that hold the words of a place in another script."""
COMMAS = ",\N{ARABIC COMMA}\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}"
"""Commas of all scripts, for use in `[...]` of a pattern."""
SEMICOLONS = ";\N{ARABIC SEMICOLON}\N{FULLWIDTH SEMICOLON}"

_TIME = r"\d{1,2}(?::\d{2}){1,2}"
_ROMAN_PAGE = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = (
    rf"\[?(?:{_TIME}|[A-Z]?\d[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*|[IVXLC]+[-–]\d+|[ivxlcdm]+\b|[IVXLCDM]+\b|[A-Z](?![^\W\d_]))(?:[./]\w+)*(?:\(\w+\))*\]?"
    r"(?:\s(?:bis|ter|quater|et seq|ff?)\b)?"
)
_JOINER = rf"(?:\s*(?:-{{1,3}}|[–—&])\s*|[{COMMAS}]\s*(?:(?:and|et|y|и)\s+)?|\s+(?:and|et|to|à|y|a|и)\s+|\s+و\s*|\s*(?:和|및)\s*)"
_NUMBERS = re.compile(rf"{_NUMBER}(?:{_JOINER}{_NUMBER})*")
_LABELLED = rf"(?:{_NUMBER}|(?:\(\w{{1,5}}\))+)"
"""After a label also a letter in brackets, `para (c)`."""
_LABELLED_NUMBERS = re.compile(rf"{_LABELLED}(?:{_JOINER}{_LABELLED})*")
_NUMBERS_WITHOUT_COMMA = re.compile(rf"{_LABELLED}(?:(?![{COMMAS}]){_JOINER}{_LABELLED})*")
_BARE_PAGES = re.compile(
    rf"(?:{_ROMAN_PAGE}(?:\s?(?:-{{1,3}}|–)\s?{_ROMAN_PAGE})?(?![^\s{COMMAS}{SEMICOLONS})\]])|[IVXLC]+[-–]\d|[A-Z]\d++(?![^\W\d]))(?!\s+\w)"
)
_PAGE_WITH_LETTER = re.compile(r"(?!P)[A-Z]\d")
"""Pages of newspapers, `C12`: no label, though `c` is one."""
_LABEL = re.compile(r"(?P<label>[§¶№]+|[^\W\d_]+)\.?(?=[\s\d\[]|$|[,;،，；])\s*")
_DOUBLE_LABEL = re.compile(
    r"(?P<side>operative|preambular|preamble|pmbl|op|pp)\.?\s+para(?:graph)?s?\.?\s+", re.IGNORECASE
)
_UN_LABEL = re.compile(r"(?P<side>OP|PP)\s?(?=\d)")
_PART_JOINER = re.compile(rf"\s*[{COMMAS}]\s*(?:and\s+|et\s+|y\s+)?|\s+(?:and\s+|et\s+|y\s+)?")
_REMARK = re.compile(r"\s*\([^()]*\)")
_AFTER_REMARK = re.compile(rf"\s*(?:[{COMMAS}{SEMICOLONS}(]|$)")
_SPACE = re.compile(r"\s*")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PinpointPart:
    """One place: its kind, such as `page`, and its numbers as the author wrote them, `15-17`."""

    kind: str
    numbers: str = ""
    is_plural: bool = False
    """Whether the author's label stands for several places."""
    joined_by_and: bool = False
    """Whether an `and` is before it."""
    remark: str = ""
    """Words in brackets behind it, `(Lord Hope)`, where another place follows."""


@lru_cache(maxsize=4096)
def read_pinpoint(text: str) -> tuple[PinpointPart, ...]:
    """The places that a pinpoint names. Other words are one part as written."""
    literal = _BRACES.fullmatch(text.strip())
    if literal:
        return (PinpointPart(VERBATIM, literal[1].strip()),)
    end, parts = scan_pinpoint(text, 0, labelled=False)
    if end < len(text.rstrip()) or not parts:
        return (PinpointPart(VERBATIM, text.strip()),) if text.strip() else ()
    return parts


def scan_pinpoint(text: str, start: int, *, labelled: bool) -> tuple[int, tuple[PinpointPart, ...]]:
    """Where the pinpoint that opens at `start` ends, and its places; `start` and nothing where there is none.

    Numbers alone count only where no label is demanded.
    """
    end, part = _scan_part(text, start, labelled=labelled)
    if part is None:
        return start, ()
    remark = _REMARK.match(text, end)
    joint = _PART_JOINER.match(text, remark.end() if remark else end)
    if joint is None:
        # Chinese sets nothing between two places, `第3条第2款`.
        further, others = (end, ()) if text[end : end + 1].isascii() else scan_pinpoint(text, end, labelled=True)
        return further, (part, *others)
    if remark:
        return _scan_after_remark(text, (end, part), remark[0].strip(), joint)
    has_pages = part.kind in KINDS_WITH_PAGES and any(comma in joint[0] for comma in COMMAS)
    further, others = scan_pinpoint(text, joint.end(), labelled=not has_pages)
    if not others:
        return end, (part,)
    return further, (part, replace(others[0], joined_by_and=bool(joint[0].strip(f"{COMMAS} "))), *others[1:])


def _scan_after_remark(
    text: str, scanned: tuple[int, PinpointPart], remark: str, joint: re.Match[str]
) -> tuple[int, tuple[PinpointPart, ...]]:
    """The places after `[34] (Lord Hope), `: a number alone is of the same kind, unless words of a sentence follow it."""
    end, part = scanned
    further, others = scan_pinpoint(text, joint.end(), labelled=False)
    if not others or not _AFTER_REMARK.match(text, further):
        return end, (part,)
    first = replace(others[0], joined_by_and=bool(joint[0].strip(f"{COMMAS} ")))
    if text[joint.end()].isdigit():
        first = replace(first, kind=part.kind, is_plural=part.is_plural and first.is_plural)
    return further, (replace(part, remark=remark), first, *others[1:])


def _scan_part(text: str, start: int, *, labelled: bool) -> tuple[int, PinpointPart | None]:
    double = _DOUBLE_LABEL.match(text, start) or _UN_LABEL.match(text, start)
    if double:
        is_operative = double["side"].casefold() in {"operative", "op"}
        kind = "operative paragraph" if is_operative else "preambular paragraph"
        numbers = _NUMBERS.match(text, double.end())
        return (numbers.end(), PinpointPart(kind, numbers[0])) if numbers else (start, None)
    label = _LABEL.match(text, start)
    if label is not None and label["label"].lower() in KIND_BY_LABEL and not _PAGE_WITH_LETTER.match(text, start):
        end, part = _scan_labelled(text, label)
        if part is not None:
            return end, part
    end, part = _scan_form(text, start)
    return (end, part) if part or labelled else _scan_unlabelled(text, start)


def _scan_form(text: str, start: int) -> tuple[int, PinpointPart | None]:
    for before, after, kind, is_plural in find_forms(text[start : start + LONGEST_FORM]):
        if text.startswith(before, start):
            space = _SPACE.match(text, start + len(before))
            numbers = _NUMBERS.match(text, space.end() if space else start)
            if numbers and text.startswith(after, numbers.end()):
                return numbers.end() + len(after), PinpointPart(kind, numbers[0], is_plural)
    return start, None


def _scan_labelled(text: str, label: re.Match[str]) -> tuple[int, PinpointPart | None]:
    word = label["label"].lower()
    kind, is_plural = KIND_BY_LABEL[word], word in PLURAL_LABELS
    pattern = _NUMBERS_WITHOUT_COMMA if kind in KINDS_WITH_PAGES and not is_plural else _LABELLED_NUMBERS
    numbers = pattern.match(text, label.end())
    if numbers:
        return numbers.end(), PinpointPart(kind, numbers[0], is_plural)
    if kind in KINDS_WITHOUT_NUMBER:
        return label.start() + len(label[0].rstrip()), PinpointPart(kind)
    return label.start(), None


def _scan_unlabelled(text: str, start: int) -> tuple[int, PinpointPart | None]:
    if not (re.match(r"\[?\d", text[start:]) or _BARE_PAGES.match(text, start)):
        return start, None
    numbers = _NUMBERS.match(text, start)
    if numbers is None:
        return start, None
    kind = BRACKETED_PARAGRAPH if numbers[0].startswith("[") else TIME if ":" in numbers[0] else "page"
    return numbers.end(), PinpointPart(kind, numbers[0])
