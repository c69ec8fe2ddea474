"""Sets images as large as their place allows, with their description where it is read aloud."""

from __future__ import annotations

from briefgen.render.word.look import WordLook
from briefgen.render.word.word_style import CELL_SIDE_PADDING
from briefgen.render.word.xml import DRAWING_NAMESPACE, Xml, find, parse_part, read_style_id, read_value, tag

DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
DECORATIVE_EXTENSION_ID = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
"""Microsoft's extension for an image without a meaning: nothing is read aloud."""

EMU_PER_POINT = 12700
"""English metric units, the unit of drawings, in a point."""

CHART_CAPTION_STYLE = "ChartCaption"

CAPTION_HEIGHT = 48.0
"""Points left for the caption below an image as high as the page."""


def format_images(root: Xml, look: WordLook) -> None:
    """Make images no larger than a page, logos as large as the theme says, and keep their description in one place.

    An image without a description is marked as decorative.
    """
    top, _, bottom, _ = look.page.margins
    highest = look.page.paper[1] - top - bottom - CAPTION_HEIGHT
    for drawing in root.iter(tag("w:drawing")):
        for side in ("distT", "distB", "distL", "distR"):
            drawing[0].set(side, "0")
        paragraph = next(drawing.iterancestors(tag("w:p")))
        if read_style_id(paragraph) == "Logo":
            _fit_drawing(drawing, *look.logo_box, enlarge=True)
        else:
            _fit_drawing(drawing, _find_available_width(drawing, look), highest, enlarge=_is_chart(paragraph))
    for number, image in enumerate(root.iter(tag("wp:docPr")), start=1):
        image.set("id", str(number))
        image.set("name", f"Image {number}")
        image.attrib.pop("title", None)
        if not image.get("descr"):
            image.append(_build_decorative_mark())
    for inner in root.iter(tag("pic:cNvPr")):
        inner.attrib.pop("descr", None)  # pandoc repeats the whole image here, as text
        inner.set("name", "Image")


def _is_chart(paragraph: Xml) -> bool:
    """Whether what is above a picture says what it shows, as with charts, which are as wide as their column."""
    above = paragraph.getprevious()
    return above is not None and read_style_id(above) == CHART_CAPTION_STYLE


def _find_available_width(drawing: Xml, look: WordLook) -> float:
    """How wide an image can be, in points: as its cell, or as the text."""
    cell = next(drawing.iterancestors(tag("w:tc")), None)
    if cell is None:
        return look.page.text_width
    return int(read_value(find(cell, "w:tcPr/w:tcW"), name="w")) / 20 - 2 * CELL_SIDE_PADDING


def _fit_drawing(drawing: Xml, width: float, height: float, *, enlarge: bool = False) -> None:
    """Set the size of an image so that it fits into a box in points, its sides in proportion."""
    extent = find(drawing, ".//wp:extent")
    wide, high = int(extent.get("cx")), int(extent.get("cy"))
    scale = min(width * EMU_PER_POINT / wide, height * EMU_PER_POINT / high)
    if scale < 1 or enlarge:
        for size in (extent, *drawing.iter(tag("a:ext"))):
            if size.get("cx"):
                size.set("cx", str(round(wide * scale)))
                size.set("cy", str(round(high * scale)))


def _build_decorative_mark() -> Xml:
    return parse_part(
        f'<a:extLst xmlns:a="{DRAWING_NAMESPACE}"><a:ext uri="{DECORATIVE_EXTENSION_ID}">'
        f'<d:decorative xmlns:d="{DECORATIVE_NAMESPACE}" val="1"/></a:ext></a:extLst>'.encode()
    )
