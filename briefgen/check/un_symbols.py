"""Recognises malformed symbols of United Nations documents, by a table of their forms."""

from __future__ import annotations

import re
from dataclasses import dataclass

SYMBOL_SUFFIX = r"(?:/(?:Add|Rev|Corr)\.\d+)*"
COMMITTEES = "CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD"


@dataclass(frozen=True, slots=True)
class SymbolShape:
    """One kind of document: symbols with the start `opening` must match `whole`."""

    kind: str
    opening: str
    whole: str
    example: str


SYMBOL_SHAPES = (
    SymbolShape(
        "document of the Universal Periodic Review",
        r"A/HRC/WG\.?6/",
        r"A/HRC/WG\.6/\d{1,2}/[A-Z]{3}/[123]",
        "A/HRC/WG.6/48/SVN/3",
    ),
    SymbolShape("resolution of the Human Rights Council", "A/HRC/RES/", r"A/HRC/RES/S?-?\d+/\d+", "A/HRC/RES/53/18"),
    SymbolShape("decision of the Human Rights Council", "A/HRC/DEC/", r"A/HRC/DEC/S?-?\d+/\d+", "A/HRC/DEC/21/108"),
    SymbolShape(
        "statement of the President of the Council", "A/HRC/PRST/", r"A/HRC/PRST/(?:OS/)?\d+/\d+", "A/HRC/PRST/8/1"
    ),
    SymbolShape("opinion on arbitrary detention", "A/HRC/WGAD/", r"A/HRC/WGAD/\d{4}/\d+", "A/HRC/WGAD/2020/5"),
    SymbolShape("statement of an organisation", r"A/HRC/\d+/NGO/", r"A/HRC/\d+/NGO/\d+", "A/HRC/55/NGO/12"),
    SymbolShape(
        "document of the Human Rights Council", r"A/HRC/S?-?\d", r"A/HRC/(?:S-)?\d+/(?:[\w.-]+/)*[\w.-]+", "A/HRC/59/15"
    ),
    SymbolShape(
        "resolution of the General Assembly",
        "A/RES/",
        r"A/RES/(?:S-\d+/\d+|ES-\d+/\d+|\d+/\d+|\d+ ?\([IVXLC]+\))[A-Z]?",
        "A/RES/78/218",
    ),
    SymbolShape("resolution of the Security Council", "S/RES/", r"S/RES/\d+ ?(?:\(\d{4}\))?", "S/RES/1373 (2001)"),
    SymbolShape(
        "concluding observations",
        rf"(?:{COMMITTEES})/C/[A-Z]+/CO",
        rf"(?:{COMMITTEES})/C/[A-Z]{{3}}/CO/\d+(?:-\d+)?",
        "CEDAW/C/SVN/CO/5-6",
    ),
    SymbolShape(
        "concluding observations", r"E/C\.12/[A-Z]+/CO", r"E/C\.12/[A-Z]{3}/CO/\d+(?:-\d+)?", "E/C.12/SVN/CO/2"
    ),
    SymbolShape(
        "list of issues prior to reporting",
        rf"(?:{COMMITTEES})/C/[A-Z]+/QPR",
        rf"(?:{COMMITTEES})/C/[A-Z]{{3}}/QPR/\d+",
        "CMW/C/ECU/QPR/3",
    ),
    SymbolShape(
        "general comment",
        rf"(?:{COMMITTEES}|E)/C(?:\.12)?/GC",
        rf"(?:(?:{COMMITTEES})/C|E/C\.12)/GC/\d+(?:-[A-Z]+/C/GC/\d+)?",
        "CCPR/C/GC/34",
    ),
    SymbolShape(
        "views", rf"(?:{COMMITTEES})/C/\d+/D", rf"(?:{COMMITTEES})/C/\d+/D/\d+/\d{{4}}", "CCPR/C/81/D/1011/2001"
    ),
)
"""From the United Nations Office at Geneva's note on symbols of the Universal Periodic Review (9/2015) and from documents seen;
the first shape whose opening fits decides."""

OTHER_SYMBOL = r"(?:A|E|S|ST|T|[A-Z]{2,8})(?:/[\w.()-]+)+"
"""Any other symbol: an organ, then parts between strokes."""

SPECIAL_PROCEDURES_LETTER = re.compile(r"(?:AL|OL|UA) [A-Z]{3} \d+/\d{4}")
"""Letters of the special procedures."""


def find_fault_in_symbol(symbol: str) -> str | None:
    """What a symbol should look like, or None where it is well formed."""
    if SPECIAL_PROCEDURES_LETTER.fullmatch(symbol):
        return None
    for shape in SYMBOL_SHAPES:
        if re.match(shape.opening, symbol):
            fits = re.fullmatch(shape.whole + SYMBOL_SUFFIX, symbol)
            return None if fits else f"a symbol of the form `{shape.example}` ({shape.kind})"
    return None if re.fullmatch(OTHER_SYMBOL + SYMBOL_SUFFIX, symbol) else "a symbol such as `A/HRC/59/15`"
