"""The numberings of a Word file: headings, call-outs and paragraphs count by themselves, and go on when edited."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.render.word_styles import HANGING, HEADING_NUMBERS, PARAGRAPH_NUMBERS, style_id, twips
from briefgen.render.word_xml import Xml, tag, w
from briefgen.values.audience import HeadingNumbers

CALLOUTS = 3
"""The first group of call-outs; each group counts from one under a number of its own."""

LEVELS: Mapping[HeadingNumbers, tuple[tuple[str, str], ...]] = {
    HeadingNumbers.NONE: (),
    HeadingNumbers.DECIMAL: (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
    HeadingNumbers.UN: (("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3.")),
    HeadingNumbers.LETTERS: (("upperLetter", "%1."), ("decimal", "%2."), ("lowerLetter", "(%3)")),
}
"""Format and text of the number on each level of headings."""

BULLETS = ("•", "–", "•")


def numbering_part(lists: Xml | None, scheme: HeadingNumbers, callout_groups: int, indent: float) -> Xml:
    """The part `word/numbering.xml`: our numberings, and those of the lists that pandoc made, further in by `indent` points."""
    abstracts: list[Xml] = [_paragraphs()]
    numbers: list[Xml] = [_number(PARAGRAPH_NUMBERS)]
    if LEVELS[scheme]:
        abstracts.insert(0, _headings(scheme))
        numbers.insert(0, _number(HEADING_NUMBERS))
    if callout_groups:
        abstracts.append(_callouts())
        numbers += [_restarted(CALLOUTS, CALLOUTS + group) for group in range(callout_groups)]
    if lists is not None:
        abstracts += [_moved(_with_bullets(one), indent) for one in lists.findall(tag("w:abstractNum"))]
        numbers += list(lists.findall(tag("w:num")))
    return w("numbering", *abstracts, *numbers)


def _headings(scheme: HeadingNumbers) -> Xml:
    levels = [_level(level, form, text, f"heading {level + 1}") for level, (form, text) in enumerate(LEVELS[scheme])]
    return _abstract(HEADING_NUMBERS, "multilevel", levels)


def _paragraphs() -> Xml:
    return _abstract(PARAGRAPH_NUMBERS, "singleLevel", [_level(0, "decimal", "%1.", "Numbered Paragraph")])


def _callouts() -> Xml:
    return _abstract(CALLOUTS, "singleLevel", [_level(0, "decimalZero", "%1", "")])


def _abstract(number: int, kind: str, levels: list[Xml]) -> Xml:
    nsid = w("nsid", val=f"0B61EF{number:02d}")
    return w("abstractNum", nsid, w("multiLevelType", val=kind), *levels, abstractNumId=number)


def _level(level: int, form: str, text: str, style: str) -> Xml:
    linked = [w("pStyle", val=style_id(style))] if style else []
    indent = w("pPr", w("ind", left=twips(HANGING), hanging=twips(HANGING)))
    parts = (w("start", val=1), w("numFmt", val=form), *linked, w("lvlText", val=text), w("lvlJc", val="left"), indent)
    return w("lvl", *parts, ilvl=level)


def _number(number: int) -> Xml:
    return w("num", w("abstractNumId", val=number), numId=number)


def _restarted(abstract: int, number: int) -> Xml:
    start = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=abstract), start, numId=number)


def _with_bullets(abstract: Xml) -> Xml:
    """A list of pandoc's with bullets that every font has, for those it takes are in three fonts of one maker."""
    for position, level in enumerate(abstract.findall(tag("w:lvl"))):
        text = level.find(tag("w:lvlText"))
        if level.find(tag("w:numFmt")).get(tag("w:val")) == "bullet" and text.get(tag("w:val")).strip():
            text.set(tag("w:val"), BULLETS[position % len(BULLETS)])
            for fonts in level.findall(tag("w:rPr")):
                level.remove(fonts)
    return abstract


def _moved(abstract: Xml, indent: float) -> Xml:
    """A list further in: below numbered paragraphs, its numbers are not to be taken for theirs."""
    for place in abstract.iter(tag("w:ind")):
        place.set(tag("w:left"), str(int(place.get(tag("w:left"))) + twips(indent)))
    return abstract
