"""Prints a comparison as a Word file with tracked changes: accepted, it has the new text; rejected, the old one.

ECMA-376, part 1, 17.13.5: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo`, and the mark of a paragraph that came or went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefgen.compare.align import PassageChange, compare_words
from briefgen.compare.comparison import Comparison
from briefgen.compare.version import Passage, Token
from briefgen.render.word.xml import Xml, serialise_root, w

AUTHOR = "briefgen"
TEXT_OF_MARK = {"del": "delText", "moveFrom": "t"}
"""The element that holds the words of a run, by the change that the run is in."""
DATE = (1980, 1, 1, 0, 0, 0)
"""Of the parts in the file: the earliest that the format of ZIP knows."""

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT_RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>"""


def build_docx(comparison: Comparison) -> bytes:
    """The whole file."""
    builder = _Builder(comparison)
    body = w("body", *builder.build_paragraphs())
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.encode(),
        "_rels/.rels": RELATIONSHIPS.encode(),
        "word/document.xml": serialise_root(w("document", body)),
        "word/footnotes.xml": serialise_root(builder.build_footnotes()),
        "word/styles.xml": serialise_root(_build_styles(comparison)),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONSHIPS.encode(),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name, DATE), data, ZIP_DEFLATED)
    return content.getvalue()


@dataclass(slots=True)
class _Builder:
    """Collects the footnotes while it writes the paragraphs."""

    comparison: Comparison
    footnotes: list[Xml] = field(default_factory=list)
    changes: int = 0

    def build_paragraphs(self) -> Iterator[Xml]:
        """Every passage of both versions."""
        for change in self.comparison.passages:
            if change.old and change.new:
                yield self._build_changed(change.old, change.new)
            elif change.new:
                yield self._build_whole(change.new, change, "moveTo" if change.is_moved else "ins")
            elif change.old:
                yield self._build_whole(change.old, change, "moveFrom" if change.is_moved else "del")

    def _build_changed(self, old: Passage, new: Passage) -> Xml:
        runs: list[Xml] = []
        if old.number == new.number:
            runs += self._build_number(new, "")
        else:
            runs += [*self._build_number(old, "del"), *self._build_number(new, "ins")]
        for words in compare_words(old, new):
            if words.is_same:
                runs += self._build_runs(words.new, "", is_new=True)
            else:
                runs += self._build_runs(words.old, "del", is_new=False)
                runs += self._build_runs(words.new, "ins", is_new=True)
        return w("p", w("pPr", w("pStyle", val=_name_style(new))), *runs)

    def _build_whole(self, passage: Passage, change: PassageChange, mark: str) -> Xml:
        """A passage that one version has alone, its paragraph mark included."""
        # A passage that moved and changed on its way is one that was taken out, and one that came.
        other = change.moved_from or change.moved_to
        if other is not None and other.key != passage.key:
            mark = {"moveTo": "ins", "moveFrom": "del"}[mark]
        is_new = mark in {"ins", "moveTo"}
        runs = [*self._build_number(passage, mark), *self._build_runs(passage.tokens, mark, is_new=is_new)]
        return w("p", w("pPr", w("pStyle", val=_name_style(passage)), w("rPr", self._build_mark(mark))), *runs)

    def _build_number(self, passage: Passage, mark: str) -> list[Xml]:
        return [self._wrap(_build_run(f"{passage.number} ", mark), mark)] if passage.number else []

    def _build_runs(self, tokens: Iterable[Token], mark: str, *, is_new: bool) -> list[Xml]:
        """The runs of some words; neighbouring words share one."""
        runs: list[Xml] = []
        text = ""
        for token in tokens:
            if not token.note:
                text += token.text
                continue
            runs += [_build_run(text, mark)] if text else []
            text = ""
            runs.append(self._build_call(token, is_new=is_new))
        runs += [_build_run(text, mark)] if text else []
        return [self._wrap(run, mark) for run in runs]

    def _build_call(self, token: Token, *, is_new: bool) -> Xml:
        notes = self.comparison.new.notes if is_new else self.comparison.old.notes
        number = len(self.footnotes) + 1
        reference = w("r", w("rPr", w("vertAlign", val="superscript")), w("footnoteRef"))
        text = w("r", w("t", f" {notes.get(token.note, '')}"))
        self.footnotes.append(w("footnote", w("p", w("pPr", w("pStyle", val="Note")), reference, text), id=number))
        return w("r", w("rPr", w("vertAlign", val="superscript")), w("footnoteReference", id=number))

    def _wrap(self, run: Xml, mark: str) -> Xml:
        if not mark:
            return run
        wrapper = self._build_mark(mark)
        wrapper.append(run)
        return wrapper

    def _build_mark(self, mark: str) -> Xml:
        self.changes += 1
        return w(mark, id=self.changes, author=AUTHOR)

    def build_footnotes(self) -> Xml:
        """The part with the notes, behind the two lines that Word expects in it."""
        lines = (("separator", -1), ("continuationSeparator", 0))
        special = [w("footnote", w("p", w("r", w(kind))), type=kind, id=number) for kind, number in lines]
        return w("footnotes", *special, *self.footnotes)


def _build_run(text: str, mark: str) -> Xml:
    return w("r", w(TEXT_OF_MARK.get(mark, "t"), text))


def _name_style(passage: Passage) -> str:
    return f"Heading{passage.level}" if passage.level else "Normal"


def _build_styles(comparison: Comparison) -> Xml:
    """A plain page: text, notes, and headings that get smaller."""
    direction = [w("bidi")] if comparison.new.direction == "rtl" else []
    styles = [_build_style("Normal", 22, 120, direction), _build_style("Note", 18, 40, direction)]
    for level in range(1, 7):
        heading = [*direction, w("outlineLvl", val=level - 1)]
        styles.append(_build_style(f"Heading{level}", 36 - 3 * level, 160, heading, w("b")))
    language = w("rPrDefault", w("rPr", w("lang", val=comparison.new.language)))
    return w("styles", w("docDefaults", language), *styles)


def _build_style(name: str, half_points: int, space_after: int, paragraph: Iterable[Xml], *run: Xml) -> Xml:
    style_name = name.replace("Heading", "heading ")
    return w(
        "style",
        w("name", val=style_name),
        w("pPr", w("spacing", after=space_after), *paragraph),
        w("rPr", *run, w("sz", val=half_points)),
        type="paragraph",
        styleId=name,
        **({"default": 1} if name == "Normal" else {}),
    )
