"""Splits the file of a block into its front matter and its body."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Origin, Sink

FENCE = "---"
FENCE_HINT = "start the file with `---`, `title:`, `kind:` and `---`, each on a line of its own"


@dataclass(frozen=True, slots=True)
class BlockParts:
    """The two parts of the file of a block."""

    front_matter: ParsedData
    body: str
    body_line: int


def split_front_matter(text: str, display_path: str, sink: Sink, *, required: bool) -> BlockParts | None:
    """Front matter and body, or None with an error in `sink`. Front matter is optional in a variant."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if required:
            sink.error("block-front-matter", "has no front matter", Origin(display_path, 1), FENCE_HINT)
            return None
        return BlockParts(ParsedData({}, {}), text, 1)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        message = "has front matter that does not end"
        sink.error("block-front-matter", message, Origin(display_path, 1), "close it with a line `---`")
        return None
    parsed = parse_yaml("\n".join(lines[1:end]), display_path, sink, first_line=2)
    if parsed is None:
        return None
    if parsed.data is None:
        parsed = ParsedData({}, {})
    return BlockParts(parsed, "\n".join(lines[end + 1 :]), end + 2)
