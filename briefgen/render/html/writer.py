"""Turns the document into one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from urllib.parse import unquote

from briefgen.model.artifact import Format, Rendering
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Assets, Document
from briefgen.model.tree import Element, Node, rebuild
from briefgen.render.bound_words import bind_words
from briefgen.render.east_asian_breaks import join_east_asian_words
from briefgen.render.html.address_breaks import divide_address
from briefgen.render.html.chart_numbers import build_numbers, build_picture, move_numbers_down
from briefgen.render.html.head import HtmlParts
from briefgen.render.html.serialise import serialise
from briefgen.render.html.unbroken import keep_ranges, keep_titles
from briefgen.render.images.cleaning import ChartForm, CleanImage, clean_images, load_style_image
from briefgen.render.notes import build_note_with_back_link, find_note_words, insert_endnotes, move_notes_out_of_links
from briefgen.render.style.contrast import check_contrast
from briefgen.render.style.embedded_fonts import FontRefusedError, build_font_data_uri
from briefgen.render.style.list_alphabet import add_list_alphabet
from briefgen.render.style.logical import adapt_sheets
from briefgen.render.style.numerals import adapt_counters
from briefgen.render.style.stylesheet import inline_resources, read_style_sheets

PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
"""Characters that every font keeps in any case: nobody needs to know which of them a page has, and most of it is pictures in them."""


def render_html(document: Document, sink: Sink) -> Rendering:
    """The document as a self-contained HTML file; whatever is missing is reported to `sink`."""
    return Rendering(Format.HTML, render_html_parts(document, sink).join(), None)


def render_html_parts(document: Document, sink: Sink, kept: str = "") -> HtmlParts:
    """The same in its parts. Its fonts have the characters of `kept`, too, as far as they know them."""
    images = clean_images(document.body, document.assets, sink, chart_form=ChartForm.SCREENS)
    body = build_html_body(document, images)
    text = serialise((body,))
    sheets = list(read_style_sheets("screen.css", document.assets, sink))
    check_contrast(sheets, sink)
    digits = document.metadata.numerals.digits if document.metadata.numerals else ""
    characters = _collect_characters((text, kept, digits, *(sheet for _, sheet in sheets)))
    embed = partial(_embed_resource, document.assets, characters, sink)
    lettered = add_list_alphabet(sheets, document.metadata.language)
    counted = list(adapt_counters(lettered, document.metadata.numerals))
    adapted = adapt_sheets(counted, document.body, document.metadata.direction)
    style = "".join(inline_resources(name, sheet, embed) for name, sheet in adapted)
    return HtmlParts(document.metadata, text, style)


def _collect_characters(texts: Iterable[str]) -> frozenset[str]:
    """The characters of texts without those that every font keeps."""
    return frozenset(
        "".join(texts)
        .encode("utf-8", "surrogatepass")
        .translate(None, PRINTABLE_ASCII)
        .decode("utf-8", "surrogatepass")
    )


def build_html_body(document: Document, images: Mapping[str, CleanImage]) -> Element:
    """The tree of the HTML file: notes in a list with links both ways, images embedded."""
    bound = join_east_asian_words(bind_words(move_notes_out_of_links(document.body), document.metadata.language))
    body = insert_endnotes(bound, find_note_words(document), build_note_with_back_link)
    embedded = rebuild(body.children, lambda node: _embed_image(divide_address(node), images))
    ordered = rebuild(embedded, move_numbers_down)
    return body.with_children(rebuild(rebuild(ordered, keep_ranges), keep_titles))


def _embed_resource(assets: Assets, characters: frozenset[str], sink: Sink, name: str, origin: Origin) -> str | None:
    """A font or image of a style sheet as a `data:` address; None where it was reported."""
    image = load_style_image(name, assets, origin, sink)
    if image:
        return image.data_uri
    font = assets.fonts.get(unquote(name))
    if font is None:
        return None
    try:
        return build_font_data_uri(font.read_bytes(), characters)
    except (FontRefusedError, OSError) as error:
        sink.error("render-resource", f"the font `{name}` cannot be read: {error}", origin)
        return None


def _embed_image(node: Node, images: Mapping[str, CleanImage]) -> Iterable[Node]:
    if not (isinstance(node, Element) and node.tag == "img"):
        return (node,)
    address = node.get("src")
    image = images.get(address)
    if image is None:
        return ()
    embedded = node.with_attributes(src=image.data_uri, alt=node.get("alt"))
    return (build_picture(embedded, image.narrow) if image.narrow else embedded, *build_numbers(address))
