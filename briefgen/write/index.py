"""Writes a page that lists every file of an output folder, to look through or to print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefgen.write.files import replace_file

NAME = "index.html"

HEADS = ("File", "Recipient", "Brief", "Language", "Pages", "Words", "Rules", "SHA-256")

STYLE = """
body { font: 10pt/1.4 sans-serif; margin: 2em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
code { font-size: 7pt; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print { body { margin: 0; } a { color: inherit; text-decoration: none; } }
"""


def write_index(folder: Path, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> Path | None:
    """A page with a row for each file, by path; None where a file of that name is among them.

    Holds ids of recipients and nothing else of their rows. Raises `BriefgenError` where it cannot be written.
    """
    rows = dict(entries)
    if NAME in rows:
        return None
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    body = "\n".join(_row(path, entry) for path, entry in rows.items())
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Files made</title>'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>Files made: {len(rows)}</h1>\n<table>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</body>\n</html>\n"
    )
    replace_file(folder / NAME, page.encode("utf-8"))
    return folder / NAME


def _row(path: str, entry: Mapping[str, Any]) -> str:
    keys = ("recipient", "brief", "language", "pages", "words")
    cells = [f"<td>{escape(str(entry.get(key) or ''))}</td>" for key in keys]
    judged = "<br>".join(escape(_verdict(one)) for one in entry.get("rules", ()))
    link = f'<td><a href="{escape(quote(path))}">{escape(path)}</a></td>'
    return f"<tr>{link}{''.join(cells)}<td>{judged}</td><td><code>{escape(str(entry.get('sha256')))}</code></td></tr>"


def _verdict(rule: Mapping[str, Any]) -> str:
    return f"{rule['code']}: {rule['found']} of {rule['limit']}{'' if rule['kept'] else ', over'}"
