"""Resolves the look of a paragraph or run of a Word file into CSS, by the rules of ECMA-376, part 1, 17.7.2.

Defaults first, then styles from the lowest to the one that is named, then the properties of the paragraph or run itself. A number comes
just before the properties that name it: a style with a number and an indent of its own keeps its indent. Only what briefgen writes is read, and only what moves text: no colours, no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.render.word.pages.measures import LINE_HEIGHT_PROPERTY, Css, MeasuringFaces
from briefgen.render.word.xml import Xml, find, find_all, read_style_id, read_value, tag

TWIPS_PER_POINT = 20
"""Of a point: the unit of lengths."""

TEXT_ALIGNMENTS: Mapping[str, str] = {"right": "right", "end": "right", "center": "center", "both": "justify"}

VERTICAL_ALIGNMENTS: Mapping[str, str] = {"superscript": "super", "subscript": "sub"}

PAGE_BREAKS: Mapping[str, tuple[str, str]] = {
    "keepNext": ("break-after", "avoid"),
    "keepLines": ("break-inside", "avoid"),
    "pageBreakBefore": ("break-before", "page"),
}
"""The declaration in CSS for each property of a paragraph that breaks or keeps a page."""

TOGGLES: Mapping[str, tuple[str, str, str]] = {
    "b": ("font-weight", "700", "400"),
    "i": ("font-style", "italic", "normal"),
    "smallCaps": ("font-variant-caps", "small-caps", "normal"),
}
"""The property in CSS for each property of characters that is on or off, with its values for both."""

OFF_VALUES = frozenset({"0", "off", "false"})


@dataclass(frozen=True, slots=True)
class ParagraphCss:
    """A paragraph as it is laid out."""

    layout: Css
    characters: Css
    hanging: float
    """How far its first line starts before the others, in points, where it has no number of Word's own."""


@dataclass(slots=True)
class Cascade:
    """Resolves the looks of one file; `styles` and `numbering` are the roots of its parts."""

    styles: Xml
    numbering: Xml
    faces: MeasuringFaces
    _styles_by_id: dict[str, Xml] = field(default_factory=dict)
    _levels_by_number: dict[tuple[str, str], Xml] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._styles_by_id = {read_value(style, name="styleId"): style for style in find_all(self.styles, "w:style")}
        abstracts = {read_value(part, name="abstractNumId"): part for part in find_all(self.numbering, "w:abstractNum")}
        for number in find_all(self.numbering, "w:num"):
            for level in find_all(abstracts[read_value(find(number, "w:abstractNumId"))], "w:lvl"):
                place = read_value(number, name="numId"), read_value(level, name="ilvl")
                self._levels_by_number[place] = level

    def resolve_paragraph(self, paragraph: Xml) -> ParagraphCss:
        """The look of a paragraph."""
        own = find(paragraph, "w:pPr")
        chain = list(self._collect_style_chain(read_style_id(paragraph) or "Normal"))
        defaults = find(self.styles, "w:docDefaults")
        layouts = [find(defaults, "w:pPrDefault/w:pPr"), *(find(style, "w:pPr") for style in chain)]
        characters = [find(defaults, "w:rPrDefault/w:rPr"), *(find(style, "w:rPr") for style in chain)]
        place, number = self._find_number_layout(layers := [*layouts, own])
        properties = _merge_properties([*layers[:place], number, *layers[place:]])
        hanging = 0 if number is not None else _read_points(properties.get("ind", {}), "hanging")
        return ParagraphCss(_build_layout_css(properties), self.resolve_characters(characters), hanging)

    def resolve_run(self, properties: Xml | None) -> Css:
        """What sets a run apart from its paragraph."""
        if properties is None:
            return {}
        named = (find(style, "w:rPr") for style in self._collect_style_chain(read_value(find(properties, "w:rStyle"))))
        css = self.resolve_characters([*named, properties])
        return {"line-height": css[LINE_HEIGHT_PROPERTY], **css} if LINE_HEIGHT_PROPERTY in css else css

    def resolve_characters(self, layers: Iterable[Xml | None]) -> Css:
        """The look of characters, later layers over earlier ones."""
        css: Css = {}
        for part in _list_properties(layers):
            name, value = _read_local_name(part), read_value(part)
            if name == "rFonts":
                latin, complex_face = part.get(tag("w:ascii")), part.get(tag("w:cs"))
                css |= self.faces.build_family_css(latin) if latin else {}
                css |= self.faces.build_complex_css(complex_face) if complex_face else {}
            elif name == "sz":
                css["font-size"] = f"{int(value) / 2:g}pt"
            elif name in TOGGLES:
                declaration, on, off = TOGGLES[name]
                css[declaration] = off if value in OFF_VALUES else on
            elif name == "vertAlign" and value in VERTICAL_ALIGNMENTS:
                css |= {"vertical-align": VERTICAL_ALIGNMENTS[value], "font-size": "0.58em", "line-height": "0"}
        return css

    def resolve_cell_padding(self, table: Xml, cell: Xml) -> Css:
        """The space inside a cell of a table."""
        sides: Css = {}
        for style in self._collect_style_chain(read_value(find(table, "w:tblPr/w:tblStyle"))):
            for side in find_all(style, "w:tblPr/w:tblCellMar/*"):
                sides[f"padding-{_read_local_name(side)}"] = f"{_read_points(side.attrib, 'w'):g}pt"
        for side in find_all(cell, "w:tcPr/w:tcMar/*"):
            sides[f"padding-{_read_local_name(side)}"] = f"{_read_points(side.attrib, 'w'):g}pt"
        return sides

    def _collect_style_chain(self, name: str) -> Iterator[Xml]:
        """A style after all that it is based on."""
        style = self._styles_by_id.get(name)
        if style is not None:
            yield from self._collect_style_chain(read_value(find(style, "w:basedOn")))
            yield style

    def _find_number_layout(self, layouts: Sequence[Xml | None]) -> tuple[int, Xml | None]:
        """Which properties name the last number, and the layout that its level states; None where there is no number."""
        for at, layout in reversed(list(enumerate(layouts))):
            number = find(layout, "w:numPr") if layout is not None else None
            if number is not None:
                place = read_value(find(number, "w:numId")), read_value(find(number, "w:ilvl"), "0")
                level = self._levels_by_number.get(place)
                return at, find(level, "w:pPr") if level is not None else None
        return 0, None


def _list_properties(layers: Iterable[Xml | None]) -> Iterator[Xml]:
    return (part for layer in layers if layer is not None for part in layer)


def _read_local_name(element: Xml) -> str:
    return str(element.tag).rpartition("}")[2]


def _merge_properties(layers: Iterable[Xml | None]) -> dict[str, Mapping[str, str]]:
    """The properties of paragraphs by name, those with several sides as the later layers leave them."""
    merged: dict[str, Mapping[str, str]] = {}
    for part in _list_properties(layers):
        name = _read_local_name(part)
        if name == "pBdr":
            merged |= {f"border-{_read_local_name(side)}": dict(side.attrib) for side in part}
        else:
            merged[name] = {**(merged.get(name, {}) if name == "spacing" else {}), **part.attrib}
    return merged


def _build_layout_css(properties: Mapping[str, Mapping[str, str]]) -> Css:
    """Space between two paragraphs is the larger of both, in CSS as in Word."""
    spacing, indent = properties.get("spacing", {}), properties.get("ind", {})
    css = {
        "margin-top": f"{_read_points(spacing, 'before'):g}pt",
        "margin-bottom": f"{_read_points(spacing, 'after'):g}pt",
        "margin-left": f"{_read_points(indent, 'left'):g}pt",
        "margin-right": f"{_read_points(indent, 'right'):g}pt",
        "line-height": f"{_read_points(spacing, 'line'):g}pt",
    }
    if spacing.get(tag("w:lineRule")) == "exact":  # also where its typeface is higher
        css[LINE_HEIGHT_PROPERTY] = css["line-height"]
    for name, (declaration, value) in PAGE_BREAKS.items():
        if name in properties and properties[name].get(tag("w:val"), "1") not in OFF_VALUES:
            css[declaration] = value
    aligned = TEXT_ALIGNMENTS.get(properties.get("jc", {}).get(tag("w:val"), ""))
    css |= {"text-align": aligned} if aligned else {}
    for side in ("top", "bottom"):
        line = properties.get(f"border-{side}", {})
        css |= {f"padding-{side}": f"{int(line[tag('w:sz')]) / 8 + int(line[tag('w:space')]):g}pt"} if line else {}
    return css


def _read_points(attributes: Mapping[str, str], name: str) -> float:
    return int(attributes.get(tag(f"w:{name}"), 0)) / TWIPS_PER_POINT
