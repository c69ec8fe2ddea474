"""Rules about letters: the faces and the size of a Word file, and its bold and italics; read from the finished file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.check.matter import Measure
from briefgen.check.read_docx import VALUE, WORD, parts_of, style_of
from briefgen.values.audience import Audience, Rule

Xml = Any

TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/header1.xml", "word/footer1.xml")
MARKS = {"b": "bold", "i": "italic", "u": "underlined"}
OFF = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True)
class Letters:
    """How one stretch of text is set; size in half-points, as Word writes it."""

    face: str = ""
    half_points: int = 0
    marks: frozenset[str] = frozenset()
    """Of `bold`, `italic` and `underlined`."""

    def with_properties(self, properties: Xml) -> Letters:
        """These letters with what an element `w:rPr` changes."""
        if properties is None:
            return self
        fonts, size = properties.find(f"{WORD}rFonts"), properties.find(f"{WORD}sz")
        face = (fonts.get(f"{WORD}ascii") if fonts is not None else None) or self.face
        marks = set(self.marks)
        for tag, name in MARKS.items():
            found = properties.find(f"{WORD}{tag}")
            if found is not None:
                (marks.discard if found.get(VALUE, "1") in OFF else marks.add)(name)
        return replace(
            self,
            face=face,
            half_points=int(size.get(VALUE)) if size is not None else self.half_points,
            marks=frozenset(marks),
        )


def fonts(rule: Rule, content: bytes) -> Measure:
    """Whether every character of a Word file stands in a face that the body takes."""
    faces = Counter[str]()
    for _, text, letters in _runs(content):
        faces[letters.face] += len(text.strip())
    return _fonts(rule, [face for face, size in faces.most_common() if size])


def text_size(rule: Rule, content: bytes) -> Measure:
    """Whether most of the text of a Word file has the size that the body takes."""
    sizes = Counter[int]()
    for part, text, letters in _runs(content):
        sizes[letters.half_points] += len(text) if part == TEXT_PARTS[0] else 0
    return _text_size(rule, sizes.most_common(1)[0][0] / 2 if sizes else 0)


def plain_letters(_rule: Rule, content: bytes) -> Measure:
    """Whether a Word file has bold, italic or underlined letters, those of headings among them."""
    marked = [" ".join(text.split()) for _, text, letters in _runs(content) if letters.marks and text.strip()]
    shown = ", ".join(f"`{words}`" for words in dict.fromkeys(marked[:3]))
    message = f"the Word file has bold, italic or underlined letters in {len(marked)} places: {shown}"
    hints = ("write `word: {plain: true}` in the audience",)
    return Measure("no bold, italics, underlining", f"{len(marked)} places", not marked, message, hints)


def prescribed_fonts(rule: Rule, audience: Audience) -> Measure | None:
    """The same before there is a file, where the audience prescribes the face of everything."""
    return _fonts(rule, [audience.prescribed.font]) if audience.prescribed.font else None


def prescribed_size(rule: Rule, audience: Audience) -> Measure | None:
    """The same before there is a file, where the audience prescribes the size."""
    return _text_size(rule, audience.prescribed.size) if audience.prescribed.size else None


def _fonts(rule: Rule, faces: Iterable[str]) -> Measure:
    faces, wanted = list(faces), " or ".join(rule.values)
    message = f"the Word file is set in {', '.join(faces)}; the body asks for {wanted}"
    hints = (f"write `word: {{font: {rule.values[0]}}}` in the audience",)
    return Measure(wanted, ", ".join(faces), set(faces) <= set(rule.values), message, hints)


def _text_size(rule: Rule, size: float) -> Measure:
    message = f"the text of the Word file stands in {size:g} points; the body asks for {rule.limit}"
    hints = (f"write `word: {{size: {rule.limit}}}` in the audience",)
    return Measure(f"{rule.limit} points", f"{size:g} points", size == rule.limit, message, hints)


def _runs(content: bytes) -> Iterator[tuple[str, str, Letters]]:
    """Every run of a Word file: its part, its text, and how Word sets it."""
    parts = parts_of(content)
    styles = {one.get(f"{WORD}styleId"): one for one in parts["word/styles.xml"].iter(f"{WORD}style")}
    defaults = Letters().with_properties(parts["word/styles.xml"].find(f".//{WORD}rPrDefault/{WORD}rPr"))
    for name in TEXT_PARTS:
        for paragraph in parts[name].iter(f"{WORD}p") if name in parts else ():
            below = _styled(defaults, style_of(paragraph) or "Normal", styles)
            for run in paragraph.iter(f"{WORD}r"):
                properties = run.find(f"{WORD}rPr")
                style = properties.find(f"{WORD}rStyle") if properties is not None else None
                letters = _styled(below, style.get(VALUE), styles) if style is not None else below
                text = "".join(one.text or "" for one in run.findall(f"{WORD}t"))
                if text:
                    yield name, text, letters.with_properties(properties)


def _styled(letters: Letters, name: str, styles: Mapping[str, Xml]) -> Letters:
    """Letters with what a style says, and first what it is based on."""
    style = styles.get(name)
    if style is None:
        return letters
    based = style.find(f"{WORD}basedOn")
    below = _styled(letters, based.get(VALUE), styles) if based is not None else letters
    return below.with_properties(style.find(f"{WORD}rPr"))
