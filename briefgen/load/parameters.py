"""Holds what a brief tells its audience against what the audience asks to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.values.audience import Audience, Parameter
from briefgen.values.brief import Brief
from briefgen.values.diagnostic import Sink
from briefgen.values.nearest import did_you_mean
from briefgen.values.translation import by_language, has_words, same_language, texts_in


def with_parameters(brief: Brief, audience: Audience, sink: Sink) -> Brief:
    """The brief with a value for every parameter of its audience; what is missing, unknown or not allowed is reported."""
    known = {one.name: one for one in audience.parameters}
    for name in brief.parameters:
        if name not in known:
            hints = did_you_mean(name, known) or (
                (f"its parameters are {_listed(known)}",) if known else ("take it out",)
            )
            message = f"audience `{audience.id}` has no parameter `{name}`"
            sink.error("brief-parameter", message, brief.at(f"parameters.{name}"), *hints)
    values = {name: _value(brief, audience, one, sink) for name, one in known.items()}
    return replace(brief, parameters=values)


def _value(brief: Brief, audience: Audience, parameter: Parameter, sink: Sink) -> str:
    value = brief.parameters.get(parameter.name) or parameter.default
    if not value:
        message = f"audience `{audience.id}` needs the parameter `{parameter.name}`: {parameter.title}"
        choices = f"one of {_listed(parameter.values)}" if parameter.values else "its value"
        sink.error("brief-parameter", message, brief.at("parameters"), f"write {choices} under `parameters:`")
    elif parameter.values and value not in parameter.values:
        message = f"`{value}` is no value of `{parameter.name}`; it is one of {_listed(parameter.values)}"
        origin = brief.at(f"parameters.{parameter.name}")
        sink.error("brief-parameter", message, origin, *did_you_mean(value, parameter.values))
    elif parameter.name in brief.parameters and not parameter.values and _is_foreign(brief, parameter.name, value):
        key = f"parameters.{parameter.name}"
        hint = f"write texts by language, as `{by_language(brief.written, brief.language)}`"
        sink.warning("text-untranslated", f"`{key}` is not written in `{brief.language}`", brief.at(key), hint)
    return value


def _is_foreign(brief: Brief, name: str, value: str) -> bool:
    """Whether a parameter's free text is in another language than the brief."""
    there = f"parameters.{name}" in texts_in(brief, brief.language)
    return bool(brief.written) and has_words(value) and not there and not same_language(brief.written, brief.language)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
