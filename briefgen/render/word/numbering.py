"""Builds the numberings of a Word file: headings, call-outs and paragraphs have automatic numbers that follow an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.model.audience import HeadingNumbers
from briefgen.model.heading_names import HeadingNames
from briefgen.render.word.look import WordLook
from briefgen.render.word.word_style import (
    ACTION_NUMBERING,
    HANGING_INDENT,
    HEADING_NUMBERING,
    PARAGRAPH_NUMBERING,
    REASON_NUMBERING,
    build_run_properties,
    to_style_id,
    to_twips,
)
from briefgen.render.word.xml import (
    Xml,
    copy_element,
    ensure_first_child,
    find,
    find_all,
    read_style_id,
    read_value,
    set_spacing,
    tag,
    w,
)

FIRST_CALLOUT_NUMBERING = 5
"""The number of the first group of call-outs; each group has a number of its own and counts from one."""

FIRST_TIME_NUMBERING = 10_000
"""The number of the first time of a text that is read aloud; those of pandoc's lists are below and above."""

HEADING_LEVELS: Mapping[HeadingNumbers, tuple[tuple[str, str], ...]] = {
    HeadingNumbers.NONE: (),
    HeadingNumbers.DECIMAL: (("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")),
    HeadingNumbers.UN: (("upperRoman", "%1"), ("upperLetter", "%2"), ("decimal", "%3.")),
    HeadingNumbers.ALPHABETIC: (("upperLetter", "%1"), ("decimal", "%2."), ("lowerLetter", "%3")),
}
"""Format and text of the number on each level of headings, without the marks of the language."""

BULLETS = ("•", "–", "•")

NARROW_NUMBERS = frozenset({"bullet", "decimal", "lowerLetter"})
"""Formats of numbers that need little room before their text."""

LIST_STYLE = to_style_id("List Paragraph")

STYLES_WITH_MARKED_NUMBERS = frozenset({"Ask", "CallOut", "CallOutAsk"})
"""The styles of lists whose numbers have the colour of the theme: a number looks like the mark at the end of its paragraph."""


def build_numbering_part(
    lists: Xml | None,
    heading_numbers: HeadingNumbers,
    names: HeadingNames,
    callout_groups: int,
    indent: float,
    look: WordLook,
) -> Xml:
    """The part `word/numbering.xml`: our numberings, and those of the lists that pandoc wrote, `indent` points further in.

    `names` has what the language prints with the letters before headings.
    """
    labels, lists_face = ("" if look.plain_type else face for face in (look.faces.labels, look.faces.list_numbers))
    colour = look.colours.accent
    marked, in_lists = build_run_properties(labels, 0, colour), build_run_properties(lists_face, 0, colour)
    action = build_run_properties(labels, 0, colour, bold=look.bold.action_numbers or None)
    abstracts, numbers = [], []
    if HEADING_LEVELS[heading_numbers]:
        marked_levels = {
            "upperRoman": f"{{}}{names.stop}",
            "upperLetter": f"{{}}{names.stop}",
            "lowerLetter": names.small_form,
        }
        headings = [
            _build_level(marked_levels.get(number, "{}").format(text), number, f"heading {level + 1}", level)
            for level, (number, text) in enumerate(HEADING_LEVELS[heading_numbers])
        ]
        abstracts.append(_build_abstract(HEADING_NUMBERING, *headings))
        numbers.append(_build_number(HEADING_NUMBERING))
    abstracts.append(_build_abstract(PARAGRAPH_NUMBERING, _build_level("%1.", "decimal", "Numbered Paragraph")))
    abstracts.append(_build_abstract(ACTION_NUMBERING, _build_level("%1.", "decimal", "Numbered Action", run=action)))
    numbers += [_build_number(PARAGRAPH_NUMBERING), _build_number(ACTION_NUMBERING)]
    if look.numbered_reasons:
        abstracts.append(_build_abstract(REASON_NUMBERING, _build_run_in_level("%1.")))
        numbers.append(_build_number(REASON_NUMBERING))
    if callout_groups:
        abstracts.append(_build_abstract(FIRST_CALLOUT_NUMBERING, _build_level("%1", "decimalZero", run=marked)))
    for group in range(callout_groups):
        restart = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        numbers.append(_build_number(FIRST_CALLOUT_NUMBERING, FIRST_CALLOUT_NUMBERING + group, restart))
    if lists is not None:
        abstracts += [_format_list(abstract, indent, in_lists) for abstract in find_all(lists, "w:abstractNum")]
        numbers += find_all(lists, "w:num")
    return w("numbering", *abstracts, *numbers)


def add_times(numbering: Xml, times: Sequence[str], look: WordLook) -> None:
    """Add the times of a text that is read aloud as numberings, each of which shows one of them."""
    first = find(numbering, "w:num")  # the schema has definitions before the numberings that use them
    for id_, time in enumerate(times, start=FIRST_TIME_NUMBERING):
        first.addprevious(_build_abstract(id_, _build_time_level(time, look)))
        numbering.append(_build_number(id_))


def mark_numbers(root: Xml, look: WordLook) -> None:
    """Give the numbers of what is asked the colour of the theme."""
    for layout in root.iter(tag("w:pPr")):
        if read_style_id(layout.getparent()) in STYLES_WITH_MARKED_NUMBERS and find(layout, "w:numPr") is not None:
            layout.append(w("rPr", w("color", val=look.colours.accent)))


def set_space_after_lists(root: Xml, look: WordLook) -> None:
    """Set the text that follows a list off from it as from a paragraph: its items are nearer to one another."""
    for paragraph in root.iter(tag("w:p")):
        after = paragraph.getnext()
        is_followed = after is not None and after.tag == tag("w:p") and read_style_id(after) != LIST_STYLE
        if is_followed and read_style_id(paragraph) == LIST_STYLE:
            set_spacing(ensure_first_child(paragraph, "pPr"), after=to_twips(look.spaces.paragraphs))


def _build_abstract(number: int, *levels: Xml) -> Xml:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    nsid = w("nsid", val=f"0B61EF{number:02d}" if number < FIRST_TIME_NUMBERING else f"0B6{number:05d}")
    return w("abstractNum", nsid, w("multiLevelType", val=kind), *levels, abstractNumId=number)


def _build_level(text: str, number_format: str, style: str = "", level: int = 0, run: Xml | None = None) -> Xml:
    linked = [w("pStyle", val=to_style_id(style))] if style else []
    indent = w("pPr", w("ind", left=to_twips(HANGING_INDENT), hanging=to_twips(HANGING_INDENT)))
    start, number = w("start", val=1), w("numFmt", val=number_format)
    looks = [copy_element(run)] if run is not None else []
    return w("lvl", start, number, *linked, w("lvlText", val=text), w("lvlJc", val="left"), indent, *looks, ilvl=level)


def _build_run_in_level(text: str) -> Xml:
    """The level of a number with nothing but a space behind it."""
    layout = w("pPr", w("ind", left=0, firstLine=0))
    number = (w("start", val=1), w("numFmt", val="decimal"), w("suff", val="space"), w("lvlText", val=text))
    return w("lvl", *number, w("lvlJc", val="left"), layout, ilvl=0)


def _build_time_level(time: str, look: WordLook) -> Xml:
    """A number that is always the same time; its paragraph is as high as a line of text, so that both are on one line."""
    run = build_run_properties(look.faces.margins, look.sizes.labels, look.colours.soft_ink, bold=False)
    layout = w("pPr", w("ind", left=0, firstLine=0))
    number = (w("start", val=1), w("numFmt", val="decimal"), w("suff", val="nothing"), w("lvlText", val=time))
    return w("lvl", *number, w("lvlJc", val="left"), layout, run, ilvl=0)


def _build_number(abstract: int, number: int = 0, *overrides: Xml) -> Xml:
    return w("num", w("abstractNumId", val=abstract), *overrides, numId=number or abstract)


def _format_list(abstract: Xml, indent: float, marked: Xml) -> Xml:
    """A list of pandoc's, its numbers marked and at the edge of the text or `indent` points in, with bullets that every font has.

    pandoc's own bullets are in three fonts of one maker. Below numbered paragraphs, a list that is not further in looks
    as if its numbers were theirs.
    """
    for position, level in enumerate(find_all(abstract, "w:lvl")):
        text = find(level, "w:lvlText")
        if read_value(find(level, "w:numFmt")) == "bullet" and read_value(text).strip():
            text.set(tag("w:val"), BULLETS[position % len(BULLETS)])
            for fonts in find_all(level, "w:rPr"):
                level.remove(fonts)
        if read_value(find(level, "w:numFmt")) != "bullet":
            level.append(copy_element(marked))
        half = HANGING_INDENT / 2
        hanging = half * (1 if read_value(find(level, "w:numFmt")) in NARROW_NUMBERS else 1.5)
        for place in level.iter(tag("w:ind")):
            place.set(tag("w:left"), str(to_twips(indent + half * position + hanging)))
            place.set(tag("w:hanging"), str(to_twips(hanging)))
    return abstract
