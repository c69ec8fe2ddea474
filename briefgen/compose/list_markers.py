"""Brings list markers that people write, and CommonMark does not know, into its form: `(a)`, `a.`, `(iv)`, `(1)`, `[x]`, `(أ)`, `أ-`.

Every line keeps its width, so that what is below an item stays below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

from briefgen.compose.marks import LINE_BASE, PLANE_SIZE
from briefgen.model.heading_names import HeadingNames, find_heading_names

_MARK = f"[{chr(LINE_BASE)}-{chr(LINE_BASE + PLANE_SIZE)}]?"
_ALEF = ("\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}")
"""How the first letter is often typed, and how the alphabet has it."""
_TATWEEL = "\N{ARABIC TATWEEL}"
"""Typed behind a letter that is read more easily when it is joined, `(هـ)`."""
_TASK = re.compile(rf"(?P<before>[ >]*(?:[-+*]|\d{{1,9}}[.)])[ \t]+{_MARK})\[(?P<state>[ xX])\](?=[ \t])")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>(?P<bullet>[-+*])|\d{1,9}[.)]) +(?=\S)")
_BULLET = re.compile(rf"(?P<before>[ >]*)(?P<mark>{_MARK})[•·▪◦●](?P<space>[ \t]+)(?=\S)")
_FENCE = re.compile(r"[ >]*(?:```|~~~)")
_TASK_BOXES = {" ": "\N{BALLOT BOX}", "x": "\N{BALLOT BOX WITH CHECK}", "X": "\N{BALLOT BOX WITH CHECK}"}
_STYLE_NAMES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""Of CSS, by the `type` of a list."""
_BRACKETS = {("(", ")"): "in-brackets", ("", ")"): "before-bracket"}
_ROMAN_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How the items of an ordered list are labelled, where it is not `1.`."""

    type: str
    """As the attribute `type` of HTML has it: `1`, `a`, `A`, `i` or `I`."""
    class_: str
    """The class of a list with `(a)` or `a)`, such as `lower-alpha-in-brackets`; empty for `a.`."""
    list: int
    """The list among those of the text: two lists with the same style stay two."""


@dataclass(frozen=True, slots=True)
class _Label:
    """A line that starts with a label."""

    position: int
    indent: str
    mark: str
    form: tuple[str, str]
    label: str
    letter: int
    """Its place in the alphabet, 0 where it is not one letter."""
    width: int
    rest: str


def rewrite_list_markers(text: str, language: str = "en") -> tuple[str, Mapping[str, ListStyle]]:
    """The text with markers of CommonMark, and the style of each list by the line mark of its items.

    The language is that of the document, whose own letters are read, too, because its lists are printed in them.
    """
    lines = list(_shift_items(text.split("\n")))
    styles: dict[str, ListStyle] = {}
    for position, run in enumerate(_find_runs(lines, find_heading_names(language))):
        style, numbers = _number(run, position)
        for label, number in zip(run, numbers, strict=True):
            lines[label.position] = f"{label.indent}{number:0{label.width - 1}}. {label.mark}{label.rest}"
            styles[label.mark] = style
        first = run[0].position
        if numbers[0] != 1 and first and lines[first - 1].strip():
            lines[first] = f"\n{lines[first]}"
    return "\n".join(lines), styles


def _shift_items(lines: Sequence[str]) -> Iterator[str]:
    """The lines with boxes for tasks, and with items deep enough that are one or two spaces below a numbered item."""
    fenced = False
    outer: re.Match[str] | None = None
    edge = shift = 0
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or not line.strip():
            yield line
            continue
        line = _BULLET.sub(r"\g<before>-\g<space>\g<mark>", line, count=1)  # noqa: PLW2901 - the same line, in the other form
        indent = len(line) - len(line.lstrip(" "))
        if indent < edge:
            edge = shift = 0
        item = _ITEM.match(line)
        if item and not shift and outer and _is_shallow(outer, item):
            edge, shift = indent, outer.end() - indent
        if item and not shift:
            outer = item
        elif not item and not indent:
            outer = outer if outer and not outer["bullet"] else None
        shifted = " " * shift + line
        yield _TASK.sub(lambda task: task["before"] + _TASK_BOXES[task["state"]], shifted, count=1)


def _is_shallow(outer: re.Match[str], item: re.Match[str]) -> bool:
    """Whether an item is meant to be inside another and is not deep enough for CommonMark."""
    deeper = len(item["indent"]) - len(outer["indent"])
    same_kind = bool(outer["bullet"]) == bool(item["bullet"])
    return (2 if same_kind else 1) <= deeper and item.end("indent") < outer.end()


def _find_runs(lines: Sequence[str], names: HeadingNames) -> Iterator[list[_Label]]:
    """Two or more labels in order: `(a)`, `(b)`, with nothing but their own lines between them."""
    open_runs: dict[str, list[_Label]] = {}
    fenced = after_blank = False
    for position, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        if not line.strip(" >"):
            after_blank = True
            continue
        label = None if fenced else _read_label(position, line, names)
        indent = re.match(r"[ >]*", line)[0]  # type: ignore[index]  # it always matches
        for other in [other for other in open_runs if len(other) > len(indent) or (other == indent and not label)]:
            if len(other) > len(indent) or after_blank:
                yield from _close(open_runs.pop(other))
        after_blank = False
        if label is None:
            continue
        run = open_runs.get(label.indent, [])
        if run and _is_next(run, label):
            run.append(label)
            continue
        yield from _close(run)
        open_runs[label.indent] = [label]
    for run in open_runs.values():
        yield from _close(run)


def _close(run: list[_Label]) -> Iterator[list[_Label]]:
    if len(run) > 1:
        yield run


@cache
def _compile_labelled_line(alphabet: str, stop: str) -> re.Pattern[str]:
    """A line that starts with a label in figures, in Latin letters or in these letters of a language, with its stop behind it."""
    own = rf"|[{_ALEF[0]}{alphabet}]{_TATWEEL}?" if alphabet else ""
    return re.compile(
        rf"(?P<indent>[ >]*)(?P<mark>{_MARK})(?P<marker>(?P<open>\(?)(?P<label>[a-z]|[ivxlc]+|\d{{1,3}}|[A-Z]|[IVXLC]+{own})"
        rf"(?P<close>[.){re.escape(stop)}]))(?P<space>[ \t]+)(?P<mark_behind>{_MARK})(?=\S)"
    )


def _read_label(position: int, line: str, names: HeadingNames) -> _Label | None:
    alphabet = "".join(names.small_alphabet) if names.is_own else ""
    match = _compile_labelled_line(alphabet, names.stop).match(line)
    if not match:
        return None
    form = (match["open"], match["close"].replace(names.stop, "."))
    if form == ("(", ".") or (
        not match["open"] and (match["label"].isdigit() or (match["label"].isupper() and match["close"] == "."))
    ):
        return None
    width = len(match["marker"]) + len(match["space"]) - 1
    mark = match["mark"] or match["mark_behind"]
    label = match["label"].removesuffix(_TATWEEL).replace(*_ALEF)
    letter = max(ascii_lowercase.find(label.lower()), alphabet.find(label)) + 1 if len(label) == 1 else 0
    return _Label(position, match["indent"], mark, form, label, letter, width, line[match.end() :])


def _is_next(run: Sequence[_Label], label: _Label) -> bool:
    return label.form == run[-1].form and bool(_find_numberings([*run, label]))


def _number(run: Sequence[_Label], position: int) -> tuple[ListStyle, list[int]]:
    kind, numbers = _find_numberings(run)[0]
    kind = kind.upper() if run[0].label.isupper() else kind
    brackets = _BRACKETS.get(run[0].form, "")
    return ListStyle(kind, f"{_STYLE_NAMES[kind]}-{brackets}" if brackets else "", position), numbers


def _find_numberings(run: Sequence[_Label]) -> list[tuple[str, list[int]]]:
    """The ways to read labels as numbers that follow one another: `i` is the first Roman numeral, or the ninth letter."""
    found = []
    for kind in ("a", "i", "1"):
        numbers = [_to_number(label, kind) for label in run]
        if numbers[0] and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            found.append((kind, numbers))
    return found


def _to_number(label: _Label, kind: str) -> int:
    """The number that a label stands for, 0 where it is not of this kind."""
    if kind == "1":
        return int(label.label) if label.label.isdigit() else 0
    if kind == "a":
        return label.letter
    values = [_ROMAN_NUMERALS.get(letter, 0) for letter in label.label.lower()]
    if not all(values):
        return 0
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
