"""Reads the words of everything in a PDF that can be drawn, whether a page draws it or not.

Appearances of annotations and fields, patterns, forms, pages that were deleted, and contents that nothing refers to: each
becomes a page of a new PDF, and PDFium reads that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

SHOWS_TEXT = re.compile(rb"\bBT\b|\b(?:Tj|TJ|Do)\b")
DRAWN_NAME = re.compile(rb"/([^\s/\[\]<>()%]+)\s+(?:Do|scn|SCN)\b")
FONT_NAME = re.compile(rb"/([^\s/\[\]<>()%]+)\s+-?[\d.]+\s+Tf")
WIDE_BOX = (-20_000, -20_000, 20_000, 20_000)
MAX_DRAWINGS = 5_000
MAX_DEPTH = 100


def read_drawings(pdf: Any, drawings: Iterable[Any], pages: Iterable[Any], contents: Iterable[Any]) -> list[str] | None:
    """The words of forms, of pages that are not in the page tree, and of loose contents; None if they cannot be read."""
    import pikepdf

    probe = pikepdf.new()
    for drawing in drawings:
        form = probe.copy_foreign(drawing)
        for key in ("/OC", "/PatternType", "/Matrix", "/Group"):
            if key in form:
                del form[key]
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array(WIDE_BOX)
        _add_page(probe, pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form)), probe.make_stream(b"q /X Do Q"))
    for page in pages:
        resources = _find_resources(page)
        copied = probe.copy_foreign(
            pdf.make_indirect(pikepdf.Dictionary(Contents=page.get("/Contents"), Resources=resources))
        )
        _add_page(probe, copied.get("/Resources"), copied.get("/Contents"))
    _add_contents(pdf, probe, list(contents))
    if not len(probe.pages):
        return []
    if len(probe.pages) > MAX_DRAWINGS:
        return None
    saved = BytesIO()
    probe.save(saved)
    return _read_pages(saved.getvalue())


def _add_contents(pdf: Any, probe: Any, contents: list[bytes]) -> None:
    """Add pages with contents that have no resources: with the fonts that their names mean elsewhere in the PDF."""
    import pikepdf

    for known in _collect_fonts(pdf) if contents else ():
        fonts = probe.copy_foreign(pdf.make_indirect(pikepdf.Dictionary(dict(known))))
        for content in contents:
            names = {f"/{name.decode('latin-1')}" for name in FONT_NAME.findall(content)}
            missing = {name: _build_plain_font(pikepdf) for name in names if name not in fonts}
            complete = pikepdf.Dictionary(dict(fonts.items()) | missing)
            _add_page(probe, pikepdf.Dictionary(Font=complete), probe.make_stream(content))


def _read_pages(content: bytes) -> list[str] | None:
    import pypdfium2

    texts: dict[str, None] = {}
    try:
        document = pypdfium2.PdfDocument(content)
        for page in document:
            text_page = page.get_textpage()
            texts[text_page.get_text_range()] = None
            text_page.close()
            page.close()
        document.close()
    except pypdfium2.PdfiumError:
        return None
    return list(texts)


def has_recursive_drawing(pdf: Any) -> bool:
    """Whether a form or pattern draws itself, perhaps by another one: PDFium would not come to an end."""
    import pikepdf

    drawn: dict[tuple[int, int], list[Any]] = {}
    for value in pdf.objects:
        if isinstance(value, pikepdf.Stream) and is_drawing(value):
            drawn[value.objgen] = _find_drawn(value)
    finished: set[tuple[int, int]] = set()
    for start in drawn:
        path: list[tuple[tuple[int, int], int]] = [(start, 0)]
        on_path = {start}
        while path:
            current, index = path.pop()
            followers = [form for form in drawn.get(current, []) if form in drawn]
            if index >= len(followers):
                on_path.discard(current)
                finished.add(current)
                continue
            path.append((current, index + 1))
            if followers[index] in on_path:
                return True
            if followers[index] not in finished:
                on_path.add(followers[index])
                path.append((followers[index], 0))
    return False


def is_drawing(stream: Any) -> bool:
    """Whether a stream is a form, an appearance or a pattern."""
    return str(stream.get("/Subtype", "")) == "/Form" or "/BBox" in stream


def _find_drawn(form: Any) -> list[Any]:
    import pikepdf

    try:
        names = {f"/{name.decode('latin-1')}" for name in DRAWN_NAME.findall(form.read_bytes())}
    except pikepdf.PdfError:
        return []
    resources = form.get("/Resources", {})
    found = []
    for group in ("/XObject", "/Pattern"):
        entries = resources.get(group, {})
        found += [entries[name].objgen for name in names if name in entries and hasattr(entries[name], "objgen")]
    return found


def _add_page(probe: Any, resources: Any, contents: Any) -> None:
    import pikepdf

    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array([0, 0, 1000, 1000]))
    page.Resources = resources if resources is not None else pikepdf.Dictionary()
    if contents is not None:
        page.Contents = contents
    probe.pages.append(pikepdf.Page(probe.make_indirect(page)))


def _find_resources(page: Any) -> Any:
    """The resources of a page, perhaps inherited from what it was part of."""
    import pikepdf

    for _ in range(MAX_DEPTH):
        if not isinstance(page, pikepdf.Dictionary):
            break
        if "/Resources" in page:
            return page.Resources
        page = page.get("/Parent")
    return pikepdf.Dictionary()


def _collect_fonts(pdf: Any) -> list[Mapping[str, Any]]:
    """The fonts of a PDF by the names that its pages have for them; two sets where a name means two fonts."""
    import pikepdf

    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for value in pdf.objects:
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for holder in (value, value.get("/Resources")):
            fonts = holder.get("/Font") if isinstance(holder, pikepdf.Dictionary) else None
            if isinstance(fonts, pikepdf.Dictionary):
                for name, font in fonts.items():
                    first.setdefault(name, font)
                    last[name] = font
    return [first] if all(first[name].objgen == last[name].objgen for name in first) else [first, last]


def _build_plain_font(pikepdf: Any) -> Any:
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
