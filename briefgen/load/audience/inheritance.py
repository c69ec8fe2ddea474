"""Joins an audience with those it extends: what a file states replaces or changes what it inherits.

Mappings are joined by key and lists replaced, with two exceptions: an entry of `sections` or `references` with the id of an
inherited entry keeps everything of it that it does not state; `rules` are joined by code, for no rule may get lost unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from briefgen.load.syntax.validated import ValidatedFile
from briefgen.schema.audience_file import AudienceFile, ReferenceGroupFile, RuleFile, SectionFile
from briefgen.schema.key_types import FileModel

File = TypeVar("File", bound=FileModel)
Entry = TypeVar("Entry", SectionFile, ReferenceGroupFile)

LOCAL_KEYS = frozenset(("extends", "abstract"))
"""Keys that hold for one file alone."""


def add_origins(read: ValidatedFile[AudienceFile]) -> AudienceFile:
    """The file, whose sections and rules know where they are written."""
    for index, rule in enumerate(read.model.rules):
        rule.set_origin(read.find_origin("rules", index))
    for place, section in _walk_places(read.model.sections, ("sections",)):
        section.set_origin(read.find_origin(*place))
    return read.model


def _walk_places(
    sections: Iterable[SectionFile], place: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], SectionFile]]:
    for index, section in enumerate(sections):
        yield (*place, index), section
        yield from _walk_places(section.sections, (*place, index, "sections"))


def join_audiences(parent: AudienceFile, child: AudienceFile) -> AudienceFile:
    """What holds for an audience that extends another."""
    return _join_models(parent, child)


def _join_models(parent: File, child: File) -> File:
    """A copy of the parent with every key that the child states."""
    # Only stated keys: a default of the child must not replace what its parent states.
    stated = child.model_fields_set - LOCAL_KEYS
    return parent.model_copy(update={key: _join_values(getattr(parent, key), getattr(child, key)) for key in stated})


def _join_values(old: Any, new: Any) -> object:
    """The inherited value of a key with the child's changes. The types of both are those of one field."""
    match old, new:
        case FileModel(), FileModel():
            return _join_models(old, new)
        case Mapping(), Mapping():
            return {**old, **{key: _join_values(old.get(key), value) for key, value in new.items()}}
        case _, (RuleFile(), *_):
            return _join_rules(old, new)
        case _, ((SectionFile() | ReferenceGroupFile()), *_):
            return _join_entries(new, dict(_walk_by_id(old)))
        case _:
            return new


def _join_rules(old: Iterable[RuleFile], new: Iterable[RuleFile]) -> tuple[RuleFile, ...]:
    """The inherited rules with their changes, then the new ones; a code stated twice stays twice, to be reported."""
    changes: dict[str, RuleFile] = {}
    twice = [rule for rule in new if changes.setdefault(rule.code, rule) is not rule]
    kept = [_join_entry(rule, changes.pop(rule.code)) if rule.code in changes else rule for rule in old]
    return (*kept, *changes.values(), *twice)


def _join_entries(entries: Iterable[Entry], inherited: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """The entries of a list, each joined with the inherited entry of its id, wherever that was."""
    result = []
    for entry in entries:
        parent = inherited.get(entry.id)
        joined = _join_entry(parent, entry) if parent else entry
        # Inner sections may inherit from any section of the parent, because a child can regroup them.
        if isinstance(entry, SectionFile) and entry.sections:
            joined = joined.model_copy(update={"sections": _join_entries(entry.sections, inherited)})
        result.append(joined)
    return tuple(result)


def _join_entry(parent: File, child: File) -> File:
    """An entry that states nothing but its name is the inherited one, at the inherited place."""
    stated = {key: getattr(child, key) for key in child.model_fields_set}
    if stated.keys() == {"id"}:
        return parent
    joined = parent.model_copy(update=stated)
    # The copy has the origin of the parent; a message about the joined entry must lead to the file that changes it.
    if isinstance(joined, SectionFile | RuleFile) and isinstance(child, SectionFile | RuleFile):
        joined.set_origin(child.origin)
    return joined


def _walk_by_id(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    for entry in entries:
        yield entry.id, entry
        if isinstance(entry, SectionFile):
            yield from _walk_by_id(entry.sections)
