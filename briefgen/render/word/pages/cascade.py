"""What a paragraph or run of a Word file looks like, by the rules of ECMA-376, part 1, 17.7.2, said in CSS.

Defaults, then styles from the lowest to the one that is named, then the number, then what stands at the place itself. Only
what briefgen writes is read, and only what moves text: no colours, no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.render.word.pages.measures import LINE_HEIGHT_PROPERTY, Css, MeasuringFaces
from briefgen.render.word.xml import Xml, read_value, tag

TWIPS_PER_POINT = 20
"""Of a point: the unit of lengths."""

TEXT_ALIGNMENTS: Mapping[str, str] = {"right": "right", "end": "right", "center": "center", "both": "justify"}

VERTICAL_ALIGNMENTS: Mapping[str, str] = {"superscript": "super", "subscript": "sub"}

OFF_VALUES = frozenset({"0", "off", "false"})


@dataclass(frozen=True, slots=True)
class ParagraphCss:
    """A paragraph as it is laid out."""

    layout: Css
    characters: Css
    hanging: float
    """How far its first line begins before the others, in points, where no number of Word's own stands there."""


@dataclass(slots=True)
class Cascade:
    """Resolves the looks of one file; `styles` and `numbering` are the roots of its parts."""

    styles: Xml
    numbering: Xml
    faces: MeasuringFaces
    _styles_by_id: dict[str, Xml] = field(default_factory=dict)
    _levels_by_number: dict[tuple[str, str], Xml] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._styles_by_id = {one.get(tag("w:styleId")): one for one in self.styles.iter(tag("w:style"))}
        levels = {one.get(tag("w:abstractNumId")): one for one in self.numbering.findall(tag("w:abstractNum"))}
        for number in self.numbering.findall(tag("w:num")):
            for level in levels[read_value(number.find(tag("w:abstractNumId")))].findall(tag("w:lvl")):
                self._levels_by_number[number.get(tag("w:numId")), level.get(tag("w:ilvl"))] = level

    def resolve_paragraph(self, paragraph: Xml) -> ParagraphCss:
        """The look of a paragraph."""
        own = paragraph.find(tag("w:pPr"))
        name = read_value(own.find(tag("w:pStyle"))) if own is not None else ""
        chain = list(self._collect_style_chain(name or "Normal"))
        defaults = self.styles.find(tag("w:docDefaults"))
        layouts = [defaults.find(f"{tag('w:pPrDefault')}/{tag('w:pPr')}"), *(one.find(tag("w:pPr")) for one in chain)]
        letters = [defaults.find(f"{tag('w:rPrDefault')}/{tag('w:rPr')}"), *(one.find(tag("w:rPr")) for one in chain)]
        number = self._find_number_layout((*layouts, own))
        stated = _merge_properties([*layouts, number, own])
        layout = _build_layout_css(stated)
        return ParagraphCss(
            layout,
            self.resolve_characters(letters),
            0 if number is not None else _read_points(stated.get("ind", {}), "hanging"),
        )

    def resolve_run(self, properties: Xml | None) -> Css:
        """What sets a run apart from its paragraph."""
        if properties is None:
            return {}
        named = (
            one.find(tag("w:rPr")) for one in self._collect_style_chain(read_value(properties.find(tag("w:rStyle"))))
        )
        css = self.resolve_characters([*named, properties])
        return {"line-height": css[LINE_HEIGHT_PROPERTY], **css} if LINE_HEIGHT_PROPERTY in css else css

    def resolve_characters(self, layers: Iterable[Xml | None]) -> Css:
        """The look of characters, later layers over earlier ones."""
        css: Css = {}
        for layer in layers:
            for one in layer if layer is not None else ():
                match _read_local_name(one):
                    case "rFonts" if one.get(tag("w:ascii")):
                        css |= self.faces.build_family_css(one.get(tag("w:ascii")))
                    case "sz":
                        css["font-size"] = f"{int(read_value(one)) / 2:g}pt"
                    case "b":
                        css["font-weight"] = "700" if is_on(one) else "400"
                    case "i":
                        css["font-style"] = "italic" if is_on(one) else "normal"
                    case "smallCaps":
                        css["font-variant-caps"] = "small-caps" if is_on(one) else "normal"
                    case "vertAlign" if read_value(one) in VERTICAL_ALIGNMENTS:
                        css |= {
                            "vertical-align": VERTICAL_ALIGNMENTS[read_value(one)],
                            "font-size": "0.58em",
                            "line-height": "0",
                        }
        return css

    def resolve_cell_padding(self, table: Xml) -> Css:
        """The space inside the cells of a table."""
        sides: Css = {}
        for style in self._collect_style_chain(read_value(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))):
            for one in style.findall(f"{tag('w:tblPr')}/{tag('w:tblCellMar')}/*"):
                sides[f"padding-{_read_local_name(one)}"] = f"{_read_points(one.attrib, 'w'):g}pt"
        return sides

    def _collect_style_chain(self, name: str) -> Iterator[Xml]:
        """A style after all that it is based on."""
        style = self._styles_by_id.get(name)
        if style is not None:
            yield from self._collect_style_chain(read_value(style.find(tag("w:basedOn"))))
            yield style

    def _find_number_layout(self, layouts: Iterable[Xml | None]) -> Xml | None:
        """What the level of a number says of its paragraph; None where there is no number."""
        found: Xml | None = None
        for layout in layouts:
            numbered = layout.find(tag("w:numPr")) if layout is not None else None
            if numbered is not None:
                place = read_value(numbered.find(tag("w:numId"))), read_value(numbered.find(tag("w:ilvl")), "0")
                level = self._levels_by_number.get(place)
                found = level.find(tag("w:pPr")) if level is not None else None
        return found


def is_on(element: Xml) -> bool:
    """Whether a property that stands there is not taken back."""
    return read_value(element) not in OFF_VALUES


def _read_local_name(element: Xml) -> str:
    return str(element.tag).rpartition("}")[2]


def _merge_properties(layers: Iterable[Xml | None]) -> dict[str, Mapping[str, str]]:
    """The properties of paragraphs by name, those with several sides as the later layers leave them."""
    found: dict[str, Mapping[str, str]] = {}
    for layer in layers:
        for one in layer if layer is not None else ():
            if _read_local_name(one) == "pBdr":
                found |= {f"border-{_read_local_name(side)}": dict(side.attrib) for side in one}
            else:
                found[_read_local_name(one)] = {
                    **(found.get(_read_local_name(one), {}) if _read_local_name(one) == "spacing" else {}),
                    **one.attrib,
                }
    return found


def _build_layout_css(stated: Mapping[str, Mapping[str, str]]) -> Css:
    """Space between two paragraphs is the larger of what both want, in CSS as in Word."""
    spacing, indent = stated.get("spacing", {}), stated.get("ind", {})
    css = {
        "margin-top": f"{_read_points(spacing, 'before'):g}pt",
        "margin-bottom": f"{_read_points(spacing, 'after'):g}pt",
        "margin-left": f"{_read_points(indent, 'left'):g}pt",
        "margin-right": f"{_read_points(indent, 'right'):g}pt",
        "line-height": f"{_read_points(spacing, 'line'):g}pt",
    }
    on = {name for name, attributes in stated.items() if attributes.get(tag("w:val"), "1") not in OFF_VALUES}
    css |= {"break-after": "avoid"} if "keepNext" in on else {}
    css |= {"break-inside": "avoid"} if "keepLines" in on else {}
    css |= {"break-before": "page"} if "pageBreakBefore" in on else {}
    aligned = TEXT_ALIGNMENTS.get(stated.get("jc", {}).get(tag("w:val"), ""))
    css |= {"text-align": aligned} if aligned else {}
    for side in ("top", "bottom"):
        line = stated.get(f"border-{side}", {})
        css |= {f"padding-{side}": f"{int(line[tag('w:sz')]) / 8 + int(line[tag('w:space')]):g}pt"} if line else {}
    return css


def _read_points(attributes: Mapping[str, str], name: str) -> float:
    return int(attributes.get(tag(f"w:{name}"), 0)) / TWIPS_PER_POINT
