"""Reads earlier recommendations: OHCHR's thematic list in Word, the Excel export of its index, and reports that were pasted as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from briefgen.decompose.pandoc_tree import PandocNode, extract_words, walk_nodes
from briefgen.decompose.previous_entries import PreviousEntry, find_session_year, read_states, split_states
from briefgen.decompose.read_file import ReadSettings, read_file
from briefgen.load.previous import REVIEW
from briefgen.load.recipients.table_row import TableSettings
from briefgen.load.recipients.xlsx import read_xlsx_rows
from briefgen.model.diagnostic import Origin, Sink

_NUMBERED = re.compile(r"(?P<paragraph>\d{1,3}\.\d{1,3})\.?\s+(?P<text>\S.*)", re.DOTALL)
_SYMBOL = re.compile(r"\bA/HRC/(?:WG\.6/)?\d+/(?:[A-Z]{3}/)?\d+")
_PARAGRAPH_OF_BODY = re.compile(
    r"(?P<paragraph>\d{1,3})\.?\s*(?P<part>\([a-z]{1,3}\))?\s+(?=\S)|(?P<letter>\([a-z]{1,3}\))\s+"
)
_LABEL = re.compile(r"(?P<label>sdgs?|affected persons|groups of persons|themes?)\s*:?", re.IGNORECASE)
_POSITIONS = {
    "supported": "supported",
    "accepted": "supported",
    "noted": "noted",
    "not supported": "noted",
    "rejected": "noted",
}
_SUPPORT = re.compile(r"enjoy(?:s|ed)?\s+the\s+support|are\s+supported|have\s+been\s+accepted|recueillent\s+l.adh[ée]sion|cuentan\s+con\s+el\s+apoyo", re.IGNORECASE)  # fmt: skip
_NOTED = re.compile(r"\b(?:are|were|been|be)\s+noted|not\s+enjoy(?:ed)?\s+the\s+support|did\s+not\s+support|pris\s+(?:bonne\s+)?note|tomado\s+nota", re.IGNORECASE)  # fmt: skip
_PAGE_HEADS = re.compile(r"^\s*(?:(?:\d{1,3}\s+)?GE\.\d{2}-\d+(?:\s+\d{1,3})?|A/HRC/[\w./]+|\d{1,3})\s*$", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t>*-]*(?P<paragraph>\d{1,3}\.\d{1,3})\.?[ \t\u00a0]+", re.MULTILINE)
_END_OF_ENTRY = re.compile(r"\n\s*(?:\d{1,3}\.\s|[IVX]+\.\s|Annex\b|\[\^?\d+\]:)")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "symbol": ("documentsymbol", "symbol"),
    "date": ("documentpublicationdate", "publicationdate", "date"),
    "body": ("reccomendingbody", "recommendingbody", "body", "mechanism"),
    "themes": ("themes", "theme"),
    "persons": ("affectedpersons", "concernedpersonsgroups", "concernedpersons"),
    "sdg": ("sdgs", "sdg"),
    "text": ("text", "annotationtext", "recommendation"),
    "states": ("uprreccomendingstates", "uprrecommendingstates", "recommendingstates"),
    "position": ("uprposition", "position"),
}
"""By field, the headings of its column without spaces, in small letters; older exports misspell one word."""
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a workbook (ECMA-376, part 1, 18.17.4.1)."""
PREVIOUS_ENDINGS = (".docx", ".xlsx", ".txt", ".md")


def read_previous_file(path: Path, sink: Sink) -> list[PreviousEntry]:
    """The recommendations of a file. Raises `BriefgenError` where there is none, or where it cannot be read."""
    origin = Origin(path.name)
    match path.suffix.lower():
        case ".docx":
            entries = list(read_thematic_list(read_file(path, ReadSettings(), sink).blocks))
        case ".xlsx":
            entries = list(_read_workbook(path, sink))
        case ".txt" | ".md":
            try:
                entries = list(read_pasted_report(path.read_text(encoding="utf-8-sig")))
            except UnicodeDecodeError:
                sink.stop("import-format", "the file is not text in UTF-8", origin, "save it with the encoding UTF-8")
        case _:
            known = ", ".join(f"`{ending}`" for ending in PREVIOUS_ENDINGS)
            hint = "save it as one of them, or paste its text into a `.txt`"
            sink.stop(
                "import-format", f"the file cannot be read for earlier recommendations; known are {known}", origin, hint
            )
    if not entries:
        hint = "use OHCHR's thematic list (`.docx`), an export of its index (`.xlsx`), or the text of a report with numbers such as `28.12`"
        sink.stop("import-previous", "the file has no recommendation that can be read", origin, hint)
    return entries


def read_thematic_list(blocks: Sequence[PandocNode]) -> Iterator[PreviousEntry]:
    """The rows of the tables of a thematic list: text with states, position, themes, goals and persons."""
    for table in (node for node in walk_nodes(list(blocks)) if node["t"] == "Table"):
        content: Any = table["c"]
        rows = [*content[3][1], *(row for body in content[4] for part in (body[2], body[3]) for row in part)]
        for row in rows:
            cells = [_read_lines(cell[4]) for cell in row[1]]
            if len(cells) >= 2 and cells[0] and (found := _NUMBERED.match(cells[0][0])):
                yield _read_row(found, cells)


def _read_lines(blocks: Sequence[PandocNode]) -> list[str]:
    """The paragraphs and the items of lists in a cell."""
    lines = (
        extract_words(node["c"], notes=False) for node in walk_nodes(list(blocks)) if node["t"] in {"Para", "Plain"}
    )
    return [line for line in (" ".join(words.split()) for words in lines) if line]


def _read_row(found: re.Match[str], cells: Sequence[Sequence[str]]) -> PreviousEntry:
    source = next((line for line in cells[0][1:] if line.lower().startswith("source of")), "")
    words = " ".join([found["text"], *(line for line in cells[0][1:] if line != source)])
    symbol = found_symbol[0] if (found_symbol := _SYMBOL.search(source)) else ""
    text, states, unknown = split_states(words)
    lists = _sort_lines([line for cell in cells[2:4] for line in [*cell, ""]])
    if len(cells) > 3:
        lists["sdg"] += [line for line in map(_strip_bullet, cells[3]) if re.match(r"\d+ - ", line)]
    return PreviousEntry(
        body=REVIEW,
        year=find_session_year(symbol),
        text=text,
        symbol=symbol,
        paragraph=found["paragraph"],
        states=states,
        unknown_states=unknown,
        position=_POSITIONS.get(" ".join(cells[1]).lower().strip(" ."), ""),
        themes=tuple(lists["themes"]),
        sdg=tuple(dict.fromkeys(re.split(r" - ", line)[0] for line in lists["sdg"])),
        persons=tuple(lists["persons"]),
    )


def _sort_lines(lines: Sequence[str]) -> dict[str, list[str]]:
    """Lines below their labels: goals, groups of persons, and themes, which come first, with or without a label."""
    result: dict[str, list[str]] = {"themes": [], "sdg": [], "persons": []}
    current = "themes"
    for line in lines:
        label = _LABEL.fullmatch(line)
        if label:
            word = label["label"].lower()
            current = "sdg" if word.startswith("sdg") else "themes" if word.startswith("theme") else "persons"
        elif not line:
            current = "end"
        elif current in result:
            result[current].append(_strip_bullet(line))
    return result


def _strip_bullet(line: str) -> str:
    return line.removeprefix("- ").strip()


def _read_workbook(path: Path, sink: Sink) -> Iterator[PreviousEntry]:
    found = Sink()
    rows = read_xlsx_rows(path, path.name, found, TableSettings(hidden="include"))
    if rows is None or not rows:
        reason = next((problem.message for problem in found.collect_sorted()), "has no rows")
        sink.stop("import-format", reason, Origin(path.name), "export it again from the index, as Excel")
    yield from read_index_rows([row.cells for row in rows])


def read_index_rows(rows: Sequence[Sequence[str]]) -> Iterator[PreviousEntry]:
    """The rows of an export of the Universal Human Rights Index; those above its line of headings are skipped."""
    columns: dict[str, int] = {}
    for cells in rows:
        if not columns:
            columns = _find_columns(cells)
            continue
        values = {name: cells[index].strip() for name, index in columns.items() if index < len(cells)}
        if values.get("text"):
            yield _read_index_row(values)


def _find_columns(cells: Sequence[str]) -> dict[str, int]:
    """The place of each column, if this is the line of headings."""
    headings = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
    named = {name: next(filter(headings.count, words), None) for name, words in _COLUMNS.items()}
    found = {name: headings.index(word) for name, word in named.items() if word}
    return found if {"symbol", "text"} <= set(found) else {}


def _read_index_row(values: Mapping[str, str]) -> PreviousEntry:
    symbol = values.get("symbol", "")
    body = " ".join(_strip_bullet(values.get("body", "")).split())
    is_review = bool(re.search(r"universal periodic|\bupr\b", body, re.IGNORECASE)) or bool(values.get("position"))
    words = " ".join(values["text"].split())
    numbered = (_NUMBERED if is_review else _PARAGRAPH_OF_BODY).match(words)
    paragraph, text = "", words
    if numbered and is_review:
        paragraph, text = numbered["paragraph"], numbered["text"]
    elif numbered:
        paragraph = (numbered["paragraph"] or "") + (numbered["part"] or numbered["letter"] or "")
        text = words[numbered.end() :]
    states: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    if is_review:
        text, *in_text = split_states(text)
        in_column = read_states(_split_list(values.get("states", "")))
        states, unknown = in_column if in_column[0] else in_text
    return PreviousEntry(
        body=REVIEW if is_review else body or "a body of the United Nations",
        year=_read_year(values.get("date", "")) or find_session_year(symbol),
        text=text,
        symbol=symbol,
        paragraph=paragraph,
        states=states,
        unknown_states=unknown,
        position=_POSITIONS.get(values.get("position", "").lower(), ""),
        themes=tuple(_split_list(values.get("themes", ""))),
        sdg=tuple(dict.fromkeys(re.split(r"\s*[-–:]\s", item)[0] for item in _split_list(values.get("sdg", "")))),
        persons=tuple(_split_list(values.get("persons", ""))),
    )


def _split_list(cell: str) -> list[str]:
    """The lines of a cell, each of which starts with `- `."""
    return [item for item in (_strip_bullet(line.strip()) for line in cell.split("\n")) if item]


def _read_year(cell: str) -> int:
    """The year of a day that is written in any form, or as the number of a day of Excel's; 0 for none."""
    if found := re.search(r"\b(?:19|20)\d{2}\b", cell):
        return int(found[0])
    days = re.fullmatch(r"(\d{5})(?:\.\d+)?", cell.strip())
    return (_FIRST_DAY + timedelta(days=int(days[1]))).year if days else 0


def read_pasted_report(text: str) -> Iterator[PreviousEntry]:
    """The recommendations of a report of the Working Group: each starts a line with a number such as `28.12`."""
    symbol = found[0] if (found := _SYMBOL.search(text)) else ""
    plain = _PAGE_HEADS.sub("", text.replace("\r\n", "\n"))
    starts = list(_ENTRY.finditer(plain))
    position = ""
    last = 0
    for index, start in enumerate(starts):
        position = _find_position(plain[last : start.start()]) or position
        end = starts[index + 1].start() if index + 1 < len(starts) else len(plain)
        stop = _END_OF_ENTRY.search(plain, start.end(), end)
        last = stop.start() if stop else end
        words, states, unknown = split_states(plain[start.end() : last])
        if states or unknown:
            yield PreviousEntry(
                REVIEW, find_session_year(symbol), words, symbol, start["paragraph"], states, unknown, position
            )


def _find_position(lead: str) -> str:
    """What a sentence above recommendations says of them."""
    return "noted" if _NOTED.search(lead) else "supported" if _SUPPORT.search(lead) else ""
