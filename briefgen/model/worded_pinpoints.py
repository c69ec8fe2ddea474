"""Puts a pinpoint into the words of a language without a citation style, for tables: `art 3` is `ст. 3`, `第3条`."""

from __future__ import annotations

from briefgen.model.languages import get_language_code, read_language
from briefgen.model.pinpoint import VERBATIM, PinpointPart, read_pinpoint


def format_pinpoint(pinpoint: str, language: str) -> str:
    """The places that a pinpoint names, in words; as it is written in a language whose file has no words for places."""
    citations = read_language(get_language_code(language)).get("citations", {})
    places = citations.get("places")
    if not places:
        return pinpoint.strip("{}")
    return str(citations.get("between-places", ", ")).join(
        _format_part(part, places.get(part.kind)) for part in read_pinpoint(pinpoint)
    )


def _format_part(part: PinpointPart, forms: str | list[str] | None) -> str:
    if part.kind == VERBATIM:
        words = part.numbers
    elif forms is None:
        words = f"{part.kind} {part.numbers}"
    else:
        words = (forms if isinstance(forms, str) else forms[part.is_plural]).format(part.numbers)
    return f"{words} {part.remark}".rstrip()
