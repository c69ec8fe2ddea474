"""What is round a work in a note: words that lead to it, its short name, a remark behind it."""

from __future__ import annotations

import re

from briefgen.decompose.note_text import NoteText, trim_end

LEAD_WITH_SIGNAL = re.compile(r"(?P<lead>[^“\"‘(;]{3,140}?\b(?:see(?: also)?|cf\.?|voir|v[ée]ase)\b[,:]?\s+)(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
SHORT_NAME = re.compile(
    r"\s[\[(](?:hereinafter|hereafter|henceforth|ci-après|en adelante|im Folgenden)[:,]?\s+(?P<name>[^\[\]()]{2,80})[\])]", re.IGNORECASE
)  # fmt: skip
"""`[hereinafter *Wells*]`: the name by which later notes call a work."""
QUOTED_NAME = re.compile(
    r"(?<=\d\d\d\d\))\s\((?:the )?[“\"‘](?P<name>(?![a-z])[^“”\"‘()]{2,40})[”\"’]\)(?=$|[.,;]| \()"
)
"""`(1968) (“*Wells*”)`: the same for cases."""
REMARK_BEHIND = re.compile(
    r".+?\S(?P<remark>(?:(?<=\d\d\d\d\))\s\((?=[a-z])|\s\((?:(?!entered)[a-z]+(?:ing|ed)\b|emphasis|internal|unpublished|on file|per|citations? omitted|translated|translation|in [A-Z][a-z]+\)|[“\"]))[^()]*\))", re.DOTALL
)  # fmt: skip
"""Words in brackets behind a citation: `(emphasis added)`, `(citing ...)`."""
_DATE_IN_BRACKETS = re.compile(
    r"(?![a-z]{4,}ing\b|[a-z]{4,}ed (?:at|as|by|in)\b|quoting|citing|[“\"‘])[^()]*(?:(?:1[5-9]|20)\d\d(?:, \d{1,2}:\d\d [AP]M)?|\bed\.|\bL\.)$",
    re.DOTALL,
)
"""What is in the brackets that end a citation: `2d Cir. 1999`, `last visited May 3, 2010`."""
_REMARK = re.compile(
    r"(?!(?:paras?|pp?|arts?|nos?|vols?|chs?|ss?|sections?|annex|eds?|edn|hereinafter|last|accessed|thesis|diss|dir|trad|trans|available|https?|www)\b)[a-z“\"‘\[]|.{3,60}\bJJ?\., (?:concurring|dissenting)|[A-Z][\w’]+, (?:J|C\.J)\.",
    re.DOTALL,
)
"""`en banc`, `holding that ...`, `Young, J., dissenting`; a name in brackets is a short name."""
_NUMBER_OR_DATE = re.compile(r"\d")
_HISTORY = re.compile(
    r",\s+(?=(?:aff|rev)[’']d\b|(?:cert|appeal|reh[’']g)\. (?:denied|granted|dismissed)|vacated\b|overruled (?:in part )?by\b|superseded by\b|abrogated by\b|withdrawn\b|"
    r"(?:as )?amended\b|modified\b|remanded\b|reprinted in\b|quoted in\b|cited in\b|petition for )"
)
"""What became of a case, or where else a work is printed, behind a citation."""


def split_remark(piece: NoteText) -> tuple[NoteText, str]:
    """A citation, and the words in brackets and the later history behind it: `(en banc) (holding that (1) ...)`, `, aff’d, 5 F.3d 6 (2d Cir. 1999)`."""
    piece = piece.extract_part(0, len(piece.text.rstrip(" ,")))
    end = len(piece.text)
    while (start := _find_bracket(piece.text, end)) > 0:
        inside = piece.text[start + 1 : end - 1]
        is_remark = (
            piece.text[start - 1].isspace() and _REMARK.match(inside) and not _DATE_IN_BRACKETS.fullmatch(inside)
        )
        if not is_remark or not _NUMBER_OR_DATE.search(piece.text[:start]):
            break
        end = len(piece.text[:start].rstrip())
    if (history := _find_history(piece.text[:end])) > 0:
        end = history
    rest = piece.text[:end]
    if end == len(piece.text) or rest.count("(") != rest.count(")"):
        found = REMARK_BEHIND.fullmatch(piece.text)
        return (
            (trim_end(piece.extract_part(0, found.start("remark"))), found["remark"].strip()) if found else (piece, "")
        )
    return trim_end(piece.extract_part(0, end)), piece.text[end:].strip()


def _find_bracket(text: str, end: int) -> int:
    """Where the brackets open that close at the end of a text; -1 for none."""
    if text[end - 1 : end] != ")":
        return -1
    depth = 0
    for position in range(end - 1, -1, -1):
        depth += (text[position] == ")") - (text[position] == "(")
        if not depth:
            return position
    return -1


def _find_history(text: str) -> int:
    """Where the later history of a work starts: behind the brackets with its date."""
    return next((found.start() for found in _HISTORY.finditer(text) if text[: found.start()].endswith(")")), -1)
