"""Small documents made by hand, for tests of the stages after citing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from briefgen.model.audience import Audience, CitationSettings, HeadingNumbers, NotePlacement
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Origin
from briefgen.model.document import Assets, Document, Metadata
from briefgen.model.library import Sensitivity
from briefgen.model.tree import Element, Node, Note, Text, rebuild

FONT = Path(__file__).parents[2] / "styles" / "fonts" / "SourceSerif4-Regular.ttf"
BLOCK = Origin("content/x/legal/torture.md", 1)


PLACES_OF_NOTES = (NotePlacement.FOOTNOTES, NotePlacement.ENDNOTES)
"""Where notes are printed, if they are."""


def element(tag: str, *children: Node | str, line: int = 0, **attributes: str) -> Element:
    """An element; `class_` and `data_part` are written as in `Element.with_attributes`."""
    nodes = tuple(Text(child) if isinstance(child, str) else child for child in children)
    origin = replace(BLOCK, line=line) if line else None
    return Element(tag, nodes, {}, origin).with_attributes(**attributes)


def note(*children: Node | str, line: int = 0) -> Note:
    """A note; `a_document` numbers it."""
    nodes = tuple(Text(child) if isinstance(child, str) else child for child in children)
    return Note(nodes, origin=replace(BLOCK, line=line) if line else None)


def an_audience(words: Mapping[str, Mapping[str, str]] | None = None) -> Audience:
    """An audience without rules."""
    return Audience(
        id="public-report",
        title="Public report",
        description="",
        ceiling=Sensitivity.PUBLIC,
        languages=(),
        formats=("html", "pdf"),
        page="public-report/page.html",
        style="public-report.css",
        citations=CitationSettings("chicago-notes", NotePlacement.FOOTNOTES, ()),
        heading_numbers=HeadingNumbers.NONE,
        numbered_paragraphs=False,
        sections=(),
        words=words or {"en": {"notes": "Notes"}},
        rules=(),
        files=(),
        origin=Origin("templates/public-report/audience.yaml"),
    )


def a_document(
    *children: Node | str,
    notes: NotePlacement = NotePlacement.FOOTNOTES,
    assets: Assets | None = None,
    styles: tuple[Path, ...] = (),
    images: Mapping[str, Path] | None = None,
    fonts: Mapping[str, Path] | None = None,
    language: str = "en",
    direction: str = "ltr",
    day: date | None = None,
    keywords: tuple[str, ...] = (),
    words: Mapping[str, Mapping[str, str]] | None = None,
) -> Document:
    """A document whose body holds these nodes, its notes numbered in order."""
    origin = Origin("briefs/report.yaml", 1)
    brief = Brief("report", "public-report", "x", "Forced return", language, origin)
    return Document(
        brief=brief,
        audience=an_audience(words),
        metadata=Metadata("Forced return", language, direction, "Alliance for Return", day, keywords),
        body=numbered(element("body", *children)),
        assets=assets or Assets(styles, images or {}, fonts or {}),
        notes=notes,
        blocks=("legal/torture",),
        facts=("cat-accession",),
        cited_keys=("yoon2024",),
    )


def numbered(body: Element) -> Element:
    """The tree with its notes numbered in reading order."""
    numbers = iter(range(1, 10_000))

    def with_number(node: Node) -> tuple[Node, ...]:
        return (replace(node, number=next(numbers)),) if isinstance(node, Note) else (node,)

    return replace(body, children=rebuild(body.children, with_number))


def tree_of(markup: str) -> tuple[Node, ...]:
    """The tree of some well-formed HTML in which `<note>` stands for a note."""
    return _children(ET.fromstring(f"<body>{markup}</body>"))  # noqa: S314 - our own text


def _children(parent: ET.Element) -> tuple[Node, ...]:
    nodes: list[Node] = [Text(parent.text)] if parent.text else []
    for child in parent:
        inner = _children(child)
        nodes.append(
            Note(inner, origin=BLOCK) if child.tag == "note" else Element(child.tag, inner, dict(child.attrib), BLOCK)
        )
        if child.tail:
            nodes.append(Text(child.tail))
    return tuple(nodes)
