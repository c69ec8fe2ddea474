"""Lists the tracked changes of a Word file that are not in its text: in headers, footers and the list of contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.decompose.office_package import Xml
from briefgen.decompose.word_file import read_paragraph
from briefgen.decompose.word_xml import WORD
from briefgen.merge.edited_file import OutsideChange

FURTHER_PART = re.compile(r"word/(header|footer)\d*\.xml")
CONTENTS = "list of contents"
_TRACKED = tuple(f"{WORD}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


def list_outside_changes(
    roots: Mapping[str, Xml], document: Xml, is_contents: Callable[[Xml], bool]
) -> tuple[OutsideChange, ...]:
    """Each changed paragraph once, however many headers repeat it. `roots` are the headers and footers."""
    found = list[OutsideChange]()
    for name, root in sorted(roots.items()):
        if part := FURTHER_PART.fullmatch(name):
            found += _list_changes(part[1], root.iter(f"{WORD}p"))
    found += _list_changes(CONTENTS, filter(is_contents, document.iter(f"{WORD}p")))
    return tuple(dict.fromkeys(found))


def _list_changes(place: str, paragraphs: Iterator[Xml]) -> Iterator[OutsideChange]:
    for paragraph in paragraphs:
        changes = list(paragraph.iter(*_TRACKED))
        old, new = (" ".join(read_paragraph(paragraph, reject=reject).split()) for reject in (True, False))
        if changes and old != new:
            authors = (change.get(f"{WORD}author", "") for change in changes)
            yield OutsideChange(place, old, new, tuple(dict.fromkeys(filter(None, authors))))
