"""Sets what is round the numbers of notes in a Word file, where a language has them in brackets.

The number itself is Word's own, so that it follows an edit.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.render.word.look import WordLook
from briefgen.render.word.word_style import to_half_points, to_twips
from briefgen.render.word.xml import (
    Xml,
    add_child,
    build_root,
    copy_element,
    ensure_first_child,
    find_all,
    parse_part,
    read_style_id,
    serialise_part,
    tag,
    w,
)

Parts = Mapping[str, bytes]
NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")
NOTE_CALLS = frozenset({tag("w:footnoteReference"), tag("w:endnoteReference")})
NOTE_MARKS = frozenset({tag("w:footnoteRef"), tag("w:endnoteRef")})
COMPATIBILITY_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WORD_2013_NAMESPACE = "http://schemas.microsoft.com/office/word/2012/wordml"


RISE_SHARE = 0.5
"""How far a call beside a figure is raised, in the difference of their sizes."""
WORDS_STYLE = "Key Figure Words"
"""The style of words beside a key figure, such as `at least`."""
WORDS_SHARE = 0.6
"""Their size, as a part of the figure's, as in `styles/base.css`."""
CALL_SPACE = 1.5
"""Between a figure and the call beside it, in points, as in `styles/public-report.css`."""
_BEHIND_SPACING = frozenset(
    map(
        tag,
        "w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:vertAlign w:rtl w:cs w:lang".split(),
    )
)
FIGURE_STYLES = frozenset({"KeyFigure", "LongKeyFigure"})


def set_sizes_beside_figures(body: Xml, look: WordLook) -> None:
    """Set the calls of notes beside key figures small and as high as the figure: else they read as powers; and words before it smaller.

    LibreOffice raises no call by more than its own superscripts: there a smaller one would be at half the height.
    """
    if look.plain_type:
        return
    for paragraph in body.iter(tag("w:p")):
        name = read_style_id(paragraph)
        if name in FIGURE_STYLES:
            figure = look.sizes.long_key_figure if name == "LongKeyFigure" else look.sizes.key_figure
            for run in list(paragraph.iter(tag("w:r"))):
                _set_size_beside_figure(run, figure, look.sizes.text)
                if any(child.tag in NOTE_CALLS for child in run):
                    _part_from_call(run.getprevious())


def _set_size_beside_figure(run: Xml, figure: float, text: float) -> None:
    """A call, also one that repeats the number of an earlier note, or words such as `at least`."""
    properties = ensure_first_child(run, "rPr")
    styles = [style.get(tag("w:val")) for style in find_all(properties, "w:rStyle")]
    is_repeated = bool(find_all(properties, "w:vertAlign"))
    size, rise = (text + figure) / 2, []
    if any(child.tag in NOTE_CALLS for child in run):
        rise = [w("position", val=to_half_points((figure - size) * RISE_SHARE))]
    elif WORDS_STYLE.replace(" ", "") in styles:
        size = figure * WORDS_SHARE
    elif not is_repeated:  # raised already: LibreOffice shows a sign that is raised twice larger
        return
    # Behind the style, in the order of ECMA-376, part 1, 17.3.2.28.
    properties[len(styles) : len(styles)] = [*rise, *(w(name, val=to_half_points(size)) for name in ("sz", "szCs"))]


def _part_from_call(figure: Xml | None) -> None:
    """Set the last digit of a figure with space behind it. A space of its own would be a word to LibreOffice."""
    if figure is None or figure.tag != tag("w:r") or figure[-1].tag != tag("w:t") or len(figure[-1].text or "") < 2:
        return
    text = str(figure[-1].text)
    last = copy_element(figure)
    figure[-1].text, last[-1].text = text[:-1], text[-1]
    for child in find_all(last, "w:t")[:-1]:
        last.remove(child)
    properties = ensure_first_child(last, "rPr")
    later = [child for child in properties if child.tag in _BEHIND_SPACING]
    # In the order of ECMA-376, part 1, 17.3.2.28.
    properties.insert(properties.index(later[0]) if later else len(properties), w("spacing", val=to_twips(CALL_SPACE)))
    figure.addnext(last)


def write_call_form(parts: Parts, call_form: str) -> Parts:
    """The parts of a file with the number of each note as `call_form` has it, in the text and in front of the note: `({})`."""
    before, after = call_form.split("{}")
    if not before and not after:
        return parts
    body = parse_part(parts["word/document.xml"])
    for call in [element for element in body.iter() if element.tag in NOTE_CALLS]:
        _enclose(call, w("t", before), w("t", after))
    notes = {name: parse_part(parts[name]) for name in NOTE_PARTS if name in parts}
    for root in notes.values():
        for mark in [element for element in root.iter() if element.tag in NOTE_MARKS]:
            _enclose(mark, build_text_for_word(before), build_text_for_word(after))
    return {**parts, "word/document.xml": serialise_part(body)} | {name: serialise_part(notes[name]) for name in notes}


def _enclose(number: Xml, before: Xml, after: Xml) -> None:
    """Put runs with the look of its own round the number of a note: LibreOffice loses a number that shares its run with text."""
    run = number.getparent()
    properties = find_all(run, "w:rPr")
    run.addprevious(w("r", *map(copy_element, properties), before))
    run.addnext(w("r", *map(copy_element, properties), after))


def build_text_for_word(text: str) -> Xml:
    """A text beside the number of a note, for Word of 2013 and later alone: LibreOffice sets the number by itself, at another place."""
    names = {"mc": COMPATIBILITY_NAMESPACE, "w15": WORD_2013_NAMESPACE}
    content = build_root(COMPATIBILITY_NAMESPACE, "AlternateContent", names)
    add_child(content, "Choice", Requires="w15").append(w("t", text))
    return content
