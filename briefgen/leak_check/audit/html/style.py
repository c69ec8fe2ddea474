"""Applies the style sheets of an HTML page to its elements, as a browser does. Home of cssselect2 and tinycss2 in the audit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import cssselect2
import tinycss2
from tinycss2 import color4

from briefgen.leak_check.audit.colours import lab_to_colour
from briefgen.model.contrast import Colour

Declarations = dict[str, tuple[str, bool]]
"""Values by property, each with whether it is important."""

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})

VIEWPORT_WIDTH = 1280
MEDIA_FEATURE = re.compile(r"\((min|max)-width:\s*([\d.]+)(px|em|rem)\)")
TRANSPARENT_RULES = frozenset({"media", "supports", "layer", "container", "scope"})
"""At-rules with rules inside that hold for the elements of the page."""

VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
MAX_REPLACEMENTS = 20
HIDING_WORDS = re.compile(r"display:none|visibility:hidden|opacity:0|(?<![-\w])color:|clip|left:-|top:-")


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, ready to be matched, and the words in them."""

    matcher: Any = field(default_factory=cssselect2.Matcher)
    strings: list[str] = field(default_factory=list)
    """Words that the style sheet can print: strings, and the strings of a declaration together."""
    addresses: list[str] = field(default_factory=list)
    unreadable: bool = False
    """Whether a rule that can hide words has a selector that cannot be read."""
    imports: bool = False


@lru_cache(maxsize=8)
def read_style_sheet(css: str) -> StyleSheet:
    """Read style sheets, joined in their order. The files of a campaign have the same."""
    sheet = StyleSheet()
    variables: dict[str, str] = {}
    _read_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), "", sheet, variables)
    return sheet


def read_inline_style(style: str, sheet: StyleSheet) -> Declarations:
    """The declarations in a `style` attribute."""
    return _read_declarations(tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True), sheet)


def match_declarations(element: Any, sheet: StyleSheet) -> tuple[dict[str, Declarations], Declarations]:
    """The declarations for the pseudo-elements of an element, and for itself, the strongest last."""
    parts: dict[str, Declarations] = {}
    own: Declarations = {}
    for _, _, pseudo_element, declarations in sheet.matcher.match(element):
        add_declarations(own if pseudo_element is None else parts.setdefault(pseudo_element, {}), declarations)
    return parts, own


def add_declarations(target: Declarations, declarations: Declarations) -> None:
    """Add later declarations to earlier ones; what is important stays."""
    for name, (value, important) in declarations.items():
        if important or not target.get(name, ("", False))[1]:
            target[name] = value, important


def replace_variables(value: str, variables: Mapping[str, str]) -> str:
    """A value with the custom properties that it names."""
    for _ in range(MAX_REPLACEMENTS):
        match = VARIABLE.search(value)
        if not match or len(value) > 10_000:
            break
        value = value[: match.start()] + variables.get(match[1], match[2] or "") + value[match.end() :]
    return value


@lru_cache(maxsize=1024)
def read_colours(value: str) -> tuple[tuple[Colour, float], ...]:
    """The colours in a value, each with its opacity."""
    return tuple(_collect_colours(tinycss2.parse_component_value_list(value)))


def read_strings(value: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> str:
    """The strings in a value, joined as they are printed, with those that it takes from attributes of the element."""
    printed = []
    for token in _walk(tinycss2.parse_component_value_list(value)):
        if token.type == "string":
            printed.append(token.value)
        elif token.type == "function" and token.lower_name == "attr":
            name = next((part.lower_value for part in token.arguments if part.type == "ident"), "")
            printed.append(attributes.get(name, ""))
    return "".join(printed)


def _collect_colours(tokens: Iterable[Any]) -> Iterator[tuple[Colour, float]]:
    for token in tokens:
        colour = color4.parse_color(token) if token.type in {"ident", "hash", "function"} else None
        if isinstance(colour, str):
            continue
        if colour is None:
            yield from _collect_colours(token.arguments if token.type == "function" else ())
            continue
        yield _to_rgb(colour), colour.alpha if colour.alpha is not None else 1


def _to_rgb(colour: Any) -> Colour:
    """A colour of any space. Primaries of a space of its own are near enough to those of sRGB."""
    if colour.space.startswith(("lab", "lch", "oklab", "oklch", "xyz")):
        return lab_to_colour(colour.to("lab").coordinates)
    coordinates = colour.to("srgb").coordinates if colour.space in {"hsl", "hwb"} else colour.coordinates
    red, green, blue = (min(max(value or 0, 0), 1) * 255 for value in coordinates)
    return red, green, blue


def _read_rules(rules: Iterable[Any], parent: str, sheet: StyleSheet, variables: dict[str, str]) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            _read_rule(rule, parent, sheet, variables)
        elif rule.type == "at-rule":
            keyword = rule.lower_at_keyword
            sheet.imports |= keyword == "import"
            prelude = tinycss2.serialize(rule.prelude)
            if rule.content is not None and keyword in TRANSPARENT_RULES:
                is_applied = keyword != "media" or _matches_screen(prelude)
                inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
                target = sheet if is_applied else StyleSheet(strings=sheet.strings, addresses=sheet.addresses)
                _read_rules(inner, parent, target, variables)
            else:
                _keep_words([*rule.prelude, *(rule.content or ())], sheet)


def _read_rule(rule: Any, parent: str, sheet: StyleSheet, variables: dict[str, str]) -> None:
    prelude = tinycss2.serialize(rule.prelude).strip()
    if parent:
        scope = f":is({parent})"
        prelude = prelude.replace("&", scope) if "&" in prelude else f"{scope} {prelude}"
    content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    declarations = _read_declarations(content, sheet, variables)
    try:
        for selector in cssselect2.compile_selector_list(prelude):
            sheet.matcher.add_selector(selector, declarations)
    except Exception:  # noqa: BLE001 - cssselect2 raises what it likes for a slip, such as `:not(|)` or `:lang('`
        text = ";".join(f"{name}:{value}" for name, (value, _) in declarations.items())
        sheet.unreadable |= "::-" not in prelude and bool(HIDING_WORDS.search(text.replace(" ", "")))
    _read_rules((part for part in content if part.type != "declaration"), prelude, sheet, variables)


def _read_declarations(
    content: Iterable[Any], sheet: StyleSheet, variables: dict[str, str] | None = None
) -> Declarations:
    declarations: Declarations = {}
    known = variables if variables is not None else {}
    for part in content:
        if part.type == "declaration":
            value = tinycss2.serialize(part.value).strip()
            if part.name.startswith("--"):
                known[part.name] = value
            _keep_words(part.value, sheet)
            if "var(" in value:
                sheet.strings.append(read_strings(replace_variables(value, known)))
            name = part.name if part.name.startswith("--") else part.lower_name
            add_declarations(declarations, {name: (value, part.important)})
    return declarations


def _keep_words(tokens: Iterable[Any], sheet: StyleSheet) -> None:
    found: list[str] = []
    for token in _walk(tokens):
        if token.type == "url":
            sheet.addresses.append(token.value)
        elif token.type == "string":
            found.append(token.value)
        elif token.type == "function" and token.lower_name in {"url", "src", "image-set", "-webkit-image-set"}:
            sheet.addresses += [part.value for part in token.arguments if part.type == "string"]
    found = [text for text in found if not text.startswith("data:")]
    sheet.strings += [*found, "".join(found)] if len(found) > 1 else found


def _walk(tokens: Iterable[Any]) -> Iterator[Any]:
    stack = list(tokens)[::-1]
    while stack:
        token = stack.pop()
        yield token
        stack += (getattr(token, "arguments", None) or getattr(token, "content", None) or [])[::-1]


def _matches_screen(prelude: str) -> bool:
    """Whether a media query holds for a screen of usual width; other features are taken not to hold."""
    return any(_matches_query(query.strip().lower()) for query in prelude.split(","))


def _matches_query(query: str) -> bool:
    for part in re.split(r"\s+and\s+", query.removeprefix("only ")):
        if part in {"", "all", "screen", "not print", "not speech"}:
            continue
        feature = MEDIA_FEATURE.fullmatch(part)
        if not feature:
            return False
        width = float(feature[2]) * (1 if feature[3] == "px" else 16)
        if (width > VIEWPORT_WIDTH) if feature[1] == "min" else (width < VIEWPORT_WIDTH):
            return False
    return True
