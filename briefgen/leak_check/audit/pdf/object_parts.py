"""Reads what an object of a PDF holds itself, without the objects that it refers to: once for all files that hold it.

The files of a campaign share nearly all of their objects, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.leak_check.audit.findings import FileContents, TextKind
from briefgen.leak_check.audit.memory import BoundedStore

MAX_DEPTH = 60

MAX_KEPT_SIZE = 20_000
"""Bytes of an object that is kept."""

KEY_DESCRIPTIONS: Mapping[str, str] = {
    "/Title": "the bookmarks or properties",
    "/Alt": "an alternative text",
    "/ActualText": "a replacement text",
    "/E": "an expanded abbreviation",
    "/Contents": "an annotation",
    "/RC": "an annotation",
    "/URI": "a link",
    "/Dest": "a link",
    "/D": "a link",
    "/T": "a form field or an annotation",
    "/TU": "a form field",
    "/V": "a form field",
    "/DV": "a form field",
    "/Opt": "a form field",
    "/F": "the name of a file",
    "/UF": "the name of a file",
    "/P": "the page numbers",
    "/JS": "a program",
}
"""The text under a key in the words of a user; text under another key is in `an object`."""

ACTIVE_CONTENT = frozenset(
    {
        "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D",
        "/Rendition", "/RichMediaExecute", "/GoTo3DView",
    }
)  # fmt: skip
"""Actions and annotations that run something."""

QUIET_ACTIONS = frozenset({"", "/GoTo", "/Named"})
"""What a PDF may do by itself: turn to a page."""

HIDING_HINT = "print it without layers"

REFERENCE = re.compile(rb"\b\d+ \d+ R\b")
"""How an object refers to another, as pikepdf writes it."""

ACTION_KEYS = frozenset({"/AA", "/OpenAction"})
"""Keys of actions: whether they do anything by themselves can depend on the objects that they refer to."""

ObjectNumber = tuple[int, int]
ObjectKey = tuple[bool, bytes]
"""All that an object holds: whether it is a stream, and its dictionary."""


@dataclass(slots=True)
class ObjectParts:
    """What an object holds itself."""

    contents: FileContents = field(default_factory=FileContents)
    names: dict[str, None] = field(default_factory=dict)
    references: list[tuple[str, ObjectNumber]] = field(default_factory=list)
    """The other objects, each with the key under which this one refers to it."""
    is_page: bool = False

    def add(self, key: str, part: Any) -> None:
        """Keep the words of a string, name or dictionary."""
        import pikepdf

        match part:
            case pikepdf.String():
                where = KEY_DESCRIPTIONS.get(key.rpartition(" ")[2], "an object of the PDF")
                self.contents.add_text(where, str(part), TextKind.INVISIBLE)
            case pikepdf.Name():
                self.names[str(part)] = None
            case pikepdf.Dictionary():
                self.names.update((str(name), None) for name in part.keys())  # noqa: SIM118 - not a mapping
                _read_dictionary(part, self.contents)
                if part.is_indirect and str(part.get("/Type", "")) == "/Page":
                    self.is_page = True


def read_parts(value: Any) -> ObjectParts:
    """What an object holds itself."""
    parts = ObjectParts()
    for key, part in walk(value, ""):
        if part is not value and getattr(part, "is_indirect", False):
            parts.references.append((key, part.objgen))
        else:
            parts.add(key, part)
    return parts


def read_target(key: str, target: Any) -> ObjectParts:
    """The words of what an object refers to under a key, without what is in it."""
    parts = ObjectParts()
    parts.add(key, target)
    return parts


def read_kept_parts(value: Any, kept: BoundedStore[ObjectKey, ObjectParts]) -> ObjectParts:
    """The same in a file in which each object is an array, a dictionary or a stream; perhaps from an earlier file with that object.

    So a reference leads to nothing that could give another meaning to what refers to it.
    """
    import pikepdf

    is_stream = isinstance(value, pikepdf.Stream)
    content: bytes = (value.stream_dict if is_stream else value).unparse(resolved=True)
    known = kept.get((is_stream, content))
    if known is not None:
        return known
    parts = read_parts(value)
    # A reference that was not read would not be read in another file, where it can lead to something.
    is_complete = len(REFERENCE.findall(content)) == len(parts.references)
    if is_complete and not ACTION_KEYS & parts.names.keys() and len(content) <= MAX_KEPT_SIZE:
        kept.keep((is_stream, content), parts)
    return parts


def walk(value: Any, key: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """An object and everything in it, each with its key; objects that it refers to are read by themselves, and named here."""
    import pikepdf

    if depth > MAX_DEPTH:
        raise ValueError(key)
    if depth or not isinstance(value, pikepdf.Stream):
        yield key, value
    if depth and getattr(value, "is_indirect", False):
        return
    if isinstance(value, pikepdf.Array):
        first = str(value[0]) if len(value) and isinstance(value[0], pikepdf.Name) else ""
        inner = first if first in {"/ICCBased", "/Indexed"} else key
        for item in value:
            yield from walk(item, inner, depth + 1)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for name in value.keys():  # noqa: SIM118 - a stream is not a mapping
            if name not in {"/ID", "/CheckSum"}:
                yield from walk(value.get(name), f"/EF {name}" if key.endswith("/EF") else name, depth + 1)


def _read_dictionary(value: Any, opened: FileContents) -> None:
    action, subtype = str(value.get("/S", "")), str(value.get("/Subtype", ""))
    if action in ACTIVE_CONTENT or "/JS" in value or subtype in ACTIVE_CONTENT or _has_automatic_action(value):
        opened.add_error("audit-script", "the PDF runs a program or opens something by itself")
    if "/PieceInfo" in value:
        opened.add_error("audit-metadata", "the PDF carries the private data of the program that made it")
    if "/Thumb" in value:
        opened.add_error("audit-leftover", "a small picture of a page is in the PDF", "print it to a new PDF")
    if subtype == "/Redact":
        opened.add_error("audit-covered", "a passage is marked for redaction and still there", "apply the redaction")
    if subtype == "/FileAttachment":
        opened.add_error("audit-attachment", "a file is attached to the PDF", "print without attachments")
    if str(value.get("/Type", "")) == "/OCG":
        opened.add_error("audit-hidden", "the PDF has layers, which can be shown and hidden", HIDING_HINT)
    if str(value.get("/URI", "")).lower().lstrip().startswith("javascript:"):
        opened.add_error("audit-script", "the PDF runs a program from a link")


def _has_automatic_action(value: Any) -> bool:
    """Whether an object does something without a click, other than turning to a page (ISO 32000-2, 12.6.3)."""
    import pikepdf

    opening, events = value.get("/OpenAction"), value.get("/AA")
    actions = [opening, *(dict(events.items()).values() if isinstance(events, pikepdf.Dictionary) else ())]
    return any(
        isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) not in QUIET_ACTIONS for action in actions
    )
