"""Rules about the type of a Word file: its fonts, its size, bold and italics, read from the finished file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.check.parity.read_docx import (
    VALUE_ATTRIBUTE,
    WORD_NAMESPACE,
    index_elements,
    read_style_id,
    read_xml_parts,
)
from briefgen.check.rules.context import RuleResult
from briefgen.model.audience import Audience, Rule

Xml = Any

TEXT_PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    *(
        f"word/{kind}{number}.xml" for number in (1, 3) for kind in ("header", "footer")
    ),  # of the text and the first page
)
EMPHASIS_PROPERTIES = {"b": "bold", "i": "italic", "u": "underlined"}
OFF_VALUES = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True)
class RunTypeface:
    """The type of a run of text."""

    face: str = ""
    half_points: int = 0
    """The size, in the unit of Word files."""
    emphasis: frozenset[str] = frozenset()
    """Of `bold`, `italic` and `underlined`."""

    def with_properties(self, properties: Xml) -> RunTypeface:
        """A copy with the changes of an element `w:rPr`."""
        if properties is None:
            return self
        fonts, size = properties.find(f"{WORD_NAMESPACE}rFonts"), properties.find(f"{WORD_NAMESPACE}sz")
        face = (fonts.get(f"{WORD_NAMESPACE}ascii") if fonts is not None else None) or self.face
        half_points = int(size.get(VALUE_ATTRIBUTE)) if size is not None else self.half_points
        emphasis = set(self.emphasis)
        for tag, name in EMPHASIS_PROPERTIES.items():
            toggle = properties.find(f"{WORD_NAMESPACE}{tag}")
            if toggle is not None:
                (emphasis.discard if toggle.get(VALUE_ATTRIBUTE, "1") in OFF_VALUES else emphasis.add)(name)
        return RunTypeface(face, half_points, frozenset(emphasis))


def check_fonts_in_file(rule: Rule, content: bytes) -> RuleResult:
    """Whether every character of a Word file is in a font that the body accepts."""
    faces = Counter[str]()
    for _, text, typeface in _read_runs(content):
        faces[typeface.face] += len(text.strip())
    return _build_font_result(rule, [face for face, count in faces.most_common() if count])


def check_text_size_in_file(rule: Rule, content: bytes) -> RuleResult:
    """Whether most of the text of a Word file has the size that the body asks for."""
    sizes = Counter[int]()
    for part, text, typeface in _read_runs(content):
        sizes[typeface.half_points] += len(text) if part == TEXT_PARTS[0] else 0
    return _build_size_result(rule, sizes.most_common(1)[0][0] / 2 if sizes else 0)


def check_plain_text_in_file(_rule: Rule, content: bytes) -> RuleResult:
    """Whether a Word file is free of bold, italics and underlining, also in headings."""
    runs = [" ".join(text.split()) for _, text, typeface in _read_runs(content) if typeface.emphasis and text.strip()]
    examples = ", ".join(f"`{words}`" for words in dict.fromkeys(runs[:3]))
    message = f"the Word file has bold, italic or underlined text in {len(runs)} places: {examples}"
    hint = "write `word: {plain: true}` in the audience"
    return RuleResult("no bold, italics, underlining", f"{len(runs)} places", not runs, message, (hint,))


def check_prescribed_font(rule: Rule, audience: Audience) -> RuleResult | None:
    """The same before there is a file; None if the audience prescribes no font."""
    return _build_font_result(rule, [audience.word_settings.font]) if audience.word_settings.font else None


def check_prescribed_size(rule: Rule, audience: Audience) -> RuleResult | None:
    """The same before there is a file; None if the audience prescribes no size."""
    return _build_size_result(rule, audience.word_settings.size) if audience.word_settings.size else None


def _build_font_result(rule: Rule, faces: Sequence[str]) -> RuleResult:
    accepted, actual = " or ".join(rule.values), ", ".join(faces)
    message = f"the Word file is set in {actual}; the body asks for {accepted}"
    hint = f"write `word: {{font: {rule.values[0]}}}` in the audience"
    return RuleResult(accepted, actual, set(faces) <= set(rule.values), message, (hint,))


def _build_size_result(rule: Rule, size: float) -> RuleResult:
    message = f"the text of the Word file has {size:g} points; the body asks for {rule.limit}"
    hint = f"write `word: {{size: {rule.limit}}}` in the audience"
    return RuleResult(f"{rule.limit} points", f"{size:g} points", size == rule.limit, message, (hint,))


def _read_runs(content: bytes) -> Iterator[tuple[str, str, RunTypeface]]:
    """Every run of a Word file: its part, its text, and its type after all styles."""
    parts = read_xml_parts(content)
    style_part = parts["word/styles.xml"]
    styles = index_elements(style_part, "style", "styleId")
    defaults = RunTypeface().with_properties(style_part.find(f".//{WORD_NAMESPACE}rPrDefault/{WORD_NAMESPACE}rPr"))
    for name in TEXT_PARTS:
        for paragraph in parts[name].iter(f"{WORD_NAMESPACE}p") if name in parts else ():
            paragraph_typeface = _apply_style(defaults, read_style_id(paragraph) or "Normal", styles)
            for run in paragraph.iter(f"{WORD_NAMESPACE}r"):
                text = "".join(element.text or "" for element in run.findall(f"{WORD_NAMESPACE}t"))
                if text:
                    style = run.find(f"{WORD_NAMESPACE}rPr/{WORD_NAMESPACE}rStyle")
                    style_id = style.get(VALUE_ATTRIBUTE) if style is not None else ""
                    typeface = _apply_style(paragraph_typeface, style_id, styles)
                    yield name, text, typeface.with_properties(run.find(f"{WORD_NAMESPACE}rPr"))


def _apply_style(typeface: RunTypeface, style_id: str, styles: Mapping[str, Xml]) -> RunTypeface:
    """A typeface with the changes of a style, after those of the style that it is based on."""
    style = styles.get(style_id)
    if style is None:
        return typeface
    base = style.find(f"{WORD_NAMESPACE}basedOn")
    if base is not None:
        typeface = _apply_style(typeface, base.get(VALUE_ATTRIBUTE), styles)
    return typeface.with_properties(style.find(f"{WORD_NAMESPACE}rPr"))
