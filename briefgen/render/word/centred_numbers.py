"""Centres the numbers of headings, paragraphs and items in a Word file that is written from the right, inside the margin.

ECMA-376 has it that `w:lvlJc` `left` is the left of the page in its first edition, and the leading edge in later ones. Word takes it for the leading edge, LibreOffice 7.4 for
the left of the page: there a number hangs outside the margin by its own width. `center` is the same for both, so numbers are centred where their
middle is to be: half of their width behind the margin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from briefgen.model.direction import RIGHT_TO_LEFT
from briefgen.render.word.note_calls import NOTE_PARTS
from briefgen.render.word.paragraph_styles import ParagraphStyles
from briefgen.render.word.word_style import to_twips
from briefgen.render.word.xml import Xml, find, find_all, parse_part, read_style_id, read_value, serialise_part, tag

Parts = Mapping[str, bytes]
Place = tuple[str, int]
"""The id of a numbering, and a level in it."""

NARROW_SIGN_WIDTH = 0.3
DIGIT_WIDTH = 0.53
CAPITAL_WIDTH = 0.65
ARABIC_WIDTH = 0.45
"""The width of signs, in sizes of the type, on average over the Arabic faces that can be installed and Source."""

WIDEST_NUMBERS: Mapping[str, str] = {"decimalZero": "00", "upperRoman": "III", "lowerRoman": "iii", "upperLetter": "A"}
"""What is measured for a number that is not decimal: Roman numbers above III are rare before headings."""

_NUMBER = re.compile(r"%\d")


def centre_numbers(parts: Parts, direction: str) -> Parts:
    """The parts of a file with all numbers of its paragraphs centred, if it is written from the right."""
    if direction != RIGHT_TO_LEFT:
        return parts
    numbering, styles = parse_part(parts["word/numbering.xml"]), parse_part(parts["word/styles.xml"])
    roots = [parse_part(parts[name]) for name in ("word/document.xml", *NOTE_PARTS) if name in parts]
    looks = ParagraphStyles(styles)
    sizes, counts = _read_paragraphs(looks, (line for root in roots for line in root.iter(tag("w:p"))))
    abstracts = {read_value(part, name="abstractNumId"): part for part in find_all(numbering, "w:abstractNum")}
    shifts: dict[Place, int] = {}
    for number in find_all(numbering, "w:num"):
        number_id, abstract = read_value(number, name="numId"), abstracts[read_value(find(number, "w:abstractNumId"))]
        for level in find_all(abstract, "w:lvl"):
            place = number_id, int(read_value(level, name="ilvl"))
            style = read_value(find(level, "w:pStyle"))  # also of one that a person uses later
            if place in sizes or style:
                size = sizes.get(place) or looks.find_size(style)
                shifts[place] = _centre_level(level, size, digits=len(str(counts[place])))
    for style in find_all(styles, "w:style"):
        _shift_style(style, shifts)
    return {**parts, "word/numbering.xml": serialise_part(numbering), "word/styles.xml": serialise_part(styles)}


def _read_paragraphs(styles: ParagraphStyles, paragraphs: Iterable[Xml]) -> tuple[dict[Place, float], Counter[Place]]:
    """The size of type on each level of each numbering, and how many paragraphs it numbers."""
    sizes: dict[Place, float] = {}
    counts: Counter[Place] = Counter()
    for paragraph in paragraphs:
        place = styles.find_number(paragraph)
        if place[0]:
            sizes.setdefault(place, styles.find_size(read_style_id(paragraph)))
            counts[place] += 1
    return sizes, counts


def _centre_level(level: Xml, size: float, digits: int) -> int:
    """Centre the number of a level, and return by how much its place is further in, in twentieths of a point; again for a level that is centred."""
    alignment, indent = find(level, "w:lvlJc"), find(level, "w:pPr/w:ind")
    if find(level, "w:suff") is not None or indent is None:
        return 0
    shift = to_twips(size * _measure_number(level, digits) / 2)
    if read_value(alignment) == "left":
        alignment.set(tag("w:val"), "center")
        _shift_number(indent, shift)
    return shift


def _measure_number(level: Xml, digits: int) -> float:
    """The width of a number, in sizes of the type."""
    form = read_value(find(level, "w:numFmt"))
    written = WIDEST_NUMBERS.get(form, "0")
    text = read_value(find(level, "w:lvlText"))
    last = "0" * digits if form == "decimal" else written
    # Numbers of the levels above are seldom above nine.
    head, _, tail = text.rpartition("%")
    printed = _NUMBER.sub("0", head) + _NUMBER.sub(last, f"%{tail}") if "%" in text else text
    return sum(map(_measure_sign, printed))


def _measure_sign(sign: str) -> float:
    if sign.isdecimal():
        return DIGIT_WIDTH
    if not sign.isalpha():
        return NARROW_SIGN_WIDTH
    return (
        CAPITAL_WIDTH
        if sign.isascii() and sign not in "Ii"
        else ARABIC_WIDTH
        if sign not in "Ii"
        else NARROW_SIGN_WIDTH
    )


def _shift_style(style: Xml, shifts: Mapping[Place, int]) -> None:
    """Put the number of a style with an indent of its own, which counts more than that of the level, further in."""
    place, indent = find(style, "w:pPr/w:numPr"), find(style, "w:pPr/w:ind")
    if place is not None and indent is not None:
        key = read_value(find(place, "w:numId")), int(read_value(find(place, "w:ilvl"), "0"))
        _shift_number(indent, shifts.get(key, 0))


def _shift_number(indent: Xml, shift: int) -> None:
    hanging = tag("w:hanging")
    if indent.get(hanging):
        indent.set(hanging, str(max(int(indent.get(hanging)) - shift, 0)))
