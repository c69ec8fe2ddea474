"""Characters that a document cannot have, bytes that are not text, and scripts without italics."""

from __future__ import annotations

import re
import unicodedata

PRIVATE_USE = re.compile("[\U000f0000-\U0010ffff]")
"""Private-use characters, with which briefgen marks lines and data: a text of a user could fake a mark with them."""

CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so HTML and Word files, cannot contain."""

SCRIPTS_WITHOUT_ITALICS = frozenset(
    (
        "ARABIC", "ARMENIAN", "BENGALI", "BOPOMOFO", "CJK", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GUJARATI", "GURMUKHI", "HANGUL",
        "HEBREW", "HIRAGANA", "KANNADA", "KATAKANA", "KHMER", "LAO", "MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "SYRIAC", "TAMIL",
        "TELUGU", "THAANA", "THAI", "TIBETAN",
    )
)  # fmt: skip
"""First words of the names of their letters in Unicode."""


def has_no_italics(text: str) -> bool:
    """Whether most letters are of a script without italics."""
    letter_list = [character for character in text if character.isalpha()]
    upright = [
        letter for letter in letter_list if unicodedata.name(letter, "").partition(" ")[0] in SCRIPTS_WITHOUT_ITALICS
    ]
    return len(upright) * 2 > len(letter_list)


def describe_encoding_error(content: bytes, error: UnicodeDecodeError) -> tuple[str, int]:
    """What is wrong with the bytes of a file that is not UTF-8, and the line."""
    # The decoder counts after a byte order mark, and what it was given has none.
    start = error.start + len(content) - len(error.object)
    line = len(re.findall(rb"\r\n|\n|\r", content[:start])) + 1
    return f"is not UTF-8: byte {start + 1} is 0x{content[start]:02x}", line
