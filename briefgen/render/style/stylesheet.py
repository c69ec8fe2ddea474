"""Reads style sheets, and puts into them what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.model.characters import describe_encoding_error
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Assets
from briefgen.model.nearest import suggest_nearest
from briefgen.resources import find_builtin_root
from briefgen.style_sheets import BASE_SHEET, BUILTIN_FOLDER, find_builtin_sheet, find_extended_sheet

CSS_TOKENS = re.compile(
    r"""
    (?P<comment>/\*.*?\*/)
    | url\(\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^)'"\s]*))\s*\)(?:\s*format\([^)]*\))?
    | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    | (?P<imported>@import[^;]*;)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


THEME_SHEET = "briefgen.yaml"
"""Where the theme is written: what its style sheet is called in messages."""


def read_style_sheets(base_sheet: str, assets: Assets, sink: Sink, final_sheet: str = "") -> Iterator[tuple[str, str]]:
    """Name and text of each style sheet in the order of the cascade, between those that briefgen brings.

    The theme follows the base sheets among the document's own, so that an audience may still differ.
    """
    yield base_sheet, Path(__file__).with_name(base_sheet).read_text("utf-8")
    base_count = max(1, sum(path.name == BASE_SHEET for path in assets.styles))
    for number, path in enumerate(assets.styles):
        if number == base_count and assets.theme:
            yield THEME_SHEET, assets.theme
        name = name_style_sheet(path)
        try:
            yield name, _drop_imports(name, path.read_text("utf-8"), sink)
        except OSError as error:
            sink.error(
                "style-unreadable", f"the style sheet cannot be read: {(error.strerror or '').lower()}", Origin(name)
            )
        except UnicodeDecodeError as error:
            message, line = describe_encoding_error(path.read_bytes(), error)
            sink.error("file-encoding", message, Origin(name, line), "save it as UTF-8")
    if len(assets.styles) <= base_count and assets.theme:
        yield THEME_SHEET, assets.theme
    if final_sheet:
        yield final_sheet, Path(__file__).with_name(final_sheet).read_text("utf-8")


def name_style_sheet(path: Path) -> str:
    """How a style sheet is named to the user: from its `styles` folder on."""
    parts = path.parts
    start = len(parts) - 1 - parts[::-1].index("styles") if "styles" in parts[:-1] else len(parts) - 1
    return "/".join(parts[start:])


def inline_resources(name: str, text: str, embed: Callable[[str, Origin], str | None]) -> str:
    """The style sheet without comments, each address replaced by the one that `embed` returns for it."""

    def replace(match: re.Match[str]) -> str:
        origin = Origin(name, text.count("\n", 0, match.start()) + 1)
        if match["comment"]:
            return ""
        if match["string"] or match["imported"]:
            return match[0]
        address = match["double"] or match["single"] or match["bare"] or ""
        if address.startswith("#"):
            return match[0]
        return f'url("{embed(address, origin) or "data:,"}")'

    return CSS_TOKENS.sub(replace, text)


def _drop_imports(name: str, text: str, sink: Sink) -> str:
    """The style sheet without any `@import`. One is reported unless it extends a built-in sheet: an audience lists its style sheets."""
    extended = find_extended_sheet(text)

    def replace(match: re.Match[str]) -> str:
        if not match["imported"]:
            return match[0]
        _report_import(match["imported"], extended, Origin(name, text.count("\n", 0, match.start()) + 1), sink)
        return "\n" * match[0].count("\n")

    return CSS_TOKENS.sub(replace, text) if "@import" in text.lower() else text


def _report_import(statement: str, extended: str, origin: Origin, sink: Sink) -> None:
    """Report an `@import` that is not followed."""
    address = f"{BUILTIN_FOLDER}{extended}"
    if not extended or address not in statement:
        hint = f'only the first statement can be `@import "{BUILTIN_FOLDER}{BASE_SHEET}";`; the audience names other sheets'
        sink.error("render-resource", f"`{statement}` is not followed", origin, hint)
    elif not find_builtin_sheet(extended):
        known = sorted(path.name for path in (find_builtin_root() / "styles").glob("*.css"))
        hints = suggest_nearest(extended, known) or (f"choose from {', '.join(f'`{name}`' for name in known)}",)
        sink.error("render-resource", f"`{address}` is not a built-in style sheet", origin, *hints)
