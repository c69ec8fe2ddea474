"""Reads from the styles of a Word file the number of a paragraph, and the size of type."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.render.word.xml import Xml, find, find_all, read_style_id, read_value


class ParagraphStyles:
    """The styles of one file, each with those that it is based on."""

    def __init__(self, styles: Xml) -> None:
        self._styles = {read_value(style, name="styleId"): style for style in find_all(styles, "w:style")}
        self._default_size = find(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:sz")

    def find_number(self, paragraph: Xml) -> tuple[str, int]:
        """The id of the numbering and the level, of the paragraph itself or of its style; an empty id without a number."""
        own = find(paragraph, "w:pPr/w:numPr")
        inherited = (find(style, "w:pPr/w:numPr") for style in self._walk_styles(read_style_id(paragraph)))
        place = own if own is not None else next((place for place in inherited if place is not None), None)
        if place is None:
            return "", 0
        return read_value(find(place, "w:numId")), int(read_value(find(place, "w:ilvl"), "0"))

    def find_size(self, style_id: str) -> float:
        """The size of the type of a style in points."""
        sizes = (find(style, "w:rPr/w:sz") for style in self._walk_styles(style_id))
        size = next((size for size in sizes if size is not None), self._default_size)
        return int(read_value(size)) / 2

    def _walk_styles(self, style_id: str) -> Iterator[Xml]:
        """A style, then each that the one before is based on."""
        style = self._styles.get(style_id)
        while style is not None:
            yield style
            style = self._styles.get(read_value(find(style, "w:basedOn")))
