"""Checks the parameters of a brief against those that its audience defines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.model.audience import Audience, Parameter
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.translation import find_translations, format_by_language, has_words, is_same_language


def resolve_parameters(brief: Brief, audience: Audience, sink: Sink) -> Brief:
    """The brief with a value for every parameter of its audience; what is missing, unknown or not allowed is reported."""
    known = {parameter.name: parameter for parameter in audience.parameters}
    for name in brief.parameters:
        if name not in known:
            hints = suggest_nearest(name, known) or (
                (f"its parameters are {_format_list(known)}",) if known else ("take it out",)
            )
            message = f"audience `{audience.id}` has no parameter `{name}`"
            sink.error("brief-parameter", message, brief.find_origin(f"parameters.{name}"), *hints)
    values = {name: _resolve_value(brief, audience, parameter, sink) for name, parameter in known.items()}
    return replace(brief, parameters=values)


def _resolve_value(brief: Brief, audience: Audience, parameter: Parameter, sink: Sink) -> str:
    value = brief.parameters.get(parameter.name) or parameter.default
    if not value and not _is_needed(brief, audience, parameter):
        return ""
    if not value:
        message = f"audience `{audience.id}` needs the parameter `{parameter.name}`: {parameter.title}"
        choices = f"one of {_format_list(parameter.values)}" if parameter.values else "its value"
        sink.error("brief-parameter", message, brief.find_origin("parameters"), f"write {choices} under `parameters:`")
    elif parameter.values and value not in parameter.values:
        message = f"`{value}` is not a value of `{parameter.name}`; it is one of {_format_list(parameter.values)}"
        origin = brief.find_origin(f"parameters.{parameter.name}")
        sink.error("brief-parameter", message, origin, *suggest_nearest(value, parameter.values))
    elif parameter.name in brief.parameters and not parameter.values and _is_untranslated(brief, parameter.name, value):
        key = f"parameters.{parameter.name}"
        hint = f"write texts by language, as `{format_by_language(brief.wording.written_language, brief.language)}`"
        sink.warning("text-untranslated", f"`{key}` is not written in `{brief.language}`", brief.find_origin(key), hint)
    return value


def _is_needed(brief: Brief, audience: Audience, parameter: Parameter) -> bool:
    """Whether a brief must state a parameter, by the values of the others."""
    defaults = {other.name: other.default for other in audience.parameters}
    return all((brief.parameters.get(name) or defaults.get(name)) in values for name, values in parameter.when.items())


def _is_untranslated(brief: Brief, name: str, value: str) -> bool:
    """Whether a parameter's free text is in another language than the brief."""
    there = f"parameters.{name}" in find_translations(brief.wording, brief.language)
    return (
        bool(brief.wording.written_language)
        and has_words(value)
        and not there
        and not is_same_language(brief.wording.written_language, brief.language)
    )


def _format_list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
