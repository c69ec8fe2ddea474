"""Files with a word planted in them, in the ways that people think hide it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import weasyprint
from PIL import Image, PngImagePlugin

WORD = "zebracanary"

PAGE = "<!doctype html><html lang=en><title>T</title><style>@page { size: 300pt 200pt; margin: 20pt }</style><body>"


def pdf_of(html: str, **options: object) -> bytes:
    """A PDF that WeasyPrint makes of a page."""
    content: bytes = weasyprint.HTML(string=PAGE + html).write_pdf(**options)
    return content


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF after something was done to it."""
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(made)
    return made.getvalue()


def _drawn(operators: str) -> bytes:
    """A PDF whose page says what PDF's own language says; a plain line stands on it, too."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page = pdf.pages[0]
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        resources.Font = pikepdf.Dictionary(F9=font)
        page.obj.Resources = resources
        page.obj.Contents = pdf.make_stream(f"BT /F9 12 Tf 40 150 Td (Plain words) Tj ET {operators}".encode())

    return changed(pdf_of("<p></p>"), change)


def _with_annotation(kind: str, **more: Any) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[10, 10, 290, 190], **more
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(annotation)])

    return changed(pdf_of(f"<p>{WORD if kind == 'Redact' else 'Words'}"), change)


def _attached() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["notes.txt"] = f"On {WORD}.".encode()

    return changed(pdf_of("<p>Words"), change)


def _saved_over() -> bytes:
    """The word was in the first version; what was appended replaces the page's words."""
    first = _drawn(f"BT /F9 12 Tf 40 100 Td ({WORD}) Tj ET")
    later = _drawn("")
    return first + b"\n" + later


def _with_image(image: bytes) -> bytes:
    return _raw_image(image)


def _raw_image(jpeg: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(jpeg)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent = 8, 8, 8
        stream.ColorSpace, stream.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im1=stream))

    return changed(pdf_of("<p>Words"), change)


def jpeg(**options: object) -> bytes:
    """A small photograph with something in it that is no picture."""
    made = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(made, "JPEG", **options)
    return made.getvalue()


def exif_jpeg() -> bytes:
    """A photograph that says who took it and where."""
    exif = Image.Exif()
    exif[0x013B] = WORD
    exif.get_ifd(0x8825)[1] = "N"
    return jpeg(exif=exif)


def png_with_text() -> bytes:
    """A picture with a text part."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", WORD)
    made = BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG", pnginfo=info)
    return made.getvalue()


BAR = '<div style="position: absolute; top: 0; left: 0; width: 200pt; height: 60pt; background: black"></div>'

_WAYS_IN_A_PDF: Mapping[str, Callable[[], bytes]] = {
    "a black bar over the words": lambda: pdf_of(f"<p>{WORD}</p>{BAR}"),
    "black words on black": lambda: pdf_of(f"<p>Words <span style='background: #000'>{WORD}</span>"),
    "white words": lambda: pdf_of(f"<p>Words <span style='color: white'>{WORD}</span>"),
    "almost white words": lambda: pdf_of(f"<p>Words <span style='color: #fdfdfd'>{WORD}</span>"),
    "words without opacity": lambda: pdf_of(f"<p>Words <span style='opacity: 0'>{WORD}</span>"),
    "words beside the page": lambda: _drawn(f"BT /F9 12 Tf 900 100 Td ({WORD}) Tj ET"),
    "words too small to read": lambda: _drawn(f"BT /F9 0.2 Tf 40 100 Td ({WORD}) Tj ET"),
    "words that are not drawn": lambda: _drawn(f"BT /F9 12 Tf 3 Tr 40 100 Td ({WORD}) Tj ET"),
    "words cut off by a clip": lambda: _drawn(f"q 0 0 5 5 re W n BT /F9 12 Tf 40 100 Td ({WORD}) Tj ET Q"),
    "a picture over the words": lambda: _drawn(
        f"BT /F9 12 Tf 40 100 Td ({WORD}) Tj ET q 200 0 0 60 20 80 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI Q"
    ),
    "a mark for redaction": lambda: _with_annotation("Redact"),
    "a note of an annotation": lambda: _with_annotation("Text", Contents=WORD),
    "a bookmark": lambda: pdf_of(f"<h1 style='bookmark-label: \"{WORD}\"'>Heading</h1>"),
    "an alternative text": lambda: pdf_of(
        f"<p>Words <img alt='{WORD}' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%2220%22 height=%2220%22/>'>",
        pdf_tags=True,
    ),
    "a property": lambda: pdf_of(f"<meta name=author content='{WORD}'><p>Words"),
    "a property of its own": lambda: changed(pdf_of("<p>W"), lambda pdf: pdf.docinfo.__setitem__("/Unit", WORD)),
    "a link": lambda: pdf_of(f"<p><a href='https://example.org/{WORD}'>Words</a>"),
    "an attachment": _attached,
    "an earlier version": _saved_over,
    "Exif in a photograph": lambda: _with_image(exif_jpeg()),
    "a comment in a photograph": lambda: _with_image(jpeg(comment=WORD)),
}

PDFS: Mapping[str, Callable[[], bytes]] = {way: cache(build) for way, build in _WAYS_IN_A_PDF.items()}
"""Each way with what builds its file, which WeasyPrint lays out once."""

HTMLS: Mapping[str, str] = {
    "a comment": f"<p>Words</p><!-- {WORD} -->",
    "display none": f"<p style='display: none'>{WORD}</p>",
    "display none by class": f"<style>.x {{ display: none }}</style><p class=x>{WORD}</p>",
    "the hidden attribute": f"<p hidden>{WORD}</p>",
    "white words": f"<p style='color:#FFFFFF'>{WORD}</p>",
    "a black bar": f"<p>At <span style='background: black; color: black'>{WORD}</span></p>",
    "no opacity": f"<p style='opacity: 0'>{WORD}</p>",
    "no size": f"<p style='font-size: 0px'>{WORD}</p>",
    "a template": f"<template>{WORD}</template>",
    "a script": f"<script>const x = '{WORD}'</script>",
    "an alternative text": f"<img alt='{WORD}'>",
    "a title": f"<p title='{WORD}'>Words</p>",
    "a data attribute": f"<p data-block='{WORD}'>Words</p>",
    "a property": f"<meta name=author content='{WORD}'><p>Words</p>",
    "an id": f"<p id='block-{WORD}'>Words</p>",
}


def docx_of(body: str = "<w:p><w:r><w:t>Words</w:t></w:r></w:p>", **parts: bytes) -> bytes:
    """A Word file with this body, and more parts by name (`_` for `/`, `__` for `.`)."""
    made = BytesIO()
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", ".").replace("_", "/"), content)
    return made.getvalue()


def _run(properties: str) -> bytes:
    return docx_of(
        f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>zebra</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>canary</w:t></w:r></w:p>"
    )


def _properties(name: str) -> bytes:
    return f"<cp:p xmlns:cp='x'><cp:{name}>{WORD}</cp:{name}></cp:p>".encode()


DOCXS: Mapping[str, Callable[[], bytes]] = {
    "hidden words": lambda: _run("<w:vanish/>"),
    "white words": lambda: _run("<w:color w:val='FFFFFF'/>"),
    "a black bar": lambda: _run("<w:shd w:fill='000000'/>"),
    "a black highlight": lambda: _run("<w:highlight w:val='black'/>"),
    "words too small to read": lambda: _run("<w:sz w:val='2'/>"),
    "deleted words": lambda: docx_of(
        f"<w:p><w:del w:author='A'><w:r><w:delText>{WORD}</w:delText></w:r></w:del></w:p>"
    ),
    "an inserted word": lambda: docx_of(f"<w:p><w:ins w:author='{WORD}'><w:r><w:t>x</w:t></w:r></w:ins></w:p>"),
    "a comment": lambda: docx_of(word_comments__xml=f"<c><t>{WORD}</t></c>".encode()),
    "the last author": lambda: docx_of(docProps_core__xml=_properties("lastModifiedBy")),
    "the company": lambda: docx_of(docProps_app__xml=_properties("Company")),
    "an alternative text": lambda: docx_of(f"<w:p><w:docPr descr='{WORD}'/></w:p>"),
    "a photograph": lambda: docx_of(word_media_image1__jpg=exif_jpeg()),
    "a header": lambda: docx_of(word_header1__xml=f"<h><t>{WORD}</t></h>".encode()),
    "a thumbnail": lambda: docx_of(docProps_thumbnail__jpeg=jpeg(comment=WORD)),
    "an embedded file": lambda: docx_of(word_embeddings_a__docx=docx_of(f"<w:p><w:r><w:t>{WORD}</w:t></w:r></w:p>")),
}
