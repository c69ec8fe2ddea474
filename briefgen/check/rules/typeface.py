"""Rules about letters: the faces and the size of a Word file, and its bold and italics; read from the finished file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.check.parity.read_docx import VALUE_ATTRIBUTE, WORD_NAMESPACE, read_style_id, read_xml_parts
from briefgen.check.rules.context import RuleResult
from briefgen.model.audience import Audience, Rule

Xml = Any

TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header1.xml", "word/footer1.xml")
EMPHASIS_PROPERTIES = {"b": "bold", "i": "italic", "u": "underlined"}
OFF_VALUES = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True)
class RunTypeface:
    """How one stretch of text is set; size in half-points, as Word writes it."""

    face: str = ""
    half_points: int = 0
    emphasis: frozenset[str] = frozenset()
    """Of `bold`, `italic` and `underlined`."""

    def with_properties(self, properties: Xml) -> RunTypeface:
        """These letters with what an element `w:rPr` changes."""
        if properties is None:
            return self
        fonts, size = properties.find(f"{WORD_NAMESPACE}rFonts"), properties.find(f"{WORD_NAMESPACE}sz")
        face = (fonts.get(f"{WORD_NAMESPACE}ascii") if fonts is not None else None) or self.face
        marks = set(self.emphasis)
        for tag, name in EMPHASIS_PROPERTIES.items():
            found = properties.find(f"{WORD_NAMESPACE}{tag}")
            if found is not None:
                (marks.discard if found.get(VALUE_ATTRIBUTE, "1") in OFF_VALUES else marks.add)(name)
        return replace(
            self,
            face=face,
            half_points=int(size.get(VALUE_ATTRIBUTE)) if size is not None else self.half_points,
            emphasis=frozenset(marks),
        )


def check_fonts_in_file(rule: Rule, content: bytes) -> RuleResult:
    """Whether every character of a Word file stands in a face that the body takes."""
    faces = Counter[str]()
    for _, text, letters in _read_runs(content):
        faces[letters.face] += len(text.strip())
    return _font_result(rule, [face for face, size in faces.most_common() if size])


def check_text_size_in_file(rule: Rule, content: bytes) -> RuleResult:
    """Whether most of the text of a Word file has the size that the body takes."""
    sizes = Counter[int]()
    for part, text, letters in _read_runs(content):
        sizes[letters.half_points] += len(text) if part == TEXT_PARTS[0] else 0
    return _text_size_result(rule, sizes.most_common(1)[0][0] / 2 if sizes else 0)


def check_plain_text_in_file(_rule: Rule, content: bytes) -> RuleResult:
    """Whether a Word file has bold, italic or underlined letters, those of headings among them."""
    marked = [" ".join(text.split()) for _, text, letters in _read_runs(content) if letters.emphasis and text.strip()]
    shown = ", ".join(f"`{words}`" for words in dict.fromkeys(marked[:3]))
    message = f"the Word file has bold, italic or underlined letters in {len(marked)} places: {shown}"
    hints = ("write `word: {plain: true}` in the audience",)
    return RuleResult("no bold, italics, underlining", f"{len(marked)} places", not marked, message, hints)


def check_prescribed_font(rule: Rule, audience: Audience) -> RuleResult | None:
    """The same before there is a file, where the audience prescribes the face of everything."""
    return _font_result(rule, [audience.word_settings.font]) if audience.word_settings.font else None


def check_prescribed_size(rule: Rule, audience: Audience) -> RuleResult | None:
    """The same before there is a file, where the audience prescribes the size."""
    return _text_size_result(rule, audience.word_settings.size) if audience.word_settings.size else None


def _font_result(rule: Rule, faces: Iterable[str]) -> RuleResult:
    faces, wanted = list(faces), " or ".join(rule.values)
    message = f"the Word file is set in {', '.join(faces)}; the body asks for {wanted}"
    hints = (f"write `word: {{font: {rule.values[0]}}}` in the audience",)
    return RuleResult(wanted, ", ".join(faces), set(faces) <= set(rule.values), message, hints)


def _text_size_result(rule: Rule, size: float) -> RuleResult:
    message = f"the text of the Word file stands in {size:g} points; the body asks for {rule.limit}"
    hints = (f"write `word: {{size: {rule.limit}}}` in the audience",)
    return RuleResult(f"{rule.limit} points", f"{size:g} points", size == rule.limit, message, hints)


def _read_runs(content: bytes) -> Iterator[tuple[str, str, RunTypeface]]:
    """Every run of a Word file: its part, its text, and how Word sets it."""
    parts = read_xml_parts(content)
    styles = {
        one.get(f"{WORD_NAMESPACE}styleId"): one for one in parts["word/styles.xml"].iter(f"{WORD_NAMESPACE}style")
    }
    defaults = RunTypeface().with_properties(
        parts["word/styles.xml"].find(f".//{WORD_NAMESPACE}rPrDefault/{WORD_NAMESPACE}rPr")
    )
    for name in TEXT_PARTS:
        for paragraph in parts[name].iter(f"{WORD_NAMESPACE}p") if name in parts else ():
            below = _apply_style(defaults, read_style_id(paragraph) or "Normal", styles)
            for run in paragraph.iter(f"{WORD_NAMESPACE}r"):
                properties = run.find(f"{WORD_NAMESPACE}rPr")
                style = properties.find(f"{WORD_NAMESPACE}rStyle") if properties is not None else None
                letters = _apply_style(below, style.get(VALUE_ATTRIBUTE), styles) if style is not None else below
                text = "".join(one.text or "" for one in run.findall(f"{WORD_NAMESPACE}t"))
                if text:
                    yield name, text, letters.with_properties(properties)


def _apply_style(letters: RunTypeface, name: str, styles: Mapping[str, Xml]) -> RunTypeface:
    """Letters with what a style says, and first what it is based on."""
    style = styles.get(name)
    if style is None:
        return letters
    based = style.find(f"{WORD_NAMESPACE}basedOn")
    below = _apply_style(letters, based.get(VALUE_ATTRIBUTE), styles) if based is not None else letters
    return below.with_properties(style.find(f"{WORD_NAMESPACE}rPr"))
