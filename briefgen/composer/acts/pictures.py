"""The act that puts a picture of somebody's machine into the library of a brief."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.composer.arguments import build_act_error, read_text
from briefgen.composer.block_text import read_block_text
from briefgen.composer.session import ComposerSession
from briefgen.edit.file_edit import FileEdit
from briefgen.load.images import IMAGES
from briefgen.render.images.cleaning import ImageRefusedError, clean_image

MAX_BYTES = 20_000_000
"""More is larger than any page can print. Pages know it, too, and do not send such a picture."""
STEM = re.compile(r"\w[\w-]{0,60}")
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}


def add_picture(session: ComposerSession, arguments: Mapping[str, Any]) -> tuple[FileEdit, ...]:
    """Save the picture that `upload` names as `images/STEM` of the library, without the place and the camera that it names."""
    text, stem = read_block_text(session, arguments), read_text(arguments, "stem")
    library = text.reading.inputs.library if text.reading.inputs else None
    if library is None or not STEM.fullmatch(stem):
        raise build_act_error("picture-name", stem=stem)
    file = session.uploads.find(arguments.get("upload"))
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise build_act_error("picture-large", size=size // 1_000_000, most=MAX_BYTES // 1_000_000)
    try:
        media_type, content = clean_image(file.read_bytes())
    except ImageRefusedError as error:
        raise build_act_error("picture-unprintable", error=error) from error
    path = library.root / IMAGES / f"{stem}{ENDINGS[media_type]}"
    if path.exists():
        raise build_act_error("picture-there", name=path.name)
    return (FileEdit(path, None, content),)
