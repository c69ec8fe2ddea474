"""Reads and writes the ZIP package of a Word file (ECMA-376, part 2), the same bytes for the same parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefgen.render.word_xml import add, parsed, root_element, whole

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day on which every file in the package was made: no clock is asked."""

DEFAULT_TYPES = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
PART_TYPES = {
    "word/document.xml": f"{WORD_TYPE}.document.main+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a `.rels` part."""

    id: str
    kind: str
    """The last word of its type: `styles`, `image`, `hyperlink`."""
    target: str
    external: bool = False


def read_package(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The package; the list of types comes first, as its readers expect, the rest by name."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one != "_rels/.rels", one)):
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name], compresslevel=9)
    return made.getvalue()


def types_part(names: Iterable[str]) -> bytes:
    """`[Content_Types].xml` for parts of these names."""
    root = root_element(TYPES, "Types", {None: TYPES})
    named = sorted(names)
    endings = {name.rpartition(".")[2] for name in named}
    for ending, kind in sorted((DEFAULT_TYPES | IMAGE_TYPES).items()):
        if ending in endings or ending in DEFAULT_TYPES:
            add(root, TYPES, "Default", Extension=ending, ContentType=kind)
    for name in named:
        stem = name.rpartition("/")[2].rstrip("0123456789.xml")
        kind = PART_TYPES.get(name) or f"{WORD_TYPE}.{stem}+xml"
        if name.endswith(".xml"):
            add(root, TYPES, "Override", PartName=f"/{name}", ContentType=kind)
    return whole(root)


def relations_part(relations: Iterable[Relation]) -> bytes:
    """A `.rels` part."""
    root = root_element(RELATIONS, "Relationships", {None: RELATIONS})
    for one in relations:
        kind = CORE if one.kind == "core-properties" else f"{OFFICE}/{one.kind}"
        line = add(root, RELATIONS, "Relationship", Id=one.id, Type=kind, Target=one.target)
        if one.external:
            line.set("TargetMode", "External")
    return whole(root)


def read_relations(content: bytes) -> list[Relation]:
    """The lines of a `.rels` part."""
    return [
        Relation(
            one.get("Id"), one.get("Type").rpartition("/")[2], one.get("Target"), one.get("TargetMode") == "External"
        )
        for one in parsed(content)
    ]
