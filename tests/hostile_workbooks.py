"""Workbooks that are small on disk and large in memory, or that hold more than cells."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(cells: Mapping[str, str | date]) -> bytes:
    book, made = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    book.save(made)
    return made.getvalue()


SOUND: Mapping[str, str | date] = {"A1": "id", "B1": "name", "A2": "fr", "B2": "=1+1"}


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with something in one of its parts replaced."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old in text
            after.writestr(name, text.replace(old, new) if name == part else text)
    return made.getvalue()


def entity_bomb() -> bytes:
    """A workbook whose only sheet is a few letters, many times over."""
    laughs = b"<!DOCTYPE x [<!ENTITY a 'haha'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9)
    )
    bomb = changed(workbook({**SOUND, "B2": "words"}), SHEET, b"<worksheet", laughs + b"]><worksheet")
    return changed(bomb, SHEET, b"<sheetData>", b"<sheetData><row r='3'><c r='A3' t='str'><v>&j;</v></c></row>")


def bombs_in_workbooks() -> Mapping[str, bytes]:
    """Each by what is wrong with it."""
    sound = workbook(SOUND)
    return {
        "last row": workbook({**SOUND, "B1048576": "x"}),
        "last column": workbook({**SOUND, "XFD2": "x"}),
        "lying size": changed(sound, SHEET, b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"'),
        "zip bomb": changed(sound, "xl/workbook.xml", b"</workbook>", b" " * 120_000_000 + b"</workbook>"),
        "entities": entity_bomb(),
        "cut short": sound[: len(sound) // 2],
        "no zip": b"PK\x03\x04" + b"\0" * 99,
        "path": changed(sound, "xl/_rels/workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"../../../../outside.txt"),
        "external": changed(
            sound, SHEET, b"<sheetData>", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><sheetData>"
        ),
    }
