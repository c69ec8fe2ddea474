"""Writes a structure tree as objects of a PDF (ISO 32000-1, 14.7). Home of pydyf."""

from __future__ import annotations

from typing import Any

import pydyf

from briefgen.render.engine.patches.marking import ContentMarks, MarkedContent
from briefgen.render.pdf.tags.tree import LinkArea, StructureElement

KEPT_EMPTY_TYPES = frozenset({"TD", "TH"})
"""Elements that are in the tree without content, too: a table is a rectangle."""

Reference = bytes


def write_structure_tree(document: StructureElement, marks: ContentMarks, pdf: Any) -> None:
    """Add the tree to the PDF, and what leads from pages and links to it."""
    StructureWriter(marks, pdf).write(document)


class StructureWriter:
    """Turns structure elements into objects, and records which of them owns which content."""

    def __init__(self, marks: ContentMarks, pdf: Any) -> None:
        self.pdf = pdf
        self.pages: tuple[Reference, ...] = pdf.page_references
        self.owners: list[dict[int, Reference]] = [{} for _ in self.pages]
        """The element that owns each marked content, page by page and then group by group."""
        self.keys = {id(group): len(self.pages) + number for number, group in enumerate(marks.groups)}
        self.owners += [{} for _ in marks.groups]
        self.links: list[tuple[Any, Reference]] = []
        self.names: dict[str, Reference] = {}
        for key, reference in enumerate(self.pages):
            page = pdf.objects[int(reference.split()[0])]
            page["Tabs"], page["StructParents"] = "/S", key
        for group in marks.groups:
            group.extra["StructParents"] = self.keys[id(group)]

    def write(self, document: StructureElement) -> None:
        """The whole tree, its root and its index."""
        root = self._add_object({"Type": "/StructTreeRoot"})
        top = self._write_element(document, root.reference)
        root["K"] = pydyf.Array([top])
        root["ParentTree"] = self._add_object({"Nums": self._build_parent_tree()}).reference
        root["ParentTreeNextKey"] = len(self.owners) + len(self.links)
        if self.names:
            pairs = sorted((name.encode(), name, reference) for name, reference in self.names.items())
            names = [part for _, name, reference in pairs for part in (pydyf.String(name), reference)]
            root["IDTree"] = self._add_object({"Names": pydyf.Array(names)}).reference
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _build_parent_tree(self) -> Any:
        """Which element owns which content of each page and group, and which link."""
        numbers = pydyf.Array()
        for key, owned in enumerate(self.owners):
            numbers.extend([key, pydyf.Array(owned[number] for number in sorted(owned))])
        for key, (annotation, owner) in enumerate(self.links, start=len(self.owners)):
            annotation["StructParent"] = key
            numbers.extend([key, owner])
        return numbers

    def _add_object(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self.pdf.add_object(dictionary)
        return dictionary

    def _write_element(self, node: StructureElement, parent: Reference) -> Reference:
        written = self._add_object({"Type": "/StructElem", "S": f"/{node.role.type}", "P": parent})
        self._write_properties(node, written)
        page = next((kid.page for kid in node.kids if not isinstance(kid, StructureElement)), None)
        if page is not None:
            written["Pg"] = self.pages[page]
        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, MarkedContent):
                kids.append(self._write_content(kid, page, written.reference))
            elif isinstance(kid, LinkArea):
                kids.append(self._write_link(kid, written.reference))
            elif has_content(kid):
                kids.append(self._write_element(kid, written.reference))
        written["K"] = kids
        return bytes(written.reference)

    def _write_properties(self, node: StructureElement, written: Any) -> None:
        texts = {"Lang": node.language_change, "Alt": node.alternative_text, "E": node.expansion, "ID": node.identifier}
        written.update({key: pydyf.String(text) for key, text in texts.items() if text})
        if node.identifier:
            self.names[node.identifier] = written.reference
        owners = [
            pydyf.Dictionary({"O": f"/{owner}", **{key: _to_pdf_value(value) for key, value in entries.items()}})
            for owner, entries in node.attributes.items()
            if entries
        ]
        if owners:
            written["A"] = owners[0] if len(owners) == 1 else pydyf.Array(owners)

    def _write_content(self, content: MarkedContent, page: int | None, owner: Reference) -> Any:
        key = content.page if content.stream is None else self.keys[id(content.stream)]
        self.owners[key][content.number] = owner
        if content.stream is None and content.page == page:
            return content.number
        place = {"Type": "/MCR", "Pg": self.pages[content.page], "MCID": content.number}
        if content.stream is not None:
            place["Stm"] = content.stream.reference
        return pydyf.Dictionary(place)

    def _write_link(self, place: LinkArea, owner: Reference) -> Any:
        self.links.append((place.annotation, owner))
        if place.text:
            place.annotation["Contents"] = pydyf.String(place.text)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": place.annotation.reference, "Pg": self.pages[place.page]})


def has_content(node: StructureElement) -> bool:
    """Whether there is anything in a node for a reader."""
    if node.role.type in KEPT_EMPTY_TYPES:
        return True
    return any(not isinstance(kid, StructureElement) or has_content(kid) for kid in node.kids)


def _to_pdf_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return pydyf.Array(pydyf.String(part) if isinstance(part, str) else part for part in value)
    return value
