"""Reads the records of a RIS file with their lines, and adds what pandoc leaves out of the CSL items.

The tags are those of the format's description, https://en.wikipedia.org/wiki/RIS_(file_format), as Zotero and EndNote write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.load.bibliography.entry import MAX_VALUE, ImportedEntry, ImportedField
from briefgen.load.bibliography.imported_date import read_imported_date
from briefgen.load.bibliography.names import CslName, read_ris_name
from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema import csl
from briefgen.schema.csl_date import try_csl_date

CslItem = dict[str, object]

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*)|$)")
_DATE = re.compile(r"(?P<year>\d{4})(?:[/-](?P<month>\d{0,2})(?:[/-](?P<day>\d{0,2})(?:[/-].*)?)?)?")

ISSUED_TAGS = ("DA", "PY", "Y1")
"""Tags of the date of publication, the fullest first."""
ACCESSED_TAGS = ("Y2",)
_TAGS_READ_HERE = frozenset((*ISSUED_TAGS, *ACCESSED_TAGS, "TY", "ID"))
"""Tags that pandoc reads wrongly or not at all, and that are read here."""

CSL_TYPES: Mapping[str, str] = {
    "ADVS": "motion_picture", "BLOG": "post-weblog", "COMP": "software", "CTLG": "book", "DICT": "entry-dictionary",
    "EJOUR": "article-journal", "ELEC": "webpage", "GEN": "document", "HEAR": "hearing", "LEGAL": "regulation",
    "MPCT": "motion_picture", "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "UNPB": "manuscript",
    "VIDEO": "motion_picture",
}  # fmt: skip
"""Types for which pandoc writes no type of CSL, or one that is too wide."""

ADDED_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "container-title": ("T2", "JF", "BT", "JO"),
    "container-title-short": ("J2", "JA", "JO"),
    "genre": ("M3",),
    "publisher-place": ("CY", "PP"),
    "title": ("TI", "T1", "CT"),
    "title-short": ("ST",),
    "collection-title": ("T3",),
}
"""By a variable that pandoc may leave out: the tags that state it, the best first."""

PEOPLE_TAGS = ("AU", "A1", "A2", "A3", "A4", "ED")
"""Tags with one name each, of which a record can have several."""

ROLES_OF_PEOPLE: Mapping[str, str] = {"A3": "collection-editor", "A4": "translator"}
"""What pandoc leaves out: people by the tag that names them, where `ROLES_BY_KIND` says nothing else."""

ROLES_BY_KIND: Mapping[str, Mapping[str, str]] = {
    "BOOK": {"A3": "editor", "A4": "translator"},
    "CASE": {},
    "CONF": {"A3": "collection-editor"},
    "CPAPER": {"A3": "collection-editor"},
    "EBOOK": {"A3": "editor", "A4": "translator"},
    "EDBOOK": {
        "A1": "editor",
        "AU": "editor",
        "A2": "collection-editor",
        "A3": "collection-editor",
        "A4": "translator",
    },
    "ICOMM": {"A2": "recipient", "A4": "translator"},
    "MPCT": {"A3": "producer"},
    "PCOMM": {"A2": "recipient", "A4": "translator"},
    "THES": {},
    "VIDEO": {"A3": "producer"},
}
"""By the type of a record: whom its tags name. In a book with `A2` and `A3`, the first names the editors of the series."""

READ_DATE_TAGS = (*ISSUED_TAGS, *ACCESSED_TAGS)
"""Tags that hold dates."""

_PLACEHOLDER = re.compile(r"Name(\d+)Placeholder")


def parse_ris(text: str, name: str, sink: Sink) -> tuple[ImportedEntry, ...] | None:
    """Every record, or None with an error in `sink` where the file is not RIS."""
    entries: list[ImportedEntry] = []
    fields: list[ImportedField] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(line.rstrip())
        if found is None and fields and line.strip():
            if len(fields[-1].value) <= MAX_VALUE:  # the rest of a value that is refused would only take time
                fields[-1] = replace(fields[-1], value=f"{fields[-1].value} {line.strip()}")
        elif found is None and line.strip():
            hint = "export the file again; each line is a tag, two spaces, a hyphen, a space and a value"
            sink.error("ris-syntax", "is not RIS: a record starts with `TY  - `", Origin(name, number), hint)
            return None
        elif found is None:
            continue
        elif found["tag"] == "ER":
            entries += _build_entry(fields)
            fields = []
        elif (found["tag"] == "TY") == bool(fields):
            message = "is not RIS: a record starts with `TY  - ` and ends with `ER  - `"
            sink.error("ris-syntax", message, Origin(name, number), "add the line that is missing before this one")
            return None
        else:
            fields.append(ImportedField(found["tag"], (found["value"] or "").strip(), number))
    if fields:
        origin = Origin(name, fields[0].line)
        sink.error("ris-syntax", "is not RIS: this record has no end", origin, "add a line `ER  - ` at its end")
        return None
    return tuple(entries)


def write_ris_for_pandoc(entries: Sequence[ImportedEntry]) -> str:
    """The records for pandoc: each value on one line, without the tags that pandoc misreads."""
    lines = []
    for entry in entries:
        lines.append(f"TY  - {entry.kind}")
        for index, field in enumerate(entry.fields):
            if field.name not in _TAGS_READ_HERE:
                value = f"Name{index}Placeholder" if field.name in PEOPLE_TAGS and field.value else field.value
                lines.append(f"{field.name}  - {value}")
        lines.append("ER  - \n")
    return "\n".join(lines)


def complete_ris_item(item: CslItem, entry: ImportedEntry, name: str, sink: Sink) -> CslItem:
    """The item of pandoc with its key and with the values of the record that pandoc left out."""
    result = {key: value for key, value in item.items() if key not in {"id", "issued", "accessed"}}
    if entry.kind in CSL_TYPES:
        result["type"] = CSL_TYPES[entry.kind]
    stated = {variable: _find_first(entry, tags) for variable, tags in ADDED_VARIABLES.items()}
    result |= {variable: words for variable, words in stated.items() if words and not result.get(variable)}
    if result.get("container-title-short") == result.get("container-title"):
        result.pop("container-title-short", None)
    for variable, tags in (("issued", ISSUED_TAGS), ("accessed", ACCESSED_TAGS)):
        dates = [replace(field, value=_normalise_date(field.value)) for field in entry.fields if field.name in tags]
        fullest = max(dates, key=lambda field: (try_csl_date(field.value) is not None, len(field.value)), default=None)
        if fullest and fullest.value:
            result |= read_imported_date(variable, fullest, entry.key or "a record without a key", name, sink)
    for variable in csl.NAMES & result.keys():
        names = result[variable]
        if isinstance(names, list):
            result[variable] = [_restore_name(person, entry) for person in names]
    result = _assign_people(result, entry)
    if result.get("type") == "legal_case" and not result.get("authority") and "publisher" in result:
        result["authority"] = result.pop("publisher")
    number = re.sub(r"[\s-]", "", str(result.get("ISSN", "")))
    if len(number) in {10, 13}:
        result["ISBN"] = result.pop("ISSN")
    return {"id": entry.key, **result} if entry.key else result


def _find_first(entry: ImportedEntry, tags: Sequence[str]) -> str:
    return next((value for tag in tags for value in entry.get_values(tag) if value), "")


def _build_entry(fields: Sequence[ImportedField]) -> Iterator[ImportedEntry]:
    if fields:
        key = next((field.value for field in fields if field.name == "ID"), "")
        yield ImportedEntry(fields[0].value, key, fields[0].line, tuple(fields[1:]))


def _normalise_date(value: str) -> str:
    """`2009/07/05/` as `2009-07-05`. Other text stays as it is, and the check of sources reports it."""
    found = _DATE.fullmatch(value)
    if not found:
        return value
    parts = [found["year"]]
    for part in ("month", "day"):
        if not found[part]:
            break
        parts.append(found[part].zfill(2))
    return "-".join(parts)


def _assign_people(item: CslItem, entry: ImportedEntry) -> CslItem:
    """The item with its people in the roles that the type of the record gives them. `A2` of a case is its report, not a person."""
    if entry.kind == "CASE" and (report := _find_first(entry, ("A2",))):
        item = {"container-title": report, **{name: value for name, value in item.items() if name != "editor"}}
    roles = dict(ROLES_BY_KIND.get(entry.kind, ROLES_OF_PEOPLE))
    if roles.get("A3") == "editor" and any(entry.get_values("A3")) and any(entry.get_values("A2")):
        roles["A2"] = "collection-editor"
    if "A2" in roles:
        roles["ED"] = "editor"
    people: dict[str, list[CslName]] = {}
    for tag, role in roles.items():
        people.setdefault(role, []).extend(read_ris_name(value) for value in entry.get_values(tag) if value)
    # Pandoc reads authors and `A2`, as editors: what has another role here is not in both.
    moved = {"author": {"A1", "AU"}, "editor": {"A2", "ED"}}
    kept = {variable: names for variable, names in item.items() if not moved.get(variable, set()) & roles.keys()}
    return kept | {role: names for role, names in people.items() if names}


def _restore_name(person: Mapping[str, str], entry: ImportedEntry) -> CslName:
    """The name that a placeholder stands for, because pandoc cuts the names of organisations and misplaces suffixes."""
    found = _PLACEHOLDER.search(" ".join(person.values()))
    return read_ris_name(entry.fields[int(found[1])].value) if found else dict(person)


def derive_ris_key(item: Mapping[str, object]) -> str:
    """`Young_2009`, as pandoc writes it, for a record without a key; empty where the author or the year is missing."""
    names, issued = item.get("author"), item.get("issued")
    first = names[0] if isinstance(names, list) and names else {}
    name = re.sub(r"\W+", "_", str(first.get("family") or first.get("literal") or "")).strip("_")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return f"{name}_{parts[0][0]}" if name and parts else ""
