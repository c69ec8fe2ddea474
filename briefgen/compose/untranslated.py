"""Says which texts of a page are in another language than the brief: fixed words, facts, the brief's own texts."""

from __future__ import annotations

from briefgen.compose.template_context import FactPrinter, FixedWords
from briefgen.model.brief import Brief, Organisation
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.translation import find_untranslated, format_by_language, to_base_language
from briefgen.model.tree import Element, extract_text

ALWAYS_PRINTED_WORDS = ("notes",)
"""Fixed words that formats print by themselves."""


def report_untranslated(
    brief: Brief,
    organisation: Organisation,
    printer: FactPrinter,
    words: FixedWords,
    body: Element,
    sink: Sink,
) -> None:
    """A warning for each text that was printed although it is not written in the brief's language."""
    _report_words(words, sink)
    language = brief.language
    for key in brief.wording.untranslated_keys:
        message = f"`{key}` is not written in `{language}`"
        hint = f"write texts by language, as `{format_by_language(brief.wording.written_language, language)}`"
        sink.warning("text-untranslated", message, brief.find_origin(key), hint)
    for fact, key in dict.fromkeys(printer.untranslated):
        written, origin = printer.facts[fact].written_language, printer.facts[fact].origin
        message = f"the {key} of the fact `{fact}` is not written in `{language}`"
        hint = f"write `{key}: {format_by_language(written, language)}`"
        sink.warning("text-untranslated", message, origin, hint)
    _report_organisation(organisation, language, body, sink)


def _report_words(words: FixedWords, sink: Sink) -> None:
    audience = words.audience
    for key in ALWAYS_PRINTED_WORDS:
        if any(key in known for known in audience.words.values()):
            words(key)
    if words.untranslated:
        listed = ", ".join(f"`{key}`" for key in sorted(words.untranslated))
        message = f"audience `{audience.id}` has no words in `{words.language}` for {listed}, and prints English ones"
        where = f"`templates/{audience.id}/audience.yaml`, with `extends: {audience.id}` where it is a built-in one"
        hint = f"write `words: {{{to_base_language(words.language)}: {{...}}}}` in {where}"
        sink.warning("audience-untranslated", message, audience.origin, hint)


def _report_organisation(organisation: Organisation, language: str, body: Element, sink: Sink) -> None:
    """Only what is printed: most pages print no description."""
    page = " ".join(extract_text((body,)).split())
    for key in find_untranslated(organisation, ("description",), language):
        if " ".join(getattr(organisation, key).split()) in page:
            message = f"`organisation.{key}` is printed and not written in `{language}`"
            hint = f"write it by language, as `{key}: {format_by_language(organisation.written_language, language)}`"
            sink.warning("text-untranslated", message, Origin("briefgen.yaml"), hint)
