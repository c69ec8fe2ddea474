"""Finds the words of a Word file that its reader cannot see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.colours import is_readable
from briefgen.leak_check.audit.office.word_styles import (
    BLACK,
    HIGHLIGHTS,
    WHITE,
    WordStyles,
    get_local_attributes,
    get_local_name,
    hex_to_colour,
    read_marks,
)
from briefgen.model.contrast import Colour

HIDDEN_MARKS = frozenset({"vanish", "webHidden", "specVanish"})
OFF = frozenset({"0", "false", "off", "none"})
TINY_SIZE = 5
"""Half-points: two and a half points."""

LOW_LINE = 60
"""Twentieths of a point: what is in a line or row of this exact height is cut off."""

NARROW = 10
"""Percent of the usual width of a character."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements round a run say about its look."""

    grounds: tuple[Colour, ...] = (WHITE,)
    """What is painted behind it; several where a table style paints some of its rows."""
    style: str = ""
    """The style of the paragraph."""
    table_style: str = ""
    reason: str = ""
    """Why nothing here can be seen."""


def find_hidden_words(root: ET.Element, styles: WordStyles) -> tuple[str, ...]:
    """The reasons for which words in a part of a Word file cannot be seen, each once."""
    reasons: dict[str, None] = {}
    stack = [(root, _Place(style=styles.default_paragraph_style))]
    while stack:
        element, place = stack.pop()
        kind = get_local_name(element)
        if kind == "r" and _has_words(element):
            if reason := place.reason or _find_hiding_reason(element, place, styles):
                reasons[reason] = None
        elif (kind == "anchor" and _is_covering(element)) or (
            kind in {"rect", "shape", "oval", "roundrect"} and _is_covering_vml(element)
        ):
            reasons["a shape is painted over the text"] = None
        inner = _enter(kind, element, place, styles)
        stack += [(child, inner) for child in element]
    return tuple(reasons)


def _has_words(run: ET.Element) -> bool:
    return any(
        (get_local_name(part) == "t" and (part.text or "").strip()) or get_local_name(part) == "sym" for part in run
    )


def _enter(kind: str, element: ET.Element, place: _Place, styles: WordStyles) -> _Place:
    """The place inside an element."""
    match kind:
        case "tbl":
            marks = read_marks(element, "tblPr")
            style = marks.get("tblStyle", {}).get("val", "")
            shadings = [*styles.collect_grounds(style), *([marks["shd"]] if "shd" in marks else [])]
            painted = tuple(ground for shading in shadings if (ground := styles.read_shading(shading)))
            return replace(place, grounds=(*place.grounds, *painted), table_style=style)
        case "tr":
            marks = read_marks(element, "trPr")
            is_low = _is_low(marks.get("trHeight", {}), "val", "hRule")
            if _is_on(marks.get("hidden")) or is_low:
                return replace(place, reason="text is in a row that is not shown")
        case "tc":
            marks = read_marks(element, "tcPr")
            ground = styles.read_shading(marks["shd"]) if "shd" in marks else None
            return replace(place, grounds=(ground,)) if ground else place
        case "p":
            marks = read_marks(element, "pPr")
            style = marks.get("pStyle", {}).get("val", "") or styles.default_paragraph_style
            marks = {**styles.collect_paragraph_marks(style), **marks}
            ground = styles.read_shading(marks["shd"]) if "shd" in marks else None
            is_low = _is_low(marks.get("spacing", {}), "line", "lineRule")
            reason = "text is cut off by the height of its line" if is_low else place.reason
            return replace(place, grounds=(ground,) if ground else place.grounds, style=style, reason=reason)
        case "txbxContent":
            return _Place(grounds=_find_shape_grounds(), style=styles.default_paragraph_style)
    return place


def _find_shape_grounds() -> tuple[Colour, ...]:
    """What may be behind a text box: the paper or any colour of its shape, so that only formatting hides its words."""
    return WHITE, BLACK


def _find_hiding_reason(run: ET.Element, place: _Place, styles: WordStyles) -> str:
    """Why the words of a run cannot be seen; empty if they can."""
    direct = read_marks(run, "rPr")
    inherited = {
        **styles.default_run,
        **styles.collect_run_marks(place.table_style),
        **styles.collect_run_marks(place.style),
    }
    character_style = direct.get("rStyle", {}).get("val", "")
    marks = {**inherited, **styles.collect_run_marks(character_style), **direct}
    if any(_is_on(marks.get(mark)) for mark in HIDDEN_MARKS) or "textFill noFill" in marks:
        return "text is marked as hidden"
    if _is_at_most(marks.get("sz"), TINY_SIZE) or _is_at_most(marks.get("w"), NARROW):
        return "text is too small to be read"
    grounds = _read_run_grounds(marks, styles) or place.grounds
    if "textFill srgbClr" in marks:
        colour = styles.read_colour(marks["textFill srgbClr"])
    else:
        colour = styles.read_colour(marks.get("color", {}))
    if any(is_readable(colour or BLACK, ground) for ground in grounds):
        return ""
    # Word prints automatic text in white on a dark ground; other programs do not.
    if all(is_readable(BLACK, ground) for ground in grounds):
        return (
            "text has the colour of the paper, or almost"
            if grounds[0] == WHITE
            else "text has the colour of its ground"
        )
    return "text is under a black bar"


def _read_run_grounds(marks: Mapping[str, Mapping[str, str]], styles: WordStyles) -> tuple[Colour, ...]:
    highlight = HIGHLIGHTS.get(marks.get("highlight", {}).get("val", ""))
    if highlight:
        return (hex_to_colour(highlight),)
    ground = styles.read_shading(marks["shd"]) if "shd" in marks else None
    return (ground,) if ground else ()


def _is_on(mark: Mapping[str, str] | None) -> bool:
    return mark is not None and mark.get("val", "1").lower() not in OFF


def _is_at_most(mark: Mapping[str, str] | None, limit: int) -> bool:
    value = (mark or {}).get("val", "").rstrip("%")
    return value.isdecimal() and int(value) <= limit


def _is_low(mark: Mapping[str, str], value: str, rule: str) -> bool:
    height = mark.get(value, "")
    return mark.get(rule) == "exact" and height.isdecimal() and int(height) <= LOW_LINE


def _is_covering(anchor: ET.Element) -> bool:
    """Whether a drawing is a filled shape without words, in front of the text (ECMA-376, 20.4.2.3)."""
    if get_local_attributes(anchor).get("behindDoc", "0") not in OFF:
        return False
    names = {get_local_name(part) for part in anchor.iter()}
    if "wrapNone" not in names or not names & {"wsp", "sp"} or any(_has_words(part) for part in anchor.iter()):
        return False
    for shape in anchor.iter():
        if get_local_name(shape) == "spPr":
            fills = {get_local_name(part) for part in shape}
            if "noFill" in fills:
                return False
            if fills & {"solidFill", "gradFill", "pattFill", "blipFill"}:
                return True
    references = (get_local_attributes(part) for part in anchor.iter() if get_local_name(part) == "fillRef")
    return any(reference.get("idx", "0") != "0" for reference in references)


def _is_covering_vml(shape: ET.Element) -> bool:
    attributes = get_local_attributes(shape)
    style = attributes.get("style", "").replace(" ", "").lower()
    is_filled = attributes.get("filled", "t") not in {"f", "false"}
    has_picture = any(get_local_name(part) in {"imagedata", "textpath"} for part in shape.iter())
    is_in_front = "position:absolute" in style and "z-index:-" not in style
    return is_filled and is_in_front and not has_picture and not any(_has_words(part) for part in shape.iter())
