"""Reads style sheets, and puts into them what they refer to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from briefgen.model.characters import describe_encoding_error
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Assets

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

    The theme follows the first of the document's own, so that an audience may still differ.
    """
    yield base_sheet, Path(__file__).with_name(base_sheet).read_text("utf-8")
    for number, path in enumerate(assets.styles):
        if number == 1 and assets.theme:
            yield THEME_SHEET, assets.theme
        name = name_style_sheet(path)
        try:
            yield name, path.read_text("utf-8")
        except OSError as error:
            sink.error(
                "style-unreadable", f"the style sheet cannot be read: {(error.strerror or '').lower()}", Origin(name)
            )
        except UnicodeDecodeError as error:
            message, line = describe_encoding_error(path.read_bytes(), error)
            sink.error("file-encoding", message, Origin(name, line), "save it as UTF-8")
    if len(assets.styles) < 2 and assets.theme:
        yield THEME_SHEET, assets.theme
    if final_sheet:
        yield final_sheet, Path(__file__).with_name(final_sheet).read_text("utf-8")


def name_style_sheet(path: Path) -> str:
    """How a style sheet is named to the user: from its `styles` folder on."""
    parts = path.parts
    start = len(parts) - 1 - parts[::-1].index("styles") if "styles" in parts[:-1] else len(parts) - 1
    return "/".join(parts[start:])


def inline_resources(name: str, text: str, embed: Callable[[str, Origin], str | None], sink: Sink) -> str:
    """The style sheet without comments, each address replaced by the one that `embed` returns for it.

    An `@import` is reported: an audience lists its style sheets.
    """

    def replace(match: re.Match[str]) -> str:
        origin = Origin(name, text.count("\n", 0, match.start()) + 1)
        if match["comment"]:
            return ""
        if match["string"]:
            return match[0]
        if match["imported"]:
            message = f"`{match['imported']}` is not followed"
            sink.error("render-resource", message, origin, "list the style sheet in the audience")
            return ""
        address = match["double"] or match["single"] or match["bare"] or ""
        if address.startswith("#"):
            return match[0]
        return f'url("{embed(address, origin) or "data:,"}")'

    return CSS_TOKENS.sub(replace, text)
