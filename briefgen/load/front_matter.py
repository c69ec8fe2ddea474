"""Parts a block's file into its front matter and its body."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.load.parsed import Parsed
from briefgen.load.yaml import parse_yaml
from briefgen.values.diagnostic import Origin, Sink

FENCE = "---"
HINT = "begin the file with `---`, `title:`, `kind:` and `---`, each on a line of its own"


@dataclass(frozen=True, slots=True)
class Parts:
    """A block's file in two."""

    front_matter: Parsed
    body: str
    body_line: int


def split(text: str, shown: str, sink: Sink, *, required: bool) -> Parts | None:
    """Front matter and body, or None with an error in `sink`. A variant may do without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        if required:
            sink.error("block-front-matter", "has no front matter", Origin(shown, 1), HINT)
            return None
        return Parts(Parsed({}, {}), text, 1)
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
        parsed = Parsed({}, {})
    return Parts(parsed, "\n".join(lines[end + 1 :]), end + 2)
