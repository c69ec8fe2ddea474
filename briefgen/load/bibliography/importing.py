"""Turns a list of sources in BibTeX, BibLaTeX or RIS into CSL items with pandoc, and reports what was lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from briefgen.load.bibliography.bibtex import is_title, parse_bibtex, protect_titles
from briefgen.load.bibliography.bibtex_item import DATE_FIELDS, NAME_FIELDS, complete_bibtex_item
from briefgen.load.bibliography.entry import MAX_VALUE, ImportedEntry, ImportedField, is_preserved
from briefgen.load.bibliography.extra_lines import remove_extra_lines
from briefgen.load.bibliography.readable_keys import add_suffixes, describe_work
from briefgen.load.bibliography.ris import (
    READ_DATE_TAGS,
    CslItem,
    complete_ris_item,
    derive_ris_key,
    parse_ris,
    write_ris_for_pandoc,
)
from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.text import read_text
from briefgen.model.diagnostic import MachineError, Origin, Sink
from briefgen.pandoc import PandocResult, run_pandoc
from briefgen.schema import csl

BIBTEX_TYPES: Mapping[str, str] = {
    "conference": "paper-conference", "constitution": "legislation", "misc": "document", "treaty": "treaty",
}  # fmt: skip
"""Types of entries for which pandoc has no type of CSL."""

SKIPPED_TYPES = frozenset(("bibnote", "set", "xdata"))
"""Types of entries that do not describe a work."""

UNPRINTED_FIELDS = frozenset(
    """
    abstract annotation annote bdsk-url-1 bdsk-file-1 crossref date-added date-modified entryset entrysubtype execute
    file gender groups hyphenation ids indexsorttitle indextitle keywords langid langidopts label lccn localfile nameaddon
    options owner pdf presort priority rating readstatus related relatedoptions relatedtype relatedstring shorthand
    sortkey sortname sortshorthand sorttitle sortyear timestamp urlraw xdata xref
    AB AD AN AV DB DP ID KW L1 L2 L3 L4 LB LK N1 N2 RN U1 U2 U3 U4 U5
    """.split()
)
"""Fields and tags with notes of programs and authors for themselves. No style prints them."""

DATES_READ = frozenset((*DATE_FIELDS.values(), "year", "month", "day", *READ_DATE_TAGS))
"""Fields and tags of dates: what cannot be read is reported there."""

_EXTENDED_NAME = re.compile(r"\b(?:family|given|prefix|suffix)\s*=")
_ERROR_POSITION = re.compile(r"\(line (?P<line>\d+), column \d+\):\n(?P<fault>.*)", re.DOTALL)
_LATEX = re.compile(r"(?<!\\)\$[^$]+\$|\\[a-zA-Z]+")
_SCRIPT = re.compile(r"\$(?P<sign>[_^])(?:\{(?P<several>\w+)\}|(?P<single>\w))\$")
"""Letters and digits above or below the line, `H$_2$O`, which pandoc leaves as mathematics."""
_LATEX_ESCAPE = re.compile(r"\\(?=[_%&#$~])")


def read_bibtex(path: Path, name: str, sink: Sink) -> ParsedData | None:
    """The works of a BibTeX or BibLaTeX file as CSL items, or None with an error in `sink`."""
    text = read_text(path, name, sink)
    entries = parse_bibtex(text) if text is not None else ()
    if text is None or _has_long_value(entries, name, sink):
        return None
    items = _convert_with_pandoc(protect_titles(text), "biblatex", name, sink)
    if items is None:
        return None
    works = []
    for entry, item in _pair_with_items(entries, items, name, sink):
        if not item.get("type"):
            if entry.kind not in BIBTEX_TYPES:
                message = f"`{entry.key}` has the type `@{entry.kind}`, which is not known; it is taken as a document"
                hint = "give it a type of BibLaTeX, such as `@report`"
                sink.warning("source-import-lossy", message, Origin(name, entry.line), hint)
            item["type"] = BIBTEX_TYPES.get(entry.kind, "document")
        item |= {key: _LATEX_ESCAPE.sub("", str(item[key])) for key in ("DOI", "URL") if key in item}
        item |= {key: _SCRIPT.sub(_write_script, value) for key, value in item.items() if isinstance(value, str)}
        works.append((entry, complete_bibtex_item(item, entry, name, sink)))
    return _build_parsed_data(works, name, sink)


def read_ris(path: Path, name: str, sink: Sink) -> ParsedData | None:
    """The works of a RIS file as CSL items, or None with an error in `sink`."""
    text = read_text(path, name, sink)
    entries = parse_ris(text, name, sink) if text is not None else None
    if entries is None or _has_long_value(entries, name, sink):
        return None
    if not entries:
        return ParsedData([], {})
    items = _convert_with_pandoc(write_ris_for_pandoc(entries), "ris", name, sink)
    if items is None or len(items) != len(entries):
        raise MachineError("pandoc-failed", f"pandoc cannot read `{name}`", "convert it to BibLaTeX or CSL JSON")
    works = []
    for entry, translated in zip(entries, items, strict=True):
        item = complete_ris_item(translated, entry, name, sink)
        if item.get("type") not in csl.TYPES:
            message = (
                f"`{item.get('id', '')}` has the type `{entry.kind}`, which is not known; it is taken as a document"
            )
            sink.warning("source-import-lossy", message, Origin(name, entry.line), "give it another `TY`")
            item["type"] = "document"
        works.append((entry, item))
    return _build_parsed_data(list(_add_missing_keys(works, name, sink)), name, sink)


def _add_missing_keys(
    works: Sequence[tuple[ImportedEntry, CslItem]], name: str, sink: Sink
) -> Iterator[tuple[ImportedEntry, CslItem]]:
    """Every work with a key: its own, else author and year, with letters where several works have the same."""
    stems = ["" if "id" in item else derive_ris_key(item) for _, item in works]
    lettered = add_suffixes(stems, [describe_work(item) for _, item in works])
    for (entry, item), stem, with_suffix in zip(works, stems, lettered, strict=True):
        if not stem and "id" not in item:
            message = "the record has no key, and no author and year to make one"
            sink.error("source-key", message, Origin(name, entry.line), "add a line `ID  - ` with a key")
            continue
        yield entry, item if "id" in item else {"id": stem if stems.count(stem) == 1 else with_suffix, **item}


def _has_long_value(entries: Sequence[ImportedEntry], name: str, sink: Sink) -> bool:
    """Whether a value is longer than pandoc can read; reports each."""
    long = [(entry, field) for entry in entries for field in entry.fields if len(field.value) > MAX_VALUE]
    for entry, field in long:
        message = f"`{field.name}` of `{entry.key or entry.kind}` has more than {MAX_VALUE:,} characters"
        sink.error("source-long", message, Origin(name, field.line), "shorten it, or take it out")
    return bool(long)


def _convert_with_pandoc(text: str, language: str, name: str, sink: Sink) -> list[CslItem] | None:
    """The CSL items that pandoc reads from a list of sources."""
    result = _run_pandoc_once(text, language)
    if result.exit_code:
        place = _ERROR_POSITION.search(result.messages)
        fault = " ".join((place["fault"] if place else result.messages).partition("^")[0].split())
        line = int(place["line"]) if place else 0
        hint = "correct the entry there, or export the file again"
        sink.error("bib-syntax", f"cannot be read: {fault or 'unknown reason'}", Origin(name, line), hint)
        return None
    items: list[CslItem] = json.loads(result.output)
    return items


@lru_cache(maxsize=16)
def _run_pandoc_once(text: str, language: str) -> PandocResult:
    """Run pandoc once in a process for a library that many briefs use."""
    return run_pandoc([f"--from={language}", "--to=csljson"], text)


def _pair_with_items(
    entries: Sequence[ImportedEntry], items: Sequence[CslItem], name: str, sink: Sink
) -> Iterator[tuple[ImportedEntry, CslItem]]:
    """Each entry with its CSL item. Entries with the same key are paired in the order of the file."""
    waiting: dict[str, list[CslItem]] = {}
    for item in items:
        waiting.setdefault(str(item.get("id")), []).append(item)
    for entry in entries:
        if waiting.get(entry.key):
            yield entry, waiting[entry.key].pop(0)
        elif entry.kind not in SKIPPED_TYPES:
            message = f"`{entry.key}` was not imported"
            sink.warning("source-import-lossy", message, Origin(name, entry.line), "write it in `sources.yaml`")


def _build_parsed_data(works: Sequence[tuple[ImportedEntry, CslItem]], name: str, sink: Sink) -> ParsedData:
    """The items with the lines of their entries. Every loss is reported."""
    for entry, item in works:
        _report_losses(entry, item, name, sink)
    return ParsedData([item for _, item in works], {(index,): entry.line for index, (entry, _) in enumerate(works)})


def _report_losses(entry: ImportedEntry, item: CslItem, name: str, sink: Sink) -> None:
    printed = {key: value for key, value in item.items() if key not in csl.PRIVATE_VARIABLES}
    for field in entry.fields:
        value = remove_extra_lines(field.value) if field.name == "note" else field.value
        if field.name in UNPRINTED_FIELDS or not value.strip() or _is_read_by_meaning(field, printed):
            continue
        origin = Origin(name, field.line)
        hint = "write the work in `sources.yaml`, as CSL data"
        if not is_preserved(value, printed):
            message = f"`{field.name}` of `{item['id']}` was not imported: `{' '.join(value.split())}`"
            sink.warning("source-import-lossy", message, origin, hint)
        elif is_title(field.name) and not is_preserved(value, printed, match_case=True):
            message = f"`{field.name}` of `{item['id']}` lost capitals: `{value}`"
            sink.warning("source-import-lossy", message, origin, "write the title in braces, not by `@string`")
        elif is_title(field.name) and (left := _find_latex(value, str(item.get("title")))):
            message = f"`{field.name}` of `{item['id']}` keeps LaTeX that would be printed as it stands: `{left}`"
            sink.warning("source-import-lossy", message, origin, "write the characters themselves")


def _write_script(found: re.Match[str]) -> str:
    tag = "sub" if found["sign"] == "_" else "sup"
    return f"<{tag}>{found['several'] or found['single']}</{tag}>"


def _find_latex(value: str, printed: str) -> str:
    """The first command of LaTeX that is in a field and in what is printed of it; empty without one."""
    return next((found[0] for found in _LATEX.finditer(value) if found[0] in printed), "")


def _is_read_by_meaning(field: ImportedField, item: CslItem) -> bool:
    """Whether a field arrives in other words, or was reported already where it was read."""
    return (
        (field.name == "type" and bool(item.get("genre")))
        or (field.name == "pubstate" and bool(item.get("status")))
        or (field.name in NAME_FIELDS and _EXTENDED_NAME.search(field.value) is not None)
        or field.name in DATES_READ
    )
