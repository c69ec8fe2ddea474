"""A picture of somebody's machine goes into the library of a brief: cleaned, once, and never over another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefgen.composer.acts import perform_act
from briefgen.composer.acts.pictures import MAX_BYTES
from briefgen.composer.session import ComposerSession
from briefgen.model.diagnostic import BriefgenError
from tests.composer.uploading import upload
from tests.programs import require_library

require_library("starlette", "composer")


@pytest.fixture
def session(project: Callable[[str], Path]) -> Iterator[ComposerSession]:
    session = ComposerSession(project("composing"))
    with closing(session.uploads):
        yield session


def build_photograph() -> bytes:
    """A JPEG that names its camera."""
    output, image = BytesIO(), Image.new("RGB", (8, 6), "green")
    exif = image.getexif()
    exif[0x0110] = "Secret camera"
    image.save(output, "JPEG", exif=exif)
    return output.getvalue()


def add(session: ComposerSession, content: bytes, stem: str = "river") -> None:
    token = upload(session, content, "river.jpg")
    arguments = {"brief": "report", "block": "wells", "upload": token, "stem": stem}
    perform_act(session, "add-picture", arguments, session.revision)


def test_a_picture_is_added_without_what_it_tells_of_its_author_and_can_be_taken_back(
    session: ComposerSession,
) -> None:
    add(session, build_photograph())
    path = session.root / "content/water/images/river.jpg"
    with Image.open(path) as picture:
        assert picture.size == (8, 6)
    assert b"Secret camera" not in path.read_bytes()
    with pytest.raises(BriefgenError, match="already"):
        add(session, build_photograph())
    session.perform(session.journal.undo)
    assert not path.exists()


@pytest.mark.parametrize(
    ("content", "stem", "message"),
    [
        (b"no picture at all", "river", "not a PNG"),
        (b"", "river", "not a PNG"),
        (b"\x89PNG" + bytes(MAX_BYTES), "river", "20 MB, and at most 20 MB"),
        (build_photograph()[:200], "river", "cannot be printed"),
        (build_photograph(), "../river", "cannot be named"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_in_words(
    session: ComposerSession, content: bytes, stem: str, message: str
) -> None:
    with pytest.raises(BriefgenError, match=message):
        add(session, content, stem)
    assert not (session.root / "content/water/images").exists()
