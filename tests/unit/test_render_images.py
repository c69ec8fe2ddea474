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
from tests.running import ROOT
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


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
INKS = (ROOT / "styles/profiles/FOGRA39L_coated.icc").read_bytes()


def exchange_red_and_blue(profile: bytes) -> bytes:
    """A profile whose red is blue: the places of two tags are exchanged (ICC.1:2022, 7.3)."""
    changed = bytearray(profile)
    starts = {bytes(changed[start : start + 4]): start + 4 for start in range(132, 132 + 12 * changed[131], 12)}
    red, blue = (slice(starts[tag], starts[tag] + 8) for tag in (b"rXYZ", b"bXYZ"))
    changed[red], changed[blue] = changed[blue], changed[red]
    return bytes(changed)


def add_words(profile: bytes) -> bytes:
    """A profile with words behind its last tag."""
    longer = profile + SECRET
    return len(longer).to_bytes(4, "big") + longer[4:]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize(
    ("mode", "profile", "colour"),
    [
        ("RGB", SRGB, (220, 30, 30)),
        ("RGB", add_words(SRGB), (220, 30, 30)),
        ("RGB", exchange_red_and_blue(SRGB), (30, 30, 220)),
        ("RGBA", exchange_red_and_blue(SRGB), (30, 30, 220)),
        ("RGB", SECRET * 40, (220, 30, 30)),
        ("RGB", b"", (220, 30, 30)),
        ("RGB", INKS, (220, 30, 30)),
        ("L", SRGB, (87, 87, 87)),
        ("L", SECRET, (87, 87, 87)),
        ("CMYK", SECRET * 40, (220, 30, 30)),
        ("CMYK", INKS, (210, 58, 44)),
    ],
    ids=[
        "sRGB",
        "words",
        "others",
        "transparent",
        "rubbish",
        "empty",
        "of inks",
        "grey",
        "rubbish grey",
        "rubbish inks",
        "inks",
    ],
)
def test_a_picture_gets_the_colours_of_its_profile_and_not_the_profile(
    kind: str, mode: str, profile: bytes, colour: tuple[int, int, int]
) -> None:
    picture = Image.new("RGB", (8, 8), (220, 30, 30)).convert(mode)
    if (kind, mode) in {("PNG", "CMYK"), ("WEBP", "CMYK"), ("JPEG", "RGBA")}:
        return  # not a mode of this format
    _, cleaned = clean_image(saved(picture, kind, icc_profile=profile))
    assert SECRET not in cleaned
    with Image.open(BytesIO(cleaned)) as image:
        assert "icc_profile" not in image.info
        pixel = image.convert("RGB").getpixel((4, 4))
    assert isinstance(pixel, tuple)
    assert max(abs(ours - other) for ours, other in zip(pixel, colour, strict=True)) <= 6


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_photograph_keeps_its_pixels_and_its_weight(mode: str) -> None:
    original = saved(PICTURE.convert(mode), "JPEG", quality=60)
    media_type, cleaned = clean_image(original)
    assert media_type == "image/jpeg"
    assert len(cleaned) <= len(original) + 50
    with Image.open(BytesIO(original)) as before, Image.open(BytesIO(cleaned)) as after:
        assert after.mode == mode
        pairs = zip(before.tobytes(), after.tobytes(), strict=True)
        assert max(abs(ours - other) for ours, other in pairs) <= 2


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
    assert [(problem.code, problem.origin.line if problem.origin else 0) for problem in sink.diagnostics] == [
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
