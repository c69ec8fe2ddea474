"""Checks the parameters of a brief against those that its audience defines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.model.audience import Audience, Parameter
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Sink
from briefgen.model.nearest import suggest_nearest
from briefgen.model.translation import find_translations, format_by_language, has_words, is_same_language


def resolve_parameters(brief: Brief, audience: Audience, sink: Sink) -> Brief:
    """The brief with a value for every parameter of its audience; what is missing, unknown or not allowed is reported."""
    check_stated_parameters(brief, audience, sink)
    for parameter in list_missing_parameters(brief, audience):
        message = f"audience `{audience.id}` needs the parameter `{parameter.name}`: {parameter.title}"
        choices = f"one of {_format_list(parameter.values)}" if parameter.values else "its value"
        sink.error("brief-parameter", message, brief.find_origin("parameters"), f"write {choices} under `parameters:`")
    return replace(brief, parameters=_fill_in_defaults(brief, audience))


def list_missing_parameters(brief: Brief, audience: Audience) -> tuple[Parameter, ...]:
    """The parameters that a brief must state, by the values of the others, and does not."""
    values = _fill_in_defaults(brief, audience)
    return tuple(
        parameter
        for parameter in audience.parameters
        if not values[parameter.name] and all(values.get(name) in allowed for name, allowed in parameter.when.items())
    )


def check_stated_parameters(brief: Brief, audience: Audience, sink: Sink) -> None:
    """Report parameters of a brief that its audience does not know, and values that it does not allow."""
    known = {parameter.name: parameter for parameter in audience.parameters}
    for name, value in brief.parameters.items():
        if name not in known:
            hints = suggest_nearest(name, known) or (
                (f"its parameters are {_format_list(known)}",) if known else ("take it out",)
            )
            message = f"audience `{audience.id}` has no parameter `{name}`"
            sink.error("brief-parameter", message, brief.find_origin(f"parameters.{name}"), *hints)
        elif value:
            _check_value(brief, known[name], value, sink)


def _fill_in_defaults(brief: Brief, audience: Audience) -> Mapping[str, str]:
    """The value of each parameter of the audience; empty where nothing says it."""
    return {
        parameter.name: brief.parameters.get(parameter.name) or parameter.default for parameter in audience.parameters
    }


def _check_value(brief: Brief, parameter: Parameter, value: str, sink: Sink) -> None:
    key = f"parameters.{parameter.name}"
    if parameter.values and value not in parameter.values:
        message = f"`{value}` is not a value of `{parameter.name}`; it is one of {_format_list(parameter.values)}"
        sink.error("brief-parameter", message, brief.find_origin(key), *suggest_nearest(value, parameter.values))
    elif not parameter.values and _is_untranslated(brief, parameter.name, value):
        hint = f"write texts by language, as `{format_by_language(brief.wording.written_language, brief.language)}`"
        sink.warning("text-untranslated", f"`{key}` is not written in `{brief.language}`", brief.find_origin(key), hint)


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
