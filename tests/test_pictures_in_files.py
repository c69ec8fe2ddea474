"""Pictures as they are read back out of every kind of finished file: the picture, upright, with its colours, and nothing else."""

from __future__ import annotations

import re
import zipfile
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from briefgen.leak_check.audit import SearchTerms, audit_file
from tests.running import Result
from tests.unit.project_files import write_files
from tests.unit.test_gate import BRIEF, block, files

CANARY = "zebracanary"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
UPRIGHT = (80, 120)
RED, BLUE = (200, 30, 30), (30, 30, 200)


def photograph() -> bytes:
    """Taken with the camera on its side, red above blue when held upright, and full of what is no picture."""
    picture = Image.new("RGB", UPRIGHT, RED)
    picture.paste(BLUE, (0, 60, 80, 120))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right to see it
    exif[0x013B] = exif[0x010E] = exif[0x9286] = CANARY
    exif.get_ifd(0x8825)[1] = "N"
    made = BytesIO()
    picture.transpose(Image.Transpose.ROTATE_90).save(
        made,
        "JPEG",
        quality=90,
        exif=exif,
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode(),
        comment=CANARY.encode(),
        icc_profile=PROFILE,
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + (len(CANARY) + 5).to_bytes(4, "big") + b"\x1c\x02\x50\x00\x0b"
    segment = b"\xff\xed" + (len(iptc) + len(CANARY) + 2).to_bytes(2, "big") + iptc + CANARY.encode()
    content = made.getvalue()
    return content[:2] + segment + content[2:] + CANARY.encode()


def in_pdf(path: Path) -> list[Image.Image]:
    with pikepdf.open(path) as pdf:
        found = [
            pikepdf.PdfImage(item).as_pil_image()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" and "/SMask" not in item
        ]
        for image in found:
            image.load()
    return found


def in_docx(path: Path) -> list[Image.Image]:
    with zipfile.ZipFile(path) as parts:
        return [Image.open(BytesIO(parts.read(name))) for name in parts.namelist() if "/media/" in name]


def in_html(path: Path) -> list[Image.Image]:
    text = path.read_text(encoding="utf-8")
    return [
        Image.open(BytesIO(b64decode(encoded)))
        for encoded in re.findall(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", text)
    ]


READERS: dict[str, Callable[[Path], list[Image.Image]]] = {
    "pdf": in_pdf,
    "press": in_pdf,
    "docx": in_docx,
    "html": in_html,
}


@pytest.mark.parametrize("form", READERS)
def test_a_photograph_in_a_finished_file_is_the_picture_alone(
    tmp_path: Path, run: Callable[..., Result], form: str
) -> None:
    root = write_files(tmp_path / "project", files(**{"content/korea/open.md": block("![House](images/house.jpg)")}))
    (root / "content/korea/images").mkdir()
    (root / "content/korea/images/house.jpg").write_bytes(photograph())
    assert CANARY.encode() in photograph()
    assert audit_file(photograph(), SearchTerms())
    result = run("build", "note", "--to", form, cwd=root)
    assert result.code == 0, result.err
    (path,) = (path for path in (root / "out").glob("note.*"))
    assert CANARY.encode() not in path.read_bytes()
    assert [
        finding.code
        for finding in audit_file(path.read_bytes(), SearchTerms(terms=frozenset({(CANARY,)}), foreign=True))
        if finding.code != "audit-metadata"
    ] == []
    (image,) = READERS[form](path)
    assert image.size == UPRIGHT
    assert not image.getexif()
    assert not {"comment", "xmp", "photoshop", "exif"} & set(image.info)
    above, below = image.convert("RGB").getpixel((40, 20)), image.convert("RGB").getpixel((40, 100))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > above[2] + 60
    assert below[2] > below[0] + 60
    if form in {"docx", "html"}:
        assert "icc_profile" not in image.info


def test_a_photograph_on_the_cover_likewise(tmp_path: Path, run: Callable[..., Result]) -> None:
    brief = BRIEF + "date: 2026-11-23\nimage: {path: images/house.jpg, alt: A house}\n"
    page = '<body><header><img src="{{ image.src }}" alt="{{ image.alt }}"></header><main><h1>{{ brief.title }}</h1>{{ section("background") }}</main></body>\n'
    root = write_files(tmp_path / "project", files(**{"briefs/note.yaml": brief, "templates/embassy/page.html": page}))
    (root / "content/korea/images").mkdir()
    (root / "content/korea/images/house.jpg").write_bytes(photograph())
    (root / "content/korea/images.yaml").write_text("images/house.jpg: {sensitivity: public}\n")
    result = run("build", "note", "--to", "html", cwd=root)
    assert result.code == 0, result.err
    (image,) = in_html(root / "out/note.html")
    assert image.size == UPRIGHT


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_a_drawing_in_a_finished_file_is_the_drawing_alone(
    tmp_path: Path, run: Callable[..., Result], form: str
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9">'
        f'<!-- {CANARY} --><metadata>{CANARY}</metadata><path inkscape:label="{CANARY}" d="M0 0h9v9z"/></svg>'
    )
    written = files(
        **{"content/korea/open.md": block("![House](images/house.svg)"), "content/korea/images/house.svg": drawing}
    )
    root = write_files(tmp_path / "project", written)
    assert run("build", "note", "--to", form, cwd=root).code == 0
    assert CANARY.encode() not in (root / f"out/note.{form}").read_bytes()
