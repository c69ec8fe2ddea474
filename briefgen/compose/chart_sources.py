"""The line below a chart that names where its numbers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.model.languages import get_language_code, read_language
from briefgen.model.library import Source, list_short_names
from briefgen.model.punctuation import find_punctuation
from briefgen.model.right_marks import join_with_commas
from briefgen.model.tree import Citation, Element, Text

_MOST_AUTHORS = 2
_NEWS_TYPES = frozenset({"article-magazine", "article-newspaper", "post-weblog", "webpage"})
"""Works that are known by who published them, where they name no author, or only people."""


def find_chart_word(key: str, language: str) -> str:
    """A word that briefgen prints in charts, in a language; in English where its file has none."""
    own = read_language(get_language_code(language)).get("charts", {})
    return str(own.get(key) or read_language("en")["charts"][key])


@dataclass(frozen=True, slots=True)
class FigureSources:
    """What the line below a figure names."""

    citations: Sequence[Citation] = ()
    further: Sequence[str] = ()
    """Names of sources that are not cited."""
    remark: str = ""
    """A sentence that follows."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Builds the line below a chart: `Sources: Yoon 2024; International IDEA 2023`, with the notes that say more."""

    sources: Mapping[str, Source]
    language: str

    def build(self, named: FigureSources) -> tuple[Element, ...]:
        """The line; nothing where there is no source."""
        cited = tuple(dict.fromkeys(named.citations))
        works = (self.sources[work.key] for citation in cited for work in citation.works if work.key in self.sources)
        names = list(dict.fromkeys([*named.further, *(self._name_source(source) for source in works)]))
        if not names and not cited:
            return ()
        marks = find_punctuation(self.language)
        word = find_chart_word("sources" if len(names) > 1 else "source", self.language)
        text = Text(
            f"{word}{marks.colon}{marks.semicolon.join(names)}{marks.stop}{marks.space * bool(named.remark)}{named.remark}"
        )
        return (Element("p", (text, *cited), {"class": "chart-source"}),)

    def name_works(self, citations: Sequence[Citation]) -> str:
        """The works of some citations in words, each with its short title: `Human Rights Watch, The Invisible Exodus, 2002`."""
        marks = find_punctuation(self.language)
        works = (work for citation in citations for work in citation.works)
        found = (self.sources[work.key] for work in works if work.key in self.sources)
        return marks.semicolon.join(dict.fromkeys(self._name_with_title(source) for source in found))

    def _name_with_title(self, source: Source) -> str:
        names = list_short_names(source.csl.get("author") or ())
        parts = (self._join_names(names), source.short_title or source.title, _find_year(source.csl))
        return join_with_commas(filter(None, parts), self.language)

    def _name_source(self, source: Source) -> str:
        """Who published a work, as readers know it, and when: `Human Rights Watch 2024` for what a person wrote there."""
        authors = source.csl.get("author") or ()
        joined = self._join_names(list_short_names(authors))
        publisher = _find_publisher(source.csl)
        if all("family" in author for author in authors):
            joined = publisher or joined
        name = joined or source.short_title or source.title
        return f"{name} {year}" if (year := _find_year(source.csl)) else name

    def _join_names(self, names: Sequence[str]) -> str:
        ends = read_language(get_language_code(self.language)).get("citations", {})
        if len(names) > _MOST_AUTHORS:
            return names[0] + str(ends.get("others", " and others"))
        return str(ends.get("and", " and ")).join(names)


def _find_publisher(csl: Mapping[str, Any]) -> str:
    """The newspaper, the website or the organisation that published a report; empty for works that are known by their authors."""
    kind = csl.get("type")
    if kind in _NEWS_TYPES:
        return str(csl.get("container-title") or csl.get("publisher") or "")
    return str(csl.get("publisher") or "") if kind == "report" else ""


def _find_year(csl: Mapping[str, Any]) -> str:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return str(parts[0][0]) if parts and parts[0] else ""
