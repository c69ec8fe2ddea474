"""Edits of the front matter of a block; its body stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefgen.edit.refusal import EditRefused
from briefgen.edit.text_edit import BYTE_ORDER_MARK, find_newline
from briefgen.edit.yaml_values import read_data

_FRONT_MATTER = re.compile(
    r"\A(?P<open>\ufeff?---[^\S\r\n]*(?:\r\n|\r|\n))(?P<keys>(?:[^\r\n]*(?:\r\n|\r|\n))*?)(?P<close>---[^\S\r\n]*(?:\r\n|\r|\n|\Z))"
)
_OPEN = re.compile(r"\A\ufeff?---[^\S\r\n]*(?:\r\n|\r|\n|\Z)")


def edit_front_matter(text: str, edit: Callable[[str], str]) -> str:
    """The text of a block with other keys: `edit` gets the lines between the `---`. Raises `EditRefused`.

    A text without front matter gets some.
    """
    found = _FRONT_MATTER.match(text)
    if found:
        return f"{found['open']}{edit(found['keys'])}{found['close']}{text[found.end() :]}"
    if _OPEN.match(text):
        raise EditRefused("open-front-matter")
    body = text.removeprefix(BYTE_ORDER_MARK)
    newline = find_newline(text)
    keys = edit("").replace("\n", newline)
    return f"{text[: len(text) - len(body)]}---{newline}{keys}---{newline}{body}" if keys else text


def find_body(text: str) -> int:
    """Where the body of a block starts, behind its front matter."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found else len(text) - len(text.removeprefix(BYTE_ORDER_MARK))


def read_front_matter(text: str) -> Mapping[str, object]:
    """The keys of a block's front matter; empty where it has none. Raises `EditRefused` for one with an error."""
    found = _FRONT_MATTER.match(text)
    data = read_data(found["keys"]) if found else None
    return data if isinstance(data, dict) else {}
