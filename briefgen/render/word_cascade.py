"""What a paragraph or run of a Word file looks like, by the rules of ECMA-376, part 1, 17.7.2, said in CSS.

Defaults, then styles from the lowest to the one that is named, then the number, then what stands at the place itself. Only
what briefgen writes is read, and only what moves text: no colours, no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.render.word_measures import LINE, Css, Faces
from briefgen.render.word_xml import Xml, tag

TWIPS = 20
"""Of a point: the unit of lengths."""

ALIGNED: Mapping[str, str] = {"right": "right", "end": "right", "center": "center", "both": "justify"}

RAISED: Mapping[str, str] = {"superscript": "super", "subscript": "sub"}

NOTHING = frozenset({"0", "off", "false"})


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph as it is laid out."""

    layout: Css
    letters: Css
    hanging: float
    """How far its first line begins before the others, in points, where no number of Word's own stands there."""


@dataclass(slots=True)
class Cascade:
    """Resolves the looks of one file; `styles` and `numbering` are the roots of its parts."""

    styles: Xml
    numbering: Xml
    faces: Faces
    _named: dict[str, Xml] = field(default_factory=dict)
    _levels: dict[tuple[str, str], Xml] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._named = {one.get(tag("w:styleId")): one for one in self.styles.iter(tag("w:style"))}
        levels = {one.get(tag("w:abstractNumId")): one for one in self.numbering.findall(tag("w:abstractNum"))}
        for number in self.numbering.findall(tag("w:num")):
            for level in levels[said(number.find(tag("w:abstractNumId")))].findall(tag("w:lvl")):
                self._levels[number.get(tag("w:numId")), level.get(tag("w:ilvl"))] = level

    def paragraph(self, paragraph: Xml) -> Look:
        """The look of a paragraph."""
        own = paragraph.find(tag("w:pPr"))
        name = said(own.find(tag("w:pStyle"))) if own is not None else ""
        chain = list(self._chain(name or "Normal"))
        defaults = self.styles.find(tag("w:docDefaults"))
        layouts = [defaults.find(f"{tag('w:pPrDefault')}/{tag('w:pPr')}"), *(one.find(tag("w:pPr")) for one in chain)]
        letters = [defaults.find(f"{tag('w:rPrDefault')}/{tag('w:rPr')}"), *(one.find(tag("w:rPr")) for one in chain)]
        number = self._level((*layouts, own))
        stated = _collected([*layouts, number, own])
        layout = _layout(stated)
        return Look(
            layout, self.letters(letters), 0 if number is not None else _points(stated.get("ind", {}), "hanging")
        )

    def run(self, properties: Xml | None) -> Css:
        """What sets a run apart from its paragraph."""
        if properties is None:
            return {}
        named = (one.find(tag("w:rPr")) for one in self._chain(said(properties.find(tag("w:rStyle")))))
        css = self.letters([*named, properties])
        return {"line-height": css[LINE], **css} if LINE in css else css

    def letters(self, layers: Iterable[Xml | None]) -> Css:
        """The look of characters, later layers over earlier ones."""
        css: Css = {}
        for layer in layers:
            for one in layer if layer is not None else ():
                match _name(one):
                    case "rFonts" if one.get(tag("w:ascii")):
                        css |= self.faces.named(one.get(tag("w:ascii")))
                    case "sz":
                        css["font-size"] = f"{int(said(one)) / 2:g}pt"
                    case "b":
                        css["font-weight"] = "700" if is_on(one) else "400"
                    case "i":
                        css["font-style"] = "italic" if is_on(one) else "normal"
                    case "smallCaps":
                        css["font-variant-caps"] = "small-caps" if is_on(one) else "normal"
                    case "vertAlign" if said(one) in RAISED:
                        css |= {"vertical-align": RAISED[said(one)], "font-size": "0.58em", "line-height": "0"}
        return css

    def cell_padding(self, table: Xml) -> Css:
        """The space inside the cells of a table."""
        sides: Css = {}
        for style in self._chain(said(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))):
            for one in style.findall(f"{tag('w:tblPr')}/{tag('w:tblCellMar')}/*"):
                sides[f"padding-{_name(one)}"] = f"{_points(one.attrib, 'w'):g}pt"
        return sides

    def _chain(self, name: str) -> Iterator[Xml]:
        """A style after all that it is based on."""
        style = self._named.get(name)
        if style is not None:
            yield from self._chain(said(style.find(tag("w:basedOn"))))
            yield style

    def _level(self, layouts: Iterable[Xml | None]) -> Xml | None:
        """What the level of a number says of its paragraph; None where there is no number."""
        found: Xml | None = None
        for layout in layouts:
            numbered = layout.find(tag("w:numPr")) if layout is not None else None
            if numbered is not None:
                place = said(numbered.find(tag("w:numId"))), said(numbered.find(tag("w:ilvl")), "0")
                level = self._levels.get(place)
                found = level.find(tag("w:pPr")) if level is not None else None
        return found


def said(element: Xml | None, otherwise: str = "") -> str:
    """The value of an element that has one."""
    return otherwise if element is None else str(element.get(tag("w:val"), otherwise))


def is_on(element: Xml) -> bool:
    """Whether a property that stands there is not taken back."""
    return said(element) not in NOTHING


def _name(element: Xml) -> str:
    return str(element.tag).rpartition("}")[2]


def _collected(layers: Iterable[Xml | None]) -> dict[str, Mapping[str, str]]:
    """The properties of paragraphs by name, those with several sides as the later layers leave them."""
    found: dict[str, Mapping[str, str]] = {}
    for layer in layers:
        for one in layer if layer is not None else ():
            if _name(one) == "pBdr":
                found |= {f"border-{_name(side)}": dict(side.attrib) for side in one}
            else:
                found[_name(one)] = {**(found.get(_name(one), {}) if _name(one) == "spacing" else {}), **one.attrib}
    return found


def _layout(stated: Mapping[str, Mapping[str, str]]) -> Css:
    """Space between two paragraphs is the larger of what both want, in CSS as in Word."""
    spacing, indent = stated.get("spacing", {}), stated.get("ind", {})
    css = {
        "margin-top": f"{_points(spacing, 'before'):g}pt",
        "margin-bottom": f"{_points(spacing, 'after'):g}pt",
        "margin-left": f"{_points(indent, 'left'):g}pt",
        "margin-right": f"{_points(indent, 'right'):g}pt",
        "line-height": f"{_points(spacing, 'line'):g}pt",
    }
    on = {name for name, attributes in stated.items() if attributes.get(tag("w:val"), "1") not in NOTHING}
    css |= {"break-after": "avoid"} if "keepNext" in on else {}
    css |= {"break-inside": "avoid"} if "keepLines" in on else {}
    css |= {"break-before": "page"} if "pageBreakBefore" in on else {}
    aligned = ALIGNED.get(stated.get("jc", {}).get(tag("w:val"), ""))
    css |= {"text-align": aligned} if aligned else {}
    for side in ("top", "bottom"):
        line = stated.get(f"border-{side}", {})
        css |= {f"padding-{side}": f"{int(line[tag('w:sz')]) / 8 + int(line[tag('w:space')]):g}pt"} if line else {}
    return css


def _points(attributes: Mapping[str, str], name: str) -> float:
    return int(attributes.get(tag(f"w:{name}"), 0)) / TWIPS
