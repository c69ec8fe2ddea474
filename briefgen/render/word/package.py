"""Reads and writes the ZIP package of a Word file (ECMA-376, part 2), the same bytes for the same parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefgen.render.word.xml import add_child, build_root, parse_part, serialise_root

CONTENT_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONSHIP_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIP_TYPES = {
    "core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}
"""The types of relationships that are not Office's own, by their last word."""
WORD_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM_PROPERTIES_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_PROPERTY_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every custom property is marked with (ECMA-376, part 1, 22.3)."""
FIXED_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the package: the same on every day."""

DEFAULT_CONTENT_TYPES = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
MEDIA_CONTENT_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
PART_CONTENT_TYPES = {
    "word/document.xml": f"{WORD_CONTENT_TYPE}.document.main+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}


@dataclass(frozen=True, slots=True)
class Relationship:
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
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part != "_rels/.rels", part)):
            entry = ZipInfo(name, FIXED_TIMESTAMP)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            level = 6 if name.endswith(".odttf") else 9  # 9 takes three times as long for a font, and saves 1 %
            archive.writestr(entry, parts[name], compresslevel=level)
    return package.getvalue()


def build_content_types_part(names: Iterable[str]) -> bytes:
    """`[Content_Types].xml` for parts of these names."""
    root = build_root(CONTENT_TYPES_NAMESPACE, "Types", {None: CONTENT_TYPES_NAMESPACE})
    named = sorted(names)
    endings = {name.rpartition(".")[2] for name in named}
    for ending, kind in sorted((DEFAULT_CONTENT_TYPES | MEDIA_CONTENT_TYPES).items()):
        if ending in endings or ending in DEFAULT_CONTENT_TYPES:
            add_child(root, "Default", Extension=ending, ContentType=kind)
    for name in named:
        stem = name.rpartition("/")[2].rstrip("0123456789.xml")
        kind = PART_CONTENT_TYPES.get(name) or f"{WORD_CONTENT_TYPE}.{stem}+xml"
        if name.endswith(".xml"):
            add_child(root, "Override", PartName=f"/{name}", ContentType=kind)
    return serialise_root(root)


def build_relationships_part(relations: Iterable[Relationship]) -> bytes:
    """A `.rels` part."""
    root = build_root(RELATIONSHIPS_NAMESPACE, "Relationships", {None: RELATIONSHIPS_NAMESPACE})
    for relation in relations:
        kind = RELATIONSHIP_TYPES.get(relation.kind, f"{OFFICE_RELATIONSHIP_TYPE}/{relation.kind}")
        line = add_child(root, "Relationship", Id=relation.id, Type=kind, Target=relation.target)
        if relation.external:
            line.set("TargetMode", "External")
    return serialise_root(root)


def read_relationships(content: bytes) -> list[Relationship]:
    """The lines of a `.rels` part."""
    lines = ((line.get("Type").rpartition("/")[2], line) for line in parse_part(content))
    return [
        Relationship(line.get("Id"), kind, line.get("Target"), line.get("TargetMode") == "External")
        for kind, line in lines
    ]


def add_custom_property(parts: Mapping[str, bytes], name: str, value: str) -> dict[str, bytes]:
    """The parts of a package with one property of our own."""
    root = build_root(
        CUSTOM_PROPERTIES_NAMESPACE, "Properties", {None: CUSTOM_PROPERTIES_NAMESPACE, "vt": VARIANT_NAMESPACE}
    )
    line = add_child(root, "property", fmtid=CUSTOM_PROPERTY_FORMAT, pid="2")
    line.set("name", name)
    add_child(line, "lpwstr", value, VARIANT_NAMESPACE)
    relations = read_relationships(parts["_rels/.rels"])
    relation = Relationship(f"rId{len(relations) + 1}", "custom-properties", "docProps/custom.xml")
    rels = build_relationships_part([*relations, relation])
    return {**parts, "docProps/custom.xml": serialise_root(root), "_rels/.rels": rels}
