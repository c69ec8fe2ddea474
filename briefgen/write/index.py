"""Writes `index.html`, a page for screen or print that lists every file of an output folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefgen.write.files import replace_file

INDEX_NAME = "index.html"

COLUMN_HEADINGS = ("File", "Recipient", "Brief", "Language", "Pages", "Words", "Rules", "Made from", "SHA-256")

VERSIONED_PREFIXES = ("block ", "fact ", "source ")
"""The kinds of inputs that the page lists; `manifest.json` has the rest."""

SHORT_VERSION_LENGTH = 12
"""Digits of a version: enough for a person who compares two."""

INDEX_STYLE = """
body { font: 10pt/1.4 sans-serif; margin: 2em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
ul { columns: 3; padding: 0; list-style: none; font-size: 8pt; }
h3 { break-after: avoid; }
code { font-size: 7pt; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print { body { margin: 0; } a { color: inherit; text-decoration: none; } }
"""


def write_index(
    folder: Path,
    entries: Mapping[str, Mapping[str, Any]],
    input_sets: Mapping[str, Mapping[str, str]],
) -> Path | None:
    """Write a row for each file, and a list for each set of inputs; None if a file of the brief has the name of the page.

    Files with the same blocks and facts share a set, with the version of each. Of recipients, the page has the ids
    alone. Raises `BriefgenError` if it cannot be written.
    """
    if INDEX_NAME in entries:
        return None
    replace_file(folder / INDEX_NAME, "".join(_format_page(entries, input_sets)).encode())
    return folder / INDEX_NAME


def _format_page(
    entries: Mapping[str, Mapping[str, Any]], input_sets: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """The page in pieces."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in COLUMN_HEADINGS)
    names = {id_: f"set {number}" for number, id_ in enumerate(input_sets, start=1)}
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Files made</title>'
        f"<style>{INDEX_STYLE}</style></head>\n<body>\n<h1>Files made: {len(entries)}</h1>\n<table>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    )
    for path, entry in entries.items():
        yield f"{_format_row(path, entry, names)}\n"
    yield "</tbody>\n</table>\n<h2>Made from</h2>\n"
    for id_, inputs in input_sets.items():
        yield f"{_format_input_set(names[id_], inputs)}\n"
    yield "</body>\n</html>\n"


def _format_row(path: str, entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    set_name = names.get(str(entry.get("inputs")), "")
    cells = [
        f'<a href="{escape(quote(path))}">{escape(path)}</a>',
        *(escape(str(entry.get(key) or "")) for key in ("recipient", "brief", "language", "pages", "words")),
        "<br>".join(map(escape, _format_verdicts(entry.get("rules", ())))),
        f'<a href="#{_to_anchor(set_name)}">{set_name}</a>' if set_name else "",
        f"<code>{escape(str(entry.get('sha256')))}</code>",
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _format_input_set(set_name: str, inputs: Mapping[str, str]) -> str:
    """A set of inputs with the version of each."""
    items = "".join(
        f"<li>{escape(name)} <code>{escape(version[:SHORT_VERSION_LENGTH])}</code></li>"
        for name, version in inputs.items()
        if name.startswith(VERSIONED_PREFIXES)
    )
    return f'<section id="{_to_anchor(set_name)}"><h3>{set_name.capitalize()}</h3><ul>{items}</ul></section>'


def _to_anchor(name: str) -> str:
    return name.replace(" ", "-")


def _format_verdicts(rules: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Every limit in numbers, the other rules that are broken, and how many of them are kept."""
    kept = 0
    for rule in rules:
        if isinstance(rule["limit"], int):
            yield f"{rule['code']}: {rule['found']} of {rule['limit']}{'' if rule['kept'] else ', over'}"
        elif rule["kept"]:
            kept += 1
        else:
            yield f"{rule['code']}: {rule['found']}, asked for: {rule['limit']}"
    if kept:
        yield f"{kept} other rule{'' if kept == 1 else 's'} kept"
