"""Reads from the style sheets what a word processor needs to know of them: the theme, the sizes, the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import tinycss2

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_LENGTH = re.compile(r"(-?[\d.]+)(pt|mm|cm|in|px)?")
_POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
_PRINT_MEDIA = frozenset({"all", "print"})


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """The rules that hold on paper, in the order of the cascade; specificity is not weighed."""

    rules: tuple[tuple[frozenset[str], Mapping[str, str]], ...]
    """Selectors as written, and what they declare."""
    page: Mapping[str, str]
    """What `@page` declares; a margin box stands under its name: `@bottom-center`."""

    def find_value(self, name: str, *selectors: str) -> str:
        """What the last rule with one of these selectors declares, variables filled in; empty where none does."""
        said = ""
        for chosen, declared in self.rules:
            if name in declared and chosen & set(selectors):
                said = declared[name]
        return self.resolve_variables(said)

    def find_variable(self, name: str) -> str:
        """A setting of the theme: `--accent`."""
        return self.find_value(name, ":root")

    def find_font_size(self, *selectors: str) -> float | None:
        """The size of type in points, from `font-size` or `font`."""
        found = None
        for chosen, declared in self.rules:
            if chosen & set(selectors):
                said = self.resolve_variables(declared.get("font-size") or declared.get("font") or "")
                size = re.search(r"([\d.]+)pt", said)
                found = float(size[1]) if size else found
        return found

    def resolve_variables(self, said: str) -> str:
        """A value with the theme's settings in the place of `var(...)`."""
        for _ in range(8):  # a setting may name another; a circle ends here
            if not _VARIABLE.search(said):
                break
            said = _VARIABLE.sub(lambda found: self._find_root_value(found[1]), said)
        return said

    def _find_root_value(self, name: str) -> str:
        said = ""
        for chosen, declared in self.rules:
            if ":root" in chosen:
                said = declared.get(name, said)
        return said


def read_print_style(sheets: Iterable[str]) -> PrintStyle:
    """What style sheets say of paper, in the order of the cascade."""
    rules: list[tuple[frozenset[str], Mapping[str, str]]] = []
    page: dict[str, str] = {}
    for sheet in sheets:
        for rule in _collect_print_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
            prelude = tinycss2.serialize(rule.prelude).strip()
            if rule.type == "qualified-rule":
                selectors = frozenset(" ".join(one.split()) for one in prelude.split(","))
                rules.append((selectors, _read_declarations(rule.content)))
            elif not prelude:
                page |= _read_declarations(rule.content)
    return PrintStyle(tuple(rules), page)


def to_points(length: str) -> float | None:
    """A length in points, or None for what is none."""
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _POINTS_PER_UNIT[found[2] or "pt"] if found else None


def _collect_print_rules(rules: Iterable[Any]) -> Iterator[Any]:
    """The rules and `@page` rules that hold on paper, those inside `@media` included."""
    for rule in rules:
        if rule.type == "qualified-rule" or (rule.type == "at-rule" and rule.lower_at_keyword == "page"):
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            media = {one.strip() for one in tinycss2.serialize(rule.prelude).lower().split(",")}
            if media & _PRINT_MEDIA:
                yield from _collect_print_rules(
                    tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                )


def _read_declarations(content: Any) -> dict[str, str]:
    said: dict[str, str] = {}
    for one in tinycss2.parse_blocks_contents(content or (), skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            said[one.name if one.name.startswith("--") else one.lower_name] = tinycss2.serialize(one.value).strip()
        elif one.type == "at-rule":
            said[f"@{one.lower_at_keyword}"] = _read_declarations(one.content).get("content", "")
    return said
