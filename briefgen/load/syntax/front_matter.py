"""Parts a block's file into its front matter and its body."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.load.syntax.parsed import ParsedData
from briefgen.load.syntax.yaml import parse_yaml
from briefgen.model.diagnostic import Origin, Sink

FENCE = "---"
FENCE_HINT = "begin the file with `---`, `title:`, `kind:` and `---`, each on a line of its own"


@dataclass(frozen=True, slots=True)
class BlockParts:
    """A block's file in two."""

    front_matter: ParsedData
    body: str
    body_line: int


def split_front_matter(text: str, shown: str, sink: Sink, *, required: bool) -> BlockParts | None:
    """Front matter and body, or None with an error in `sink`. A variant may do without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if required:
            sink.error("block-front-matter", "has no front matter", Origin(shown, 1), FENCE_HINT)
            return None
        return BlockParts(ParsedData({}, {}), text, 1)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        sink.error(
            "block-front-matter", "has front matter that does not end", Origin(shown, 1), "close it with a line `---`"
        )
        return None
    parsed = parse_yaml("\n".join(lines[1:end]), shown, sink, first_line=2)
    if parsed is None:
        return None
    if parsed.data is None:
        parsed = ParsedData({}, {})
    return BlockParts(parsed, "\n".join(lines[end + 1 :]), end + 2)
