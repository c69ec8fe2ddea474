"""Turns the document into one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from briefgen.render.contrast import check_contrast
from briefgen.render.embedded_fonts import FontRefusedError, font_data_uri
from briefgen.render.engine_log import engine_log, report
from briefgen.render.head import html_page
from briefgen.render.images import CleanImage, clean_images, styled_image
from briefgen.render.notes import note_with_way_back, with_endnotes, without_notes_in_links
from briefgen.render.serialise import serialise
from briefgen.render.stylesheet import inlined, read_styles
from briefgen.render.words import note_words
from briefgen.values.artifact import Format, Rendering
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.document import Assets, Document
from briefgen.values.tree import Element, Node, rebuild


def render_html(document: Document, sink: Sink) -> Rendering:
    """The document as a self-contained HTML file; whatever is missing is reported to `sink`."""
    images = clean_images(document.body, document.assets, sink)
    body = html_body(document, images)
    text = serialise((body,))
    sheets = list(read_styles("screen.css", document.assets, sink))
    check_contrast(sheets, sink)
    characters = frozenset(text).union(*(sheet for _, sheet in sheets))
    embed = Embedder(document.assets, characters, sink)
    with engine_log() as records:
        style = "".join(inlined(name, sheet, embed.address, sink) for name, sheet in sheets)
    report(records, sink)
    return Rendering(Format.HTML, html_page(document.metadata, text, style).encode("utf-8"), None)


def html_body(document: Document, images: Mapping[str, CleanImage]) -> Element:
    """The tree as the HTML file prints it: notes in a list with links both ways, images within."""
    body = with_endnotes(without_notes_in_links(document.body), note_words(document), note_with_way_back)
    return replace(body, children=rebuild(body.children, lambda node: _with_image(node, images)))


class Embedder:
    """Finds what a style sheet refers to, and gives it as an address that holds the thing itself."""

    def __init__(self, assets: Assets, characters: frozenset[str], sink: Sink) -> None:
        self.assets = assets
        self.characters = characters
        self.sink = sink

    def address(self, name: str, origin: Origin) -> str | None:
        """The font or image as a `data:` address; None where it was reported."""
        image = styled_image(name, self.assets, origin, self.sink)
        if image:
            return image.data_uri
        font = self.assets.fonts.get(unquote(name))
        if font is None:
            return None
        try:
            return font_data_uri(font.read_bytes(), self.characters)
        except (FontRefusedError, OSError) as error:
            self.sink.error("render-resource", f"the font `{name}` cannot be read: {error}", origin)
            return None


def _with_image(node: Node, images: Mapping[str, CleanImage]) -> Iterable[Node]:
    if not (isinstance(node, Element) and node.tag == "img"):
        return (node,)
    image = images.get(node.get("src"))
    return (node.with_attributes(src=image.data_uri, alt=node.get("alt")),) if image else ()
