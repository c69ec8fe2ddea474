"""Reads the styles and colours of a Word file, which decide whether its words can be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from briefgen.leak_check.audit.colours import blend
from briefgen.model.contrast import Colour

Marks = Mapping[str, Mapping[str, str]]
"""Formatting by the local name of its element, with its attributes: `{"color": {"val": "FFFFFF"}}`."""

MAX_STYLE_DEPTH = 30
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
HEX_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")

THEME_NAMES: Mapping[str, str] = {
    "background1": "lt1", "bg1": "lt1", "light1": "lt1", "text1": "dk1", "tx1": "dk1", "dark1": "dk1",
    "background2": "lt2", "bg2": "lt2", "light2": "lt2", "text2": "dk2", "tx2": "dk2", "dark2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""The colours of a theme by the names that texts use for them (ECMA-376, 17.18.97)."""

HIGHLIGHTS: Mapping[str, str] = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""ECMA-376, 17.18.40."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style of a Word file."""

    based_on: str = ""
    run: Marks = field(default_factory=dict)
    paragraph: Marks = field(default_factory=dict)
    grounds: tuple[Mapping[str, str], ...] = ()
    """Shadings of the cells of a table style, for some or all of its rows."""


@dataclass(frozen=True, slots=True)
class WordStyles:
    """The styles of a Word file by id, and the colours of its theme."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    default_run: Marks = field(default_factory=dict)
    default_paragraph_style: str = ""
    theme: Mapping[str, Colour] = field(default_factory=dict)

    def collect_run_marks(self, style: str) -> dict[str, Mapping[str, str]]:
        """The formatting of characters that a style states or inherits."""
        marks: dict[str, Mapping[str, str]] = {}
        for record in self._follow(style):
            marks = {**record.run, **marks}
        return marks

    def collect_paragraph_marks(self, style: str) -> dict[str, Mapping[str, str]]:
        """The formatting of paragraphs that a style states or inherits."""
        marks: dict[str, Mapping[str, str]] = {}
        for record in self._follow(style):
            marks = {**record.paragraph, **marks}
        return marks

    def collect_grounds(self, style: str) -> tuple[Mapping[str, str], ...]:
        """The shadings of a table style."""
        return tuple(ground for record in self._follow(style) for ground in record.grounds)

    def read_colour(self, attributes: Mapping[str, str], value: str = "val", theme: str = "theme") -> Colour | None:
        """The colour that some attributes state; None for an automatic one."""
        name = attributes.get(f"{theme}Color") or attributes.get(f"{theme}Fill") or ""
        colour = self.theme.get(THEME_NAMES.get(name, name))
        if colour is None:
            match = HEX_COLOUR.fullmatch(attributes.get(value, ""))
            return hex_to_colour(match[1]) if match else None
        for key, target in (("Shade", BLACK), ("Tint", WHITE)):
            amount = attributes.get(f"{theme}{key}") or attributes.get(f"{theme}Fill{key}") or ""
            if re.fullmatch(r"[0-9A-Fa-f]{1,2}", amount):
                colour = blend(colour, int(amount, 16) / 255, target)
        return colour

    def read_shading(self, attributes: Mapping[str, str]) -> Colour | None:
        """The ground that a shading paints; None for none."""
        fill, pattern = self.read_colour(attributes, "fill"), attributes.get("val", "clear")
        percent = re.fullmatch(r"pct(\d+)", pattern)
        share = 1.0 if pattern == "solid" else int(percent[1]) / 100 if percent else 0.0
        if not share:
            return fill
        painted = {key: text for key, text in attributes.items() if "Fill" not in key}
        return blend(self.read_colour(painted, "color") or BLACK, min(share, 1.0), fill or WHITE)

    def _follow(self, style: str) -> list[Style]:
        records: list[Style] = []
        while style in self.styles and len(records) < MAX_STYLE_DEPTH:
            records.append(self.styles[style])
            style = self.styles[style].based_on
        return records


NO_STYLES = WordStyles()


def hex_to_colour(digits: str) -> Colour:
    """The colour of six hexadecimal digits."""
    red, green, blue = bytes.fromhex(digits)
    return float(red), float(green), float(blue)


def read_word_styles(parts: Mapping[str, bytes]) -> WordStyles:
    """The styles and the theme in some parts of a Word file. A damaged part is reported where its text is read."""
    styles: dict[str, Style] = {}
    theme: dict[str, Colour] = {}
    default_run: Marks = {}
    default_style = ""
    for content in parts.values():
        if b"<!ENTITY" in content:
            continue
        try:
            root = ET.fromstring(content)  # noqa: S314 - no entities are left
        except (ET.ParseError, ValueError, LookupError):
            continue
        for element in root.iter():
            kind = get_local_name(element)
            if kind == "style":
                attributes = get_local_attributes(element)
                identifier = attributes.get("styleId", "")
                styles[identifier] = _read_style(element)
                if attributes.get("type") == "paragraph" and attributes.get("default") in {"1", "true", "on"}:
                    default_style = identifier
            elif kind == "rPrDefault":
                default_run = read_marks(element, "rPr")
            elif kind == "clrScheme":
                theme |= _read_theme(element)
    return WordStyles(styles, default_run, default_style, theme)


def read_marks(element: ET.Element, name: str) -> dict[str, Mapping[str, str]]:
    """The formatting in the properties element of a name, by the local names of its elements."""
    marks: dict[str, Mapping[str, str]] = {}
    for properties in element:
        if get_local_name(properties) == name:
            for mark in properties:
                marks[get_local_name(mark)] = get_local_attributes(mark)
                if get_local_name(mark) in {"textFill", "rPr"}:
                    marks.update(
                        {
                            f"{get_local_name(mark)} {get_local_name(part)}": get_local_attributes(part)
                            for part in mark.iter()
                        }
                    )
    return marks


def get_local_attributes(element: ET.Element) -> dict[str, str]:
    """The attributes without their namespaces."""
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


def get_local_name(element: ET.Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _read_style(element: ET.Element) -> Style:
    based_on = next(
        (get_local_attributes(part).get("val", "") for part in element if get_local_name(part) == "basedOn"), ""
    )
    cells = [part for part in element.iter() if get_local_name(part) in {"tcPr", "tblPr"}]
    grounds = tuple(get_local_attributes(mark) for cell in cells for mark in cell if get_local_name(mark) == "shd")
    return Style(based_on, read_marks(element, "rPr"), read_marks(element, "pPr"), grounds)


def _read_theme(scheme: ET.Element) -> dict[str, Colour]:
    colours: dict[str, Colour] = {}
    for entry in scheme:
        for colour in entry:
            attributes = get_local_attributes(colour)
            match = HEX_COLOUR.fullmatch(attributes.get("lastClr") or attributes.get("val", ""))
            if match:
                colours[get_local_name(entry)] = hex_to_colour(match[1])
    return colours
