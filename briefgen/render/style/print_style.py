"""Reads from the style sheets what a word processor needs: the theme, the sizes, the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_LENGTH = re.compile(r"(-?[\d.]+)(pt|mm|cm|in|px)?")
_POINTS_PER_UNIT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
_PRINT_MEDIA = frozenset({"all", "print"})


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """The rules that hold on paper, in the order of the cascade; specificity is not taken into account."""

    rules: tuple[tuple[frozenset[str], Mapping[str, str]], ...]
    """Selectors as written, and their declarations."""
    page: Mapping[str, str]
    """The declarations of `@page`; a margin box is under its name: `@bottom-center`."""
    first_page: Mapping[str, str] = field(default_factory=dict)
    """What `@page :first` declares, in the same form."""

    def find_value(self, name: str, *selectors: str) -> str:
        """The value in the last rule with one of these selectors, variables filled in; empty where none has it."""
        return self.resolve_variables(self._find_declared(name, *selectors))

    def find_variable(self, name: str) -> str:
        """A setting of the theme: `--accent`."""
        return self.find_value(name, ":root")

    def find_font_size(self, *selectors: str) -> float | None:
        """The size of type in points, from `font-size` or `font`."""
        found = None
        for chosen, declared in self.rules:
            if chosen & set(selectors):
                font = self.resolve_variables(declared.get("font-size") or declared.get("font") or "")
                size = re.search(r"([\d.]+)pt", font)
                found = float(size[1]) if size else found
        return found

    def resolve_variables(self, value: str) -> str:
        """A value with the theme's settings in the place of `var(...)`."""
        for _ in range(8):  # a setting may name another; a circle ends here
            value = _VARIABLE.sub(lambda found: self._find_declared(found[1], ":root"), value)
        return value

    def _find_declared(self, name: str, *selectors: str) -> str:
        values = [declared[name] for chosen, declared in self.rules if name in declared and chosen & set(selectors)]
        return values[-1] if values else ""


def read_print_style(sheets: Iterable[str]) -> PrintStyle:
    """The rules for paper of these style sheets, in the order of the cascade."""
    rules: list[tuple[frozenset[str], Mapping[str, str]]] = []
    pages: dict[str, dict[str, str]] = {"": {}, ":first": {}}
    for sheet in sheets:
        for rule in collect_print_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)):
            prelude = tinycss2.serialize(rule.prelude).strip()
            if rule.type == "qualified-rule":
                selectors = frozenset(" ".join(selector.split()) for selector in prelude.split(","))
                rules.append((selectors, _read_declarations(rule.content)))
            elif prelude.lower() in pages:
                pages[prelude.lower()] |= _read_declarations(rule.content)
    return PrintStyle(tuple(rules), pages[""], pages[":first"])


def to_points(length: str) -> float | None:
    """A length in points; None for another value."""
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _POINTS_PER_UNIT[found[2] or "pt"] if found else None


def collect_print_rules(rules: Iterable[Any]) -> Iterator[Any]:
    """The rules and `@page` rules that hold on paper, those inside `@media` included."""
    for rule in rules:
        if rule.type == "qualified-rule" or (rule.type == "at-rule" and rule.lower_at_keyword == "page"):
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            media = {name.strip() for name in tinycss2.serialize(rule.prelude).lower().split(",")}
            if media & _PRINT_MEDIA:
                yield from collect_print_rules(
                    tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                )


def _read_declarations(content: Any) -> dict[str, str]:
    declarations: dict[str, str] = {}
    for item in tinycss2.parse_blocks_contents(content or (), skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            declarations[name] = tinycss2.serialize(item.value).strip()
        elif item.type == "at-rule":
            box = _read_declarations(item.content)
            if "content" in box:  # another rule says what is in a box that only changes its type
                declarations[f"@{item.lower_at_keyword}"] = box["content"]
    return declarations
