"""Images carry their picture and nothing else."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageFile
from PIL.PngImagePlugin import PngInfo

from briefgen.leak_check.audit import SearchTerms, audit_file
from briefgen.model.diagnostic import Sink
from briefgen.model.document import Assets
from briefgen.render.images.cleaning import ImageRefusedError, clean_image, clean_images
from tests.unit.documents import element

SECRET = b"SECRET"


def saved(image: Image.Image, kind: str, **choices: object) -> bytes:
    made = BytesIO()
    image.save(made, kind, **choices)
    return made.getvalue()


def camera(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def text_chunk() -> PngInfo:
    chunk = PngInfo()
    chunk.add_text("Author", SECRET.decode())
    return chunk


PICTURE = Image.linear_gradient("L").resize((40, 20)).convert("RGB")


@pytest.mark.parametrize(
    "content",
    [
        saved(PICTURE, "JPEG", comment=SECRET),
        saved(PICTURE, "JPEG", exif=camera(1)),
        saved(PICTURE, "JPEG", xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        saved(PICTURE, "PNG", pnginfo=text_chunk()),
        saved(PICTURE, "PNG", exif=camera(1)),
        saved(PICTURE, "WEBP", exif=camera(1), xmp=SECRET),
        saved(PICTURE, "GIF", comment=SECRET),
        saved(PICTURE, "TIFF", description=SECRET.decode()),
        saved(PICTURE, "PNG") + SECRET,
        saved(PICTURE, "JPEG") + SECRET,
    ],
    ids=["comment", "exif", "xmp", "png text", "png exif", "webp", "gif", "tiff", "behind the png", "behind the jpeg"],
)
def test_whatever_is_beside_the_picture_is_gone(content: bytes) -> None:
    assert SECRET in content
    media_type, cleaned = clean_image(content)
    assert SECRET not in cleaned
    with Image.open(BytesIO(cleaned)) as image:
        assert image.size == PICTURE.size
        assert not image.getexif()
        assert image.get_format_mimetype() == media_type


def test_a_photograph_taken_upright_stands_upright() -> None:
    _, cleaned = clean_image(saved(PICTURE, "JPEG", exif=camera(6)))
    with Image.open(BytesIO(cleaned)) as image:
        assert image.size == (20, 40)


def test_the_colour_profile_is_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG"):
        _, cleaned = clean_image(saved(PICTURE, kind, icc_profile=profile))
        with Image.open(BytesIO(cleaned)) as image:
            assert image.info["icc_profile"] == profile


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_photograph_keeps_its_pixels_and_its_weight(mode: str) -> None:
    original = saved(PICTURE.convert(mode), "JPEG", quality=60)
    media_type, cleaned = clean_image(original)
    assert media_type == "image/jpeg"
    assert len(cleaned) <= len(original) + 50
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(cleaned)) as after:
        assert after.mode == mode
        pairs = zip(before.tobytes(), after.tobytes(), strict=True)
        assert max(abs(one - other) for one, other in pairs) <= 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_loses_no_pixel(mode: str) -> None:
    original = (
        Image.linear_gradient("L").convert("RGBA").convert(mode) if mode != "I;16" else Image.new(mode, (4, 4), 300)
    )
    with Image.open(BytesIO(clean_image(saved(original, "PNG"))[1])) as image:
        wanted = original.convert("RGBA") if mode != "I;16" else image.convert("RGBA")
        assert image.convert("RGBA").tobytes() == wanted.tobytes()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no image at all", "not a PNG, JPEG"),
        (saved(PICTURE, "PNG")[:60], "damaged"),
        (saved(Image.new("1", (9000, 9000)), "PNG"), "more than can be printed"),
        (b"<svg", "not well-formed"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", "not a PNG, JPEG"),
        (b"", "not a PNG, JPEG"),
    ],
    ids=["text", "cut short", "too large", "broken drawing", "a program", "empty"],
)
def test_what_is_no_image_is_refused_in_words(content: bytes, reason: str) -> None:
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint leaves it
    with pytest.raises(ImageRefusedError, match=reason):
        clean_image(content)


def test_an_unreadable_image_is_reported_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"no image")
    sink = Sink()
    images = {"images/a.png": tmp_path / "a.png", "images/b.png": tmp_path / "b.png", "images/c.png": tmp_path}
    body = element("body", *(element("img", src=src, line=line) for line, src in enumerate(images, start=3)))
    assert clean_images(body, Assets((), images, {}), sink) == {}
    assert [(one.code, one.origin.line if one.origin else 0) for one in sink.diagnostics] == [
        ("image-unreadable", 3),
        ("image-missing", 4),
        ("image-unreadable", 5),
    ]
    assert sink.diagnostics[2].message == "image `images/c.png` cannot be read: is a directory"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_nothing_that_the_auditor_knows_is_left_in_a_cleaned_image(form: str) -> None:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = exif[0x010E] = "zebracanary"
    exif.get_ifd(0x8825)[1] = "N"
    more = {} if form == "GIF" else {"exif": exif}
    comment = {"comment": b"zebracanary"} if form in {"GIF", "JPEG"} else {}
    Image.new("RGB", (9, 7), "teal").save(made, form, **more, **comment)
    assert audit_file(made.getvalue(), SearchTerms())
    _, cleaned = clean_image(made.getvalue())
    assert audit_file(cleaned, SearchTerms(terms=frozenset({("zebracanary",)}))) == ()
