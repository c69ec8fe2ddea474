"""Finds in the style sheets what a drawing has to go by: the colours of the theme, and the face of labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefgen.model.diagnostic import Origin

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR_PROPERTY = re.compile(r"--(?P<name>[\w-]+)\s*:\s*(?P<colour>#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3})\b")
LABEL_FACE_PROPERTY = re.compile(r"--label-face\s*:\s*[\"']?(?P<family>[^\"',;}]+)")
SCRIPT_FACE_PROPERTY = re.compile(r"--[a-z]+-label\s*:\s*[\"']?(?P<family>[^\"',;}]+)")
FONT_FACE_RULE = re.compile(r"@font-face\s*\{(?P<content>[^}]*)\}")
FONT_FAMILY_PROPERTY = re.compile(r"font-family\s*:\s*[\"']?(?P<family>[^\"';}]+)")
URL_VALUE = re.compile(r"url\(\s*[\"']?(?P<address>[^\"')]+)")
FONT_STYLE_PROPERTY = re.compile(r"font-style\s*:\s*(?P<style>[\w-]+)")
FONT_WEIGHT_PROPERTY = re.compile(r"font-weight\s*:\s*(?P<weight>\w+)")
NAMED_WEIGHTS: Mapping[str, int] = {"normal": 400, "bold": 700}
REGULAR_WEIGHT = 400


class DeclaredColour(NamedTuple):
    """A colour, and where it is declared last."""

    colour: str
    origin: Origin


class FontFace(NamedTuple):
    """What an `@font-face` rule declares."""

    family: str
    address: str
    """Of its file, as written: a key of `Assets.fonts` where the file is there."""
    weight: int
    """From 1 to 1000; of a range, the lower end."""
    italic: bool
    rule: str
    """The rule as written."""


def find_font_faces(sheets: Iterable[tuple[str, str]]) -> Iterator[FontFace]:
    """Each face that style sheets declare with a family and an address, in their order."""
    for rule in FONT_FACE_RULE.finditer("\n".join(COMMENT.sub("", text) for _, text in sheets)):
        family, address = FONT_FAMILY_PROPERTY.search(rule["content"]), URL_VALUE.search(rule["content"])
        weight, style = FONT_WEIGHT_PROPERTY.search(rule["content"]), FONT_STYLE_PROPERTY.search(rule["content"])
        if family and address:
            stated = weight["weight"] if weight else "normal"
            number = NAMED_WEIGHTS.get(stated) or (int(stated) if stated.isdecimal() else REGULAR_WEIGHT)
            italic = style is not None and style["style"] != "normal"
            yield FontFace(family["family"].strip(), address["address"], number, italic, rule[0])


def find_colours(sheets: Iterable[tuple[str, str]]) -> dict[str, DeclaredColour]:
    """The custom properties that are colours, by name without dashes; of two the later one."""
    found: dict[str, DeclaredColour] = {}
    for sheet, text in sheets:
        plain = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
        for declared in COLOUR_PROPERTY.finditer(plain):
            line = plain.count("\n", 0, declared.start()) + 1 if sheet.endswith(".css") else 0
            found[declared["name"]] = DeclaredColour(declared["colour"].lower(), Origin(sheet, line))
    return found


def parse_colour(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rgb` or `#rrggbb`, from 0 to 255."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def find_label_fonts(sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path]) -> list[Path]:
    """The files of regular faces for labels, the one that labels are set in first, then those of other scripts.

    Where no face is declared, any font.
    """
    text = "\n".join(COMMENT.sub("", sheet) for _, sheet in sheets)
    labels = [found["family"].strip() for found in LABEL_FACE_PROPERTY.finditer(text)]
    families = find_regular_faces([("", text)], fonts)
    scripts = [found["family"].strip() for found in SCRIPT_FACE_PROPERTY.finditer(text)]
    ordered = [families[family] for family in [*labels[-1:], *reversed(scripts)] if family in families]
    others = [fonts[name] for name in sorted(fonts) if name.endswith((".ttf", ".otf"))][: not families]
    return list(dict.fromkeys([*ordered, *families.values(), *others]))


def find_regular_faces(sheets: Iterable[tuple[str, str]], fonts: Mapping[str, Path]) -> dict[str, Path]:
    """The file of the regular face of each family that the style sheets declare and that is there; the first counts."""
    faces: dict[str, Path] = {}
    for face in find_font_faces(sheets):
        if face.weight == REGULAR_WEIGHT and not face.italic and face.address in fonts:
            faces.setdefault(face.family, fonts[face.address])
    return faces
