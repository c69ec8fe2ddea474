"""Reads the lines `variable: value` in the note of a work, which Zotero calls Extra, as variables of CSL.

The form is that of https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra. What Extra states
counts more than the field of the work, as in Zotero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.model.nearest import suggest_nearest
from briefgen.schema import csl

UNREAD_VARIABLES = csl.PRIVATE_VARIABLES | csl.OTHERS | {"abstract", "citation-key", "keyword"}
"""Variables that nobody means by a line of a note."""

ZOTERO_FIELDS: Mapping[str, str] = {
    "country": "jurisdiction", "court": "authority", "date": "issued", "pages": "page", "place": "publisher-place",
    "publication-title": "container-title", "series": "collection-title", "short-title": "title-short",
}  # fmt: skip
"""Fields by Zotero's own name, as they are written in Extra."""

VARIABLES: Mapping[str, str] = {
    **{variable.lower().replace("_", "-"): variable for variable in csl.VARIABLES - UNREAD_VARIABLES},
    **ZOTERO_FIELDS,
    "type": "type",
}

_LINE = re.compile(r"\s*(?:\{:)?(?P<name>[A-Za-z][A-Za-z _-]*):\s*(?P<value>.*\S)\s*")
_TYPES = {name.lower(): kind for name, kind in (*csl.OTHER_TYPE_NAMES.items(), *((kind, kind) for kind in csl.TYPES))}


def read_extra_lines(note: str) -> dict[str, object]:
    """The variables that the lines of a note state, names as a list. A line with an unknown type is left out."""
    result: dict[str, object] = {}
    for name, value in _split_lines(note):
        variable = VARIABLES.get(name)
        if variable == "type":
            if kind := _find_type(value):
                result["type"] = kind
        elif variable in csl.NAMES:
            names = result.setdefault(variable, [])
            if isinstance(names, list):
                names.append(_read_name(value))
        elif variable:
            result[variable] = value
    return result


def find_misspelt_lines(note: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lines of a note that are almost a variable of CSL, or state an unknown type, with hints."""
    for name, value in _split_lines(note):
        if name == "type" and not _find_type(value):
            yield f"type: {value}", suggest_nearest(value, csl.TYPES)
        if name not in VARIABLES and name not in UNREAD_VARIABLES and "-" in name:
            hints = suggest_nearest(name, VARIABLES)
            if hints:
                yield name, hints


def remove_extra_lines(note: str) -> str:
    """The rest of a note, which is not of the form `variable: value`."""
    return "\n".join(
        line for line in note.split("\n") if not (found := _LINE.fullmatch(line)) or _get_name(found) not in VARIABLES
    )


def _find_type(value: str) -> str | None:
    lower = value.lower()
    return next(
        (_TYPES[form] for form in (lower, lower.replace(" ", "_"), lower.replace(" ", "-")) if form in _TYPES), None
    )


def _split_lines(note: str) -> Iterator[tuple[str, str]]:
    for line in note.split("\n"):
        if found := _LINE.fullmatch(line):
            value = found["value"]
            yield _get_name(found), value.removesuffix("}") if line.lstrip().startswith("{:") else value


def _get_name(found: re.Match[str]) -> str:
    return re.sub(r"[ _]+", "-", found["name"].strip().lower())


def _read_name(value: str) -> dict[str, str]:
    """`Family || Given`, or the name of an organisation."""
    family, _, forename = (part.strip() for part in value.partition("||"))
    return {"family": family, "given": forename} if forename else {"literal": family}
