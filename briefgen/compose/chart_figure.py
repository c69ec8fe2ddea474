"""Puts a chart or a map into a figure: its finding above it, its sources below it, and all of it in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.compose.chart_sources import FigureSources, SourceLine
from briefgen.compose.fill import Printable, check_printable
from briefgen.compose.marks import ANY_MARK, LINE_MARK, VALUE_MARK, MarkTable
from briefgen.compose.sandbox import TemplateDataError
from briefgen.model.chart import Chart, LocatorMap, build_address
from briefgen.model.tree import Element, Node, Text, extract_text


@dataclass(frozen=True, slots=True)
class FigureBuilder:
    """Builds the figure of a chart or a map."""

    marks: MarkTable
    source_line: SourceLine

    def read_caption(self, caption: object) -> tuple[Node, ...]:
        """The words of a caption with the values in it: `caption="Wells in " ~ brief.title`. Raises `TemplateDataError`."""
        check_printable(str(caption), self.marks)
        parts = ANY_MARK.split(LINE_MARK.sub("", " ".join(str(caption).split())))
        words = tuple(
            node
            for part in filter(None, parts)
            for node in (self.marks.get_nodes(part) if VALUE_MARK.fullmatch(part) else (Text(part),))
        )
        if not extract_text(words).strip():
            raise TemplateDataError("chart-caption", "a chart has no caption", 'say what it shows: `caption="..."`')
        return words

    def build(
        self,
        drawing: Chart | LocatorMap,
        kind: str,
        caption: tuple[Node, ...],
        described: str,
        sources: FigureSources,
    ) -> Printable:
        """The figure; `described` says in words what is drawn."""
        title = " ".join(extract_text(caption).split())
        alternative = f"{title.rstrip('.')}. {described.rstrip('.')}."
        image = Element("img", (), {"src": build_address(drawing), "alt": alternative})
        cited = [citation for citation in dict.fromkeys(sources.citations) if citation not in caption]
        children = (Element("figcaption", caption), image, *self.source_line.build(replace(sources, citations=cited)))
        return Printable(self.marks.add_nodes(Element("figure", children, {"class": f"chart chart-{kind}"})))
