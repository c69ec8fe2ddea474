"""A new brief: its file with what was stated for it, and what its audience needs beyond that.

`briefgen new brief` and the composer both write what this drafts. Nothing is in the file that nobody stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from briefgen.check.rules.required_fields import list_missing_fields
from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_values import set_value
from briefgen.load import read_brief_text
from briefgen.load.audience.parameters import check_stated_parameters, list_missing_parameters, resolve_parameters
from briefgen.load.syntax.parsed import KeyPath
from briefgen.model.audience import Audience, Rule
from briefgen.model.brief import Brief, Project
from briefgen.model.diagnostic import Diagnostic, Severity, Sink
from briefgen.resources import fill_scaffold, title_from_name

ENTRIES = "submitters"
LISTS = frozenset({"authors", "exclude", "key_facts", "keywords"})
"""Keys with a list of names, which are stated with commas between them."""
DAYS = frozenset({"date", "deadline", "period.start", "period.end"})
TITLES: Mapping[str, str] = {
    "state": "the state it is about, by its three-letter code, such as `KEN`",
    "date": "its date, such as `2026-11-23`",
    "deadline": "the last day for handing it in, such as `2026-12-01`",
    "keywords": "words by which it is found, with commas between them",
    "authors": "who wrote it, with commas between them",
    "period.start": "the first day of the time that it covers, such as `2022-11-01`",
    "period.end": "the last day of the time that it covers, such as `2026-10-31`",
    "submitters.name": "the full name of the organisation that submits it",
    "submitters.contact": "how this organisation is reached, as printed, such as an address and a telephone number",
    "submitters.description": "what this organisation is, in a sentence or two",
    "submitters.website": "the address of the site of this organisation",
}
"""What is behind the keys of a brief that audiences ask for. The pages of the composer have the same in other languages."""

Stated = tuple[str, str]
"""A key and its value: a parameter of the audience, or a key of the brief such as `state` or `submitters.name`."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a brief must state before `check` lets it pass."""

    key: str
    title: str
    choices: tuple[str, ...] = ()
    """The values that it can have; empty: any text."""
    title_key: str = ""
    """The key of `TITLES` that it has its title from; empty where the audience words it."""


@dataclass(frozen=True, slots=True)
class NewBrief:
    """The file of a new brief, which is not written yet."""

    path: str
    text: str
    needs: tuple[Need, ...]
    problems: tuple[Diagnostic, ...]
    """What is wrong with the values that were stated."""


def create_draft(project: Project, name: str, audience: Audience, library: str, stated: Iterable[Stated]) -> NewBrief:
    """The file of a new brief with what was stated, and what is left to state."""
    sink = Sink()
    text = fill_scaffold(
        "brief.yaml",
        {
            "name": name,
            "title": title_from_name(name),
            "audience": audience.id,
            "parameters": _format_parameters(audience),
            "library": library,
        },
    )
    for path, value in _place_values(audience, stated):
        try:
            text = set_value(_place_line(text, path), path, value)
        except EditRefused as refusal:
            key = ".".join(map(str, path))
            sink.error("file-value", f"`{key}` cannot be set here: {refusal.message}", None, refusal.hint)
    brief = read_brief_text(project, name, text, sink)
    if brief:
        check_stated_parameters(brief, audience, sink)
    problems = [problem for problem in sink.collect_sorted() if problem.severity is Severity.ERROR]
    needs = _list_needs(project, brief, audience) if brief and not problems else ()
    return NewBrief(f"briefs/{name}.yaml", text, tuple(needs), tuple(problems))


def _place_values(audience: Audience, stated: Iterable[Stated]) -> Iterator[tuple[KeyPath, object]]:
    """Each value with its path in the file. A key of `submitters` that is stated again belongs to another organisation."""
    parameters = {parameter.name for parameter in audience.parameters}
    entries: list[dict[str, str]] = []
    for key, value in stated:
        first, _, rest = key.partition(".")
        if key in parameters:
            yield ("parameters", key), value
        elif first == ENTRIES and rest:
            if not entries or rest in entries[-1]:
                entries.append({})
            entries[-1][rest] = value
        else:
            yield tuple(key.split(".")), _read_value(key, value)
    if entries:
        yield (ENTRIES,), entries


def _read_value(key: str, value: str) -> object:
    """A list behind the key of a list, a day behind that of a day; another word there is reported by the reader of the file."""
    if key in LISTS:
        return [part.strip() for part in value.split(",") if part.strip()]
    try:
        return date.fromisoformat(value) if key in DAYS else value
    except ValueError:
        return value


def _place_line(text: str, path: KeyPath) -> str:
    """The text with the line of a key in force that the scaffold has behind `#`, so that its value comes in its place."""
    if len(path) > 1 and path[0] != "parameters":
        return text
    start = f"{'  ' * (len(path) - 1)}# {path[-1]}:"
    return "\n".join(line.replace("# ", "", 1) if line.startswith(start) else line for line in text.split("\n"))


def _format_parameters(audience: Audience) -> str:
    """The parameters of the audience, each with a line; one that need not be stated is behind `#`."""
    if not audience.parameters:
        return ""
    lines = ["parameters:                 # what this audience asks for; with `#`: as it is without the line"]
    for parameter in audience.parameters:
        choices = f": {', '.join(parameter.values)}" if parameter.values else ""
        line = f"# {parameter.name}: {parameter.default}" if parameter.default else f"{parameter.name}:"
        lines.append(f"  {line:<26}# {parameter.title}{choices}")
    return "\n".join(lines) + "\n"


def _list_needs(project: Project, brief: Brief, audience: Audience) -> Iterator[Need]:
    """The parameters that are missing, then the keys without which a rule of the audience is broken with an error."""
    missing = list_missing_parameters(brief, audience)
    for parameter in missing:
        yield Need(parameter.name, parameter.title, tuple(parameter.values))
    resolved = resolve_parameters(brief, audience, Sink())
    open_parameters = [parameter.name for parameter in missing]
    listed = {f"parameters.{name}" for name in open_parameters}
    for rule in audience.rules:
        if rule.applies(brief.language, resolved.parameters, open_parameters) and _is_error(project, rule):
            for key in _list_missing_keys(rule, resolved):
                if key not in listed:
                    yield _build_key_need(key, audience, brief)
                listed.add(key)


def _is_error(project: Project, rule: Rule) -> bool:
    """Whether a broken rule stops the brief, as the project decides."""
    ruling = project.rulings.get(f"rule-{rule.code}") or project.rulings.get(rule.code)
    return (ruling.severity if ruling else rule.severity) is Severity.ERROR


def _list_missing_keys(rule: Rule, brief: Brief) -> list[str]:
    if rule.kind == "one-state":
        return [] if brief.state else ["state"]
    return list_missing_fields(rule, brief) if rule.kind == "fields" else []


def _build_key_need(key: str, audience: Audience, brief: Brief) -> Need:
    """A key of the brief; of a variable, the title is the word that the page of the audience prints before it."""
    if key in TITLES:
        return Need(key, TITLES[key], title_key=key)
    try:
        return Need(key, audience.find_word(key.rpartition(".")[2], brief.language))
    except KeyError:
        return Need(key, f"the key `{key}` of the brief")
