"""The numberings of a Word file: headings, call-outs and paragraphs count by themselves, and go on when edited."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.audience import HeadingNumbers
from briefgen.render.word.styles import HANGING_INDENT, HEADING_NUMBERING, PARAGRAPH_NUMBERING, to_style_id, to_twips
from briefgen.render.word.xml import Xml, tag, w

FIRST_CALLOUT_NUMBERING = 3
"""The first group of call-outs; each group counts from one under a number of its own."""

HEADING_LEVELS: Mapping[HeadingNumbers, tuple[tuple[str, str], ...]] = {
    HeadingNumbers.NONE: (),
    HeadingNumbers.DECIMAL: (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
    HeadingNumbers.UN: (("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3.")),
    HeadingNumbers.LETTERS: (("upperLetter", "%1."), ("decimal", "%2."), ("lowerLetter", "(%3)")),
}
"""Format and text of the number on each level of headings."""

BULLETS = ("•", "–", "•")


def build_numbering_part(lists: Xml | None, scheme: HeadingNumbers, callout_groups: int, indent: float) -> Xml:
    """The part `word/numbering.xml`: our numberings, and those of the lists that pandoc made, further in by `indent` points."""
    abstracts: list[Xml] = [_build_paragraph_numbering()]
    numbers: list[Xml] = [_build_number(PARAGRAPH_NUMBERING)]
    if HEADING_LEVELS[scheme]:
        abstracts.insert(0, _build_heading_numbering(scheme))
        numbers.insert(0, _build_number(HEADING_NUMBERING))
    if callout_groups:
        abstracts.append(_build_callout_numbering())
        numbers += [
            _build_restarted_number(FIRST_CALLOUT_NUMBERING, FIRST_CALLOUT_NUMBERING + group)
            for group in range(callout_groups)
        ]
    if lists is not None:
        abstracts += [_indent_list(_replace_bullets(one), indent) for one in lists.findall(tag("w:abstractNum"))]
        numbers += list(lists.findall(tag("w:num")))
    return w("numbering", *abstracts, *numbers)


def _build_heading_numbering(scheme: HeadingNumbers) -> Xml:
    levels = [
        _build_level(level, form, text, f"heading {level + 1}")
        for level, (form, text) in enumerate(HEADING_LEVELS[scheme])
    ]
    return _build_abstract(HEADING_NUMBERING, "multilevel", levels)


def _build_paragraph_numbering() -> Xml:
    return _build_abstract(
        PARAGRAPH_NUMBERING, "singleLevel", [_build_level(0, "decimal", "%1.", "Numbered Paragraph")]
    )


def _build_callout_numbering() -> Xml:
    return _build_abstract(FIRST_CALLOUT_NUMBERING, "singleLevel", [_build_level(0, "decimalZero", "%1", "")])


def _build_abstract(number: int, kind: str, levels: list[Xml]) -> Xml:
    nsid = w("nsid", val=f"0B61EF{number:02d}")
    return w("abstractNum", nsid, w("multiLevelType", val=kind), *levels, abstractNumId=number)


def _build_level(level: int, form: str, text: str, style: str) -> Xml:
    linked = [w("pStyle", val=to_style_id(style))] if style else []
    indent = w("pPr", w("ind", left=to_twips(HANGING_INDENT), hanging=to_twips(HANGING_INDENT)))
    parts = (w("start", val=1), w("numFmt", val=form), *linked, w("lvlText", val=text), w("lvlJc", val="left"), indent)
    return w("lvl", *parts, ilvl=level)


def _build_number(number: int) -> Xml:
    return w("num", w("abstractNumId", val=number), numId=number)


def _build_restarted_number(abstract: int, number: int) -> Xml:
    start = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    return w("num", w("abstractNumId", val=abstract), start, numId=number)


def _replace_bullets(abstract: Xml) -> Xml:
    """A list of pandoc's with bullets that every font has, for those it takes are in three fonts of one maker."""
    for position, level in enumerate(abstract.findall(tag("w:lvl"))):
        text = level.find(tag("w:lvlText"))
        if level.find(tag("w:numFmt")).get(tag("w:val")) == "bullet" and text.get(tag("w:val")).strip():
            text.set(tag("w:val"), BULLETS[position % len(BULLETS)])
            for fonts in level.findall(tag("w:rPr")):
                level.remove(fonts)
    return abstract


def _indent_list(abstract: Xml, indent: float) -> Xml:
    """A list further in: below numbered paragraphs, its numbers are not to be taken for theirs."""
    for place in abstract.iter(tag("w:ind")):
        place.set(tag("w:left"), str(int(place.get(tag("w:left"))) + to_twips(indent)))
    return abstract
