"""Brings one work of any file of sources into the form that CSL describes, and reports what has to be left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from briefgen.load.bibliography.doi_record import IGNORED_NAME_PARTS, LISTED_TEXTS
from briefgen.load.bibliography.edition import read_edition
from briefgen.load.bibliography.extra_lines import find_misspelt_lines, read_extra_lines
from briefgen.load.bibliography.markup import normalise_markup, normalise_text, strip_markup
from briefgen.schema import csl
from briefgen.schema.csl_date import DATE_HINT, describe_date, is_year_zero, try_csl_date
from briefgen.schema.key_types import describe_value

ADDRESSES = frozenset(("DOI", "URL"))
"""Variables in which `&copy=2` is part of an address."""

PLAIN_TEXTS = frozenset(("edition", "issue", "number", "page", "volume"))
"""Variables without italics."""

Report = Callable[..., None]
"""Takes a code, the variable, a message about the work and hints."""


@dataclass(frozen=True, slots=True)
class ItemNormaliser:
    """The rules for one work."""

    lenient: bool
    """Whether another program wrote the file. Then a value that cannot be read is a warning: its author did not type it."""
    report: Report

    def normalise(self, item: Mapping[str, object]) -> dict[str, object]:
        """The work with the types and variables of CSL. A wrong value in a file written by hand stays for the check of the file."""
        complete = {**item, **self._read_note(item.get("note"))}
        result = {}
        for key, value in complete.items():
            changed = self._normalise_value(key, value)
            if changed is not None or value is None:
                result[key] = changed
        return result

    def _normalise_value(self, key: str, value: object) -> object:
        """The value of one variable; None where it is left out."""
        if key in csl.NAMES:
            return self._normalise_names(key, value)
        if key in csl.DATES and self.lenient:
            return self._normalise_date(key, value)
        if key in csl.TEXTS:
            return self._normalise_text(key, value)
        return value

    def _read_note(self, note: object) -> Mapping[str, object]:
        """The variables in the lines of a note. In a file written by hand they are keys, so a note there stays private."""
        if not isinstance(note, str):
            return {}
        stated = read_extra_lines(note)
        if self.lenient:
            for line, hints in find_misspelt_lines(note):
                self.report("source-variable", "note", f"the line `{line}` of its note is not known to CSL", *hints)
            return stated
        if stated and "\n" in note.strip():
            message = f"its note states `{next(iter(stated))}`, and notes are never printed"
            self.report("source-variable", "note", message, "write each line of the note as a key of the work")
        return {}

    def _normalise_date(self, key: str, value: object) -> object:
        stored = value.get("raw", value) if isinstance(value, Mapping) else value
        if value in ("", [], {}) or try_csl_date(stored) is not None:
            return try_csl_date(value) if isinstance(value, str) else value
        words = describe_date(value)
        if is_year_zero(value):
            message = f"`{key}` is {words}, and there is no year 0; the date is left out"
            self.report("source-date", key, message, "correct it there, or delete it if the date is unknown")
            return None
        self.report("source-date", key, f"`{key}` is not a date: {words}; it is printed as written", DATE_HINT)
        return {"literal": words.strip("`")}

    def _normalise_text(self, key: str, value: object) -> object:
        if self.lenient and isinstance(value, list):
            texts = [text for text in value if isinstance(text, str | int) and str(text).strip()]
            if len(texts) > 1 and key not in LISTED_TEXTS:
                message = f"`{key}` has {len(texts)} texts, and only the first is used: `{texts[0]}`"
                self.report(
                    "source-import-lossy", key, message, "correct the work there, or write it in `sources.yaml`"
                )
            value = ", ".join(map(str, texts)) if key in LISTED_TEXTS else next(iter(texts), None)
        if self.lenient and value is not None and not isinstance(value, str | int | float):
            message = f"`{key}` must be text, found {describe_value(value)}; it is left out"
            self.report("source-import-lossy", key, message, "correct the work there, or write it in `sources.yaml`")
            return None
        if not isinstance(value, str):
            return value
        if key in ADDRESSES:
            return value.replace("&amp;", "&")
        text = normalise_text(value)
        if key == "edition":
            return read_edition(strip_markup(text))
        return strip_markup(text) if key in PLAIN_TEXTS else normalise_markup(text)

    def _normalise_names(self, key: str, value: object) -> object:
        if value is None or not isinstance(value, str | list | Mapping):
            return value
        names = [self._normalise_name(key, name) for name in (value if isinstance(value, list) else [value])]
        kept = [name for name in names if name]
        if len(kept) < len(names):
            self.report("source-name", key, f"a name in `{key}` is empty", "fill it in, or delete it")
        return kept or None

    def _normalise_name(self, key: str, name: object) -> object:
        if isinstance(name, str):
            return strip_markup(normalise_text(name)).strip()
        if not isinstance(name, Mapping):
            return name
        parts = {
            part: strip_markup(normalise_text(text)).strip() if isinstance(text, str) else text
            for part, text in name.items()
            if part not in csl.IGNORED_NAME_PARTS and not (self.lenient and part in IGNORED_NAME_PARTS)
        }
        if "name" in parts:
            parts.setdefault("literal", parts.pop("name"))
        # An unknown empty part stays, as an error: in `{literal: Office for Water, Geneva}` it is the rest of the name.
        parts = {
            part: text
            for part, text in parts.items()
            if text not in ("", None) or not (self.lenient or part in csl.NAME_PARTS)
        }
        if set(parts) == {"given"}:
            return {"literal": parts["given"]}
        unknown = [
            part
            for part, text in parts.items()
            if part not in csl.NAME_PARTS or not isinstance(text, str | int | float)
        ]
        for part in unknown if self.lenient else ():
            self.report(
                "source-import-lossy", key, f"the part `{part}` of a name in `{key}` is not known; it is left out"
            )
            del parts[part]
        return parts if {"family", "given", "literal"} & parts.keys() or unknown else {}
