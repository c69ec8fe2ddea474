"""Reads the text of a CSV file in the encoding that a spreadsheet saved it in."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from pathlib import Path

from briefgen.load.syntax.text import UTF16_MARKS, check_characters, read_text
from briefgen.model.characters import describe_encoding_error
from briefgen.model.diagnostic import Origin, Sink

ENCODINGS = {
    "windows-1252": "western Europe", "windows-1250": "central Europe", "windows-1251": "Russia", "windows-1253": "Greece",
    "windows-1254": "Turkey", "windows-1255": "Israel", "windows-1256": "Arab countries", "windows-1257": "the Baltic states",
    "windows-1258": "Vietnam", "gb18030": "China", "big5": "Taiwan", "cp949": "Korea", "cp932": "Japan", "windows-874": "Thailand",
    "mac-roman": "old files of the Macintosh", "utf-16": "any country, as Unicode text", "utf-8": "any country, as CSV UTF-8",
}  # fmt: skip
"""Encodings that a campaign may name, with where spreadsheets write them."""

UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

PYTHON_NAMES = {"windows-874": "cp874"}

COMMON_CHARACTERS = {
    "windows-1251": "оеаинтсрвлкмі",
    "windows-1253": "αοιετσνηυρςκά",
    "windows-1255": "יוהלאתרבמשםנת",
    "windows-1256": "الينمرتوبدةعس",
}
"""The letters that half of a text consists of, by encoding: in each of these, the same bytes are letters of another alphabet."""

WESTERN_SIGNS = "‘’“”–—…«»°ªº€§"
HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
MOST_ACCENTS = 2
"""Letters with an accent that are side by side in a language of western Europe."""

MIN_COMMON_SHARE = 0.5
"""Of the characters of a text. Those of another alphabet have less than a third."""

SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[;,\t ]*\n', re.IGNORECASE)
"""The first line in which Excel names the separator, and which it does not show."""


CSV_SEPARATORS = ",;\t"
"""What spreadsheets write between cells; it depends on the country they are set to."""


def find_separator(text: str) -> tuple[str, int]:
    """What is between the cells of a table whose lines end with line feeds, and where its first row starts."""
    stated = SEPARATOR_LINE.match(text)
    if stated:
        return stated[1], stated.end()
    return max(CSV_SEPARATORS, key=text.lstrip("\n").split("\n", 1)[0].count), 0


def read_csv_text(path: Path, display_path: str, encoding: str, sink: Sink) -> str | None:
    """The text of a table, with line feeds at line ends; None with an error in `sink`."""
    try:
        content = path.read_bytes()
    except OSError:
        return read_text(path, display_path, sink)
    if encoding and encoding != "utf-8":
        _warn_of_other_alphabet(content, encoding, display_path, sink)
        return _decode(content, encoding, display_path, sink)
    if content.startswith((*UTF32_MARKS, *UTF16_MARKS)):
        # The mark of UTF-32 can start with that of UTF-16.
        return _decode(content, "utf-32" if content.startswith(UTF32_MARKS) else "utf-16", display_path, sink)
    if bare := _find_bare_utf16(content):
        message = "is UTF-16 without a byte order mark; it is read as UTF-16"
        sink.warning("recipients-encoding", message, Origin(display_path, 1), "save it as CSV UTF-8")
        return _decode(content, bare, display_path, sink)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        _report_encoding(content, error, display_path, sink)
        return None
    return read_text(path, display_path, sink)


def _warn_of_other_alphabet(content: bytes, encoding: str, display_path: str, sink: Sink) -> None:
    """Warn of a table whose bytes are Latin letters in the stated encoding, and words of another alphabet in another one."""
    guess = _guess_encoding(content) if encoding.startswith("windows-125") and encoding not in COMMON_CHARACTERS else ""
    if guess in COMMON_CHARACTERS:
        message = f"is read as {encoding.capitalize()}, and looks like {guess.capitalize()}, in which Excel saves CSV in {ENCODINGS[guess]}"
        sink.warning(
            "recipients-encoding", message, Origin(display_path, 1), f"write `encoding: {guess}` in the campaign"
        )


def _find_bare_utf16(content: bytes) -> str:
    """The byte order of UTF-16 without a mark; empty for other content. In UTF-8, a table has no byte 0."""
    if b"\0" not in content or len(content) % 2:
        return ""
    for name, comma, feed in (("utf-16-le", b",\0", b"\n\0"), ("utf-16-be", b"\0,", b"\0\n")):
        units = {content[at : at + 2] for at in range(0, len(content), 2)}
        if units & {comma, feed, comma.replace(b",", b";"), comma.replace(b",", b"\t")}:
            return name
    return ""


def _decode(content: bytes, encoding: str, display_path: str, sink: Sink) -> str | None:
    try:
        text = codecs.decode(content, PYTHON_NAMES.get(encoding, encoding))
    except (UnicodeDecodeError, LookupError) as error:
        start = getattr(error, "start", 0)
        line = content[:start].count(b"\n") + 1
        message = f"is not {encoding.upper()}: byte {start + 1} has no character in it"
        sink.error("file-encoding", message, Origin(display_path, line), "save it as CSV UTF-8")
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if check_characters(text, display_path, sink) else None


def _report_encoding(content: bytes, error: UnicodeDecodeError, display_path: str, sink: Sink) -> None:
    """The error for a table that is not UTF-8, with the encodings in which spreadsheets save one."""
    found, line = describe_encoding_error(content, error)
    guess = _guess_encoding(content)
    if guess:
        found += f"; it looks like {guess.capitalize()}, in which Excel saves CSV in {ENCODINGS[guess]}"
    others = ", ".join(
        f"`{name}` in {place}" for name, place in ENCODINGS.items() if place[0].isupper() and name != guess
    )
    if guess:
        by_name = f"write `encoding: {guess}` in the campaign, and look at the names in a finished file; spreadsheets save {others}"
    else:
        by_name = f"write its `encoding:` in the campaign, and look at the names in a finished file; spreadsheets save `windows-1252` in western Europe, {others}"
    sink.error("file-encoding", found, Origin(display_path, line), 'save it as "CSV UTF-8"', f"or {by_name}")


def _guess_encoding(content: bytes) -> str:
    """The encoding that a table looks like, by its letters; empty where they are of none that can be recognised."""
    if _is_western(content):
        return "windows-1252"
    shares = {name: _measure_alphabet(content, name) for name in COMMON_CHARACTERS}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= MIN_COMMON_SHARE else ""


def _measure_alphabet(content: bytes, encoding: str) -> float:
    """The share of common letters in a table as it is read in an encoding; 0 where capitals follow small letters."""
    words = [run.decode(encoding, "replace") for run in HIGH_BYTES.findall(content)]
    if any(first.islower() and second.isupper() for word in words for first, second in pairwise(word)):
        return 0
    text = "".join(words).casefold()
    return sum(map(text.count, COMMON_CHARACTERS[encoding])) / len(text)


def _is_western(content: bytes) -> bool:
    """Whether most characters that are not ASCII are letters and alone, as the accents of western Europe; other scripts have runs of them."""
    runs = HIGH_BYTES.findall(content)
    alone = sum(len(run) for run in runs if len(run) <= MOST_ACCENTS)
    text = b"".join(runs).decode("cp1252", "replace")
    latin_count = sum((character.isalpha() and character < "ƒ") or character in WESTERN_SIGNS for character in text)
    return alone * 2 >= len(text) and latin_count * 4 >= len(text) * 3
