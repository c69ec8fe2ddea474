"""Chooses the digits of a document: those that its brief or its audience asks for, if its language has them."""

from __future__ import annotations

from briefgen.model.audience import Audience
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.numerals import WESTERN, Numerals, find_numerals


def choose_numerals(brief: Brief, audience: Audience, sink: Sink) -> Numerals | None:
    """The numerals of a brief; None for Western ones. A brief that asks for digits of another language is warned."""
    name = brief.numerals or audience.numerals
    found = find_numerals(brief.language, name)
    written = {brief.wording.written_language, *brief.wording.translations} - {""}
    if not found and brief.numerals not in {"", WESTERN} and not any(find_numerals(tag, name) for tag in written):
        message = f"`numerals: {name}` has no effect, because `{brief.language}` is not written with these digits"
        sink.warning("brief-numerals", message, brief.find_origin("numerals"), "delete the line")
    return found
