"""Reads the images of a document and encodes each again from its pixels, so that no metadata of it is published."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from briefgen.model.chart import CHART_SCHEME
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.document import Assets
from briefgen.model.nearest import suggest_nearest
from briefgen.model.tree import Element, find_elements
from briefgen.render.images.canvas import Canvas
from briefgen.render.images.chart import KEPT_DRAWINGS, Screen, draw_chart
from briefgen.render.images.colour_profile import convert_to_srgb
from briefgen.render.images.outlines import NoGlyphError
from briefgen.render.images.svg import SvgRefusedError, clean_svg
from briefgen.render.style.declarations import find_colours, find_label_fonts
from briefgen.render.style.stylesheet import read_style_sheets

ASSET_SCHEME = "asset:"
"""Not an address of a file: WeasyPrint would read the original from disk, with its metadata."""

STYLES_FOLDER = "styles/"
"""Addresses in style sheets are relative to this folder."""

MAXIMUM_PIXELS = 60_000_000
"""While it is turned upright, a picture is in memory twice, with up to four bytes a pixel."""

JPEG_QUALITY = 92
ACCEPTED_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
"""The formats that Pillow may open: for others it runs programs, such as Ghostscript for EPS."""

MEDIA_TYPE_BY_SIGNATURE = {b"\xff\xd8": "image/jpeg", b"\x89PNG": "image/png"}
"""By the first bytes of the pictures that we encode."""

PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
ORIENTATION_TAG = 0x0112
"""The Exif tag that says how the camera was held."""


class ChartForm(Enum):
    """What a format needs of a chart."""

    DRAWING = auto()
    """The drawing itself, for a page of ours."""
    VECTORS = auto()
    """SVG."""
    SCREENS = auto()
    """Vectors, and a second drawing for a telephone."""
    PIXELS = auto()
    """For a format that cannot show vectors."""


@dataclass(frozen=True, slots=True)
class CleanImage:
    """An image as it goes into a file: pixels only, in the colours of sRGB."""

    address: str
    """Its `src` on the page to be printed."""
    media_type: str
    content: bytes
    drawing: Canvas | None = None
    """A chart as it was drawn; such an image has no content."""
    narrow: CleanImage | None = None
    """The same chart for a telephone."""

    @property
    def data_uri(self) -> str:
        """The whole image as an address."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode('ascii')}"


class ImageRefusedError(Exception):
    """The file is not an image that can be printed; the message says why."""


def clean_images(
    body: Element, assets: Assets, sink: Sink, *, chart_form: ChartForm = ChartForm.VECTORS
) -> Mapping[str, CleanImage]:
    """The images in the tree, by their `src`; missing and unreadable ones are reported at their element."""
    images: dict[str, CleanImage] = {}
    for element in find_elements((body,), "img"):
        src, origin = element.get("src"), element.origin
        if src in images:
            continue
        if src.startswith(CHART_SCHEME):
            image = _draw_chart(src, origin, assets, sink, chart_form)
        elif src in assets.images:
            image = load_image(src, src, assets, origin, sink)
        else:
            sink.error("image-missing", f"there is no image `{src}`", origin, *suggest_nearest(src, assets.images))
            continue
        if image:
            images[src] = replace(image, address=f"{ASSET_SCHEME}{len(images)}")
    return images


def _draw_chart(src: str, origin: Origin | None, assets: Assets, sink: Sink, form: ChartForm) -> CleanImage | None:
    """A chart in the colours and the font of the style sheets; None where it was reported."""
    sheets = list(read_style_sheets("print.css", assets, Sink()))
    fonts = find_label_fonts(sheets, assets.fonts)
    if not fonts:
        hint = "add a font to `styles/fonts/` and an `@font-face` for it"
        sink.error("chart-font", "a chart needs a font of the style sheets for its words", origin, hint)
        return None
    colours = {name: declared.colour for name, declared in find_colours(sheets).items()}
    try:
        drawing = draw_chart(src, fonts, colours)
        if form is ChartForm.DRAWING:
            return CleanImage(src, "image/svg+xml", b"", drawing)
        if form is ChartForm.PIXELS:
            return CleanImage(src, "image/png", drawing.to_png())
        narrow = draw_chart(src, fonts, colours, Screen.NARROW) if form is ChartForm.SCREENS else None
    except NoGlyphError as error:
        message = f"`{fonts[0].name}`, the font of charts, has not the character `{error}`"
        sink.error("render-glyph", message, origin, "write the label of the fact in other characters")
        return None
    return _clean_drawing(src, drawing, _clean_drawing(src, narrow) if narrow else None)


def _clean_drawing(src: str, drawing: Canvas, narrow: CleanImage | None = None) -> CleanImage:
    return CleanImage(src, "image/svg+xml", _print_drawing(drawing), None, narrow)


@lru_cache(KEPT_DRAWINGS)
def _print_drawing(drawing: Canvas) -> bytes:
    """A drawing, which nobody changes, as SVG: the same chart is the same drawing in the next version of a document."""
    return clean_svg(drawing.to_svg(), clean_raster)


def reencode_images(body: Element, assets: Assets, sink: Sink) -> Mapping[str, bytes]:
    """Every image that a document may print, encoded again for another machine, by its name in `assets`.

    Unreadable images of the tree are reported; those of a style sheet are left out, because perhaps none is used.
    """
    printed = {element.get("src"): element.origin for element in find_elements((body,), "img")}
    found = {src: load_image(src, src, assets, origin, sink) for src, origin in printed.items() if src in assets.images}
    found |= {
        name: load_image(name, name, assets, None, Sink())
        for name in assets.images
        if name.startswith(STYLES_FOLDER) and name not in printed
    }
    return {name: image.content for name, image in found.items() if image}


def load_image(src: str, name: str, assets: Assets, origin: Origin | None, sink: Sink) -> CleanImage | None:
    """The image of a name in `assets`, or None where it was reported, as `src`, as missing or unreadable."""
    origin = assets.image_origins.get(name, origin)
    try:
        content = assets.images[name].read_bytes()
        if name in assets.reencoded_images:
            return CleanImage(src, _find_media_type(content), content)
        return CleanImage(src, *clean_image(content))
    except FileNotFoundError:
        sink.error("image-missing", f"there is no image `{src}`", origin)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        sink.error("image-unreadable", f"image `{src}` cannot be read: {reason}", origin)
    except ImageRefusedError as error:
        sink.error("image-unreadable", f"image `{src}` cannot be printed: {error}", origin)
    return None


def load_style_image(address: str, assets: Assets, origin: Origin | None, sink: Sink) -> CleanImage | None:
    """An image that a style sheet uses; None for a font, and where it was reported as missing or unreadable."""
    if unquote(address) in assets.fonts:
        return None
    name = f"{STYLES_FOLDER}{unquote(address)}"
    if name not in assets.images:
        sink.error("render-resource", f"`{address[:80]}` is not among the images and fonts of the style sheets", origin)
        return None
    return load_image(address, name, assets, origin, sink)


def _find_media_type(content: bytes) -> str:
    """The type of a picture that we encoded."""
    return next((kind for start, kind in MEDIA_TYPE_BY_SIGNATURE.items() if content.startswith(start)), "image/svg+xml")


@lru_cache(maxsize=32)
def clean_image(content: bytes) -> tuple[str, bytes]:
    """The media type and bytes of the same picture without Exif, XMP, comments and names; turned upright.

    Raises `ImageRefusedError`.
    """
    if content.lstrip()[:1] == b"<":
        try:
            return "image/svg+xml", clean_svg(content, clean_raster)
        except SvgRefusedError as error:
            raise ImageRefusedError(str(error)) from error
    return clean_raster(content)


def clean_raster(content: bytes) -> tuple[str, bytes]:
    """The same as `clean_image`, for a picture in pixels only. Raises `ImageRefusedError`."""
    # WeasyPrint turns it on for the whole process: half a photograph would be printed without a message.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(BytesIO(content), formats=ACCEPTED_FORMATS) as opened:
            if opened.width * opened.height > MAXIMUM_PIXELS:
                raise ImageRefusedError(f"it has {opened.width} x {opened.height} pixels, more than can be printed")
            return _reencode(opened)
    except UnidentifiedImageError as error:
        raise ImageRefusedError("it is not a PNG, JPEG, WebP, GIF, TIFF or SVG file") from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError) as error:
        raise ImageRefusedError(f"it is damaged ({error})") from error


def _reencode(opened: Image.Image) -> tuple[str, bytes]:
    output = BytesIO()
    upright = opened.getexif().get(ORIENTATION_TAG, 1) == 1
    image = opened if upright else ImageOps.exif_transpose(opened)
    converted = convert_to_srgb(image, opened.info.get("icc_profile"))
    if opened.format in {"JPEG", "MPO"}:
        kept = converted is opened and opened.format == "JPEG"
        converted.info = {}
        converted.save(output, "JPEG", quality="keep" if kept else JPEG_QUALITY)
        return "image/jpeg", output.getvalue()
    image = converted if converted.mode in PNG_MODES else converted.convert("RGB")
    transparency = image.info.get("transparency")
    image.info = {} if transparency is None else {"transparency": transparency}
    image.save(output, "PNG")
    return "image/png", output.getvalue()
