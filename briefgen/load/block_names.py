"""Reads the path of a Markdown file as the name of a block or of a variant."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefgen.model.diagnostic import Origin, Sink
from briefgen.schema.key_types import LANGUAGE_PATTERN, NAME_PATTERN


@dataclass(frozen=True, slots=True)
class BlockFileName:
    """`legal/torture@short.fr.md`: base `legal/torture`, variant `short`, language `fr`."""

    base: str
    variant: str
    language: str
    """Empty if the name has none."""

    @property
    def is_block(self) -> bool:
        """Whether it is the text of the block itself, not of a variant."""
        return not self.variant and not self.language


def parse_file_name(path: PurePosixPath, origin: Origin, sink: Sink) -> BlockFileName | None:
    """What a path below the library names, or None with an error in `sink`."""
    normal = PurePosixPath(unicodedata.normalize("NFC", path.as_posix()))
    stem, _, language = normal.name.removesuffix(normal.suffix).partition(".")
    base, at, variant = stem.partition("@")
    for part in (*normal.parts[:-1], base):
        if not NAME_PATTERN.fullmatch(part):
            message = f"`{part}` cannot be part of a block's name"
            sink.error("block-name", message, origin, "use letters, digits, `-` and `_`")
            return None
    if at and not NAME_PATTERN.fullmatch(variant):
        sink.error("variant-name", f"`{variant}` cannot be a variant's name", origin, f"name it like `{base}@short.md`")
        return None
    if language and not LANGUAGE_PATTERN.fullmatch(language):
        hint = f"name it like `{base}@{variant or 'short'}.fr.md`, or without a dot"
        sink.error("variant-language", f"`{language}` in the file's name is not a language code", origin, hint)
        return None
    return BlockFileName((normal.parent / base).as_posix(), variant, language)
