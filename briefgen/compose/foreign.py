"""Says which texts of a page are in another language than the brief: fixed words, facts, the brief's own texts."""

from __future__ import annotations

from briefgen.compose.names import FactPrinter, FixedWords
from briefgen.values.brief import Brief, Organisation
from briefgen.values.diagnostic import Origin, Sink
from briefgen.values.translation import base_language, by_language, untranslated
from briefgen.values.tree import Element, text_of

ALWAYS_WORDED = ("notes",)
"""Fixed words that formats print by themselves."""


def report_foreign(
    brief: Brief,
    organisation: Organisation,
    printer: FactPrinter,
    words: FixedWords,
    body: Element,
    sink: Sink,
) -> None:
    """A warning for each text that was printed although it is not written in the brief's language."""
    _words(words, sink)
    language = brief.language
    for key in brief.untranslated:
        message = f"`{key}` is not written in `{language}`"
        hint = f"write texts by language, as `{by_language(brief.written, language)}`"
        sink.warning("text-untranslated", message, brief.at(key), hint)
    for fact, key in dict.fromkeys(printer.foreign):
        written, origin = printer.facts[fact].written, printer.facts[fact].origin
        message = f"the {key} of the fact `{fact}` is not written in `{language}`"
        hint = f"write `{key}: {by_language(written, language)}`"
        sink.warning("text-untranslated", message, origin, hint)
    _organisation(organisation, language, body, sink)


def _words(words: FixedWords, sink: Sink) -> None:
    audience = words.audience
    for key in ALWAYS_WORDED:
        if any(key in known for known in audience.words.values()):
            words(key)
    if words.foreign:
        listed = ", ".join(f"`{key}`" for key in sorted(words.foreign))
        message = f"audience `{audience.id}` has no words in `{words.language}` for {listed}, and prints English ones"
        where = f"`templates/{audience.id}/audience.yaml`, with `extends: {audience.id}` where it is a built-in one"
        hint = f"write `words: {{{base_language(words.language)}: {{...}}}}` in {where}"
        sink.warning("audience-untranslated", message, audience.origin, hint)


def _organisation(organisation: Organisation, language: str, body: Element, sink: Sink) -> None:
    """Only what is printed: most pages print no description."""
    page = " ".join(text_of((body,)).split())
    for key in untranslated(organisation, ("description",), language):
        if " ".join(getattr(organisation, key).split()) in page:
            message = f"`organisation.{key}` is printed and not written in `{language}`"
            hint = f"write it by language, as `{key}: {by_language(organisation.written, language)}`"
            sink.warning("text-untranslated", message, Origin("briefgen.yaml"), hint)
