"""Turns plain data into a model, and reports what does not fit as faults in a user's words."""

from __future__ import annotations

import copy
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from briefgen.model.nearest import suggest_nearest
from briefgen.schema.key_types import LIST_TAG, MAPPING_TAG, WORD_TAG, describe_value

Model = TypeVar("Model", bound=BaseModel)
KeyPath = tuple[str | int, ...]

A_MAPPING = "a mapping of keys and values"

EXPECTED_VALUES: Mapping[str, str] = {
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": A_MAPPING,
    "model_type": A_MAPPING,
    "model_attributes_type": A_MAPPING,
}
"""By pydantic's type of error."""

KEY_WITHOUT_SPACE = re.compile(r"\w+:\S")
"""The start of a line that is a key with its value for its author, and a word for YAML: `title:Water`."""

KEY_MARKER = "[key]"
"""How pydantic marks that it means a key and not its value."""

MAX_ROUNDS = 6
"""How often wrong values are removed before the file is given up."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where, counted from the top, and what to say."""

    key_path: KeyPath
    code: str
    message: str
    hints: tuple[str, ...] = ()


def validate(model: type[Model], data: object) -> tuple[Model | None, tuple[Fault, ...]]:
    """The model, and every fault found.

    Where only some values are wrong, the model has the rest, so that the next stages can find more problems. None: the
    rest is not usable.
    """
    faults: list[Fault] = []
    rest = copy.deepcopy(data)
    for _ in range(MAX_ROUNDS):
        try:
            return model.model_validate(rest), tuple(faults)
        except ValidationError as error:
            details = [_without_tags(detail) for detail in error.errors(include_url=False)]
        # A fault that only appears after values were removed is a consequence, and its place in a list can be wrong.
        faults = faults or [_build_fault(model, detail, data) for detail in details]
        # From the last to the first, because removing an item of a list moves those behind it.
        offenders = sorted({_find_offender(detail) for detail in details}, key=_to_sort_key, reverse=True)
        if not all([_remove_value(rest, place) for place in offenders]):  # noqa: C419 - each must be taken out
            break
    return None, tuple(faults)


def _without_tags(error: ErrorDetails) -> ErrorDetails:
    """The error with its place as the file has it."""
    return {**error, "loc": tuple(step for step in error["loc"] if step not in {LIST_TAG, MAPPING_TAG, WORD_TAG})}


def _find_offender(error: ErrorDetails) -> KeyPath:
    """The place to remove: the wrong value, or the mapping that lacks a key."""
    in_key = error["loc"] and error["loc"][-1] == KEY_MARKER
    return error["loc"][:-1] if error["type"] == "missing" or in_key else error["loc"]


def _to_sort_key(place: KeyPath) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in place)


def _remove_value(data: Any, place: tuple[Any, ...]) -> bool:
    """Remove the value at a place; whether anything is left. Later items of a list must be taken out first.

    Where the model saw more than the file has, as with a text that stands for a list of one, the whole text goes.
    """
    if not place:
        return False
    step, rest = place[0], place[1:]
    if not ((isinstance(data, dict) and step in data) or (isinstance(data, list) and step in range(len(data)))):
        return True
    if rest and isinstance(data[step], dict | list):
        return _remove_value(data[step], rest)
    del data[step]
    return True


def _build_fault(model: type[BaseModel], error: ErrorDetails, data: object) -> Fault:
    place, kind = error["loc"], error["type"]
    if place and place[-1] == KEY_MARKER:
        place = place[:-1]
        return Fault(
            place,
            "file-key",
            f"the key {_describe_subject(place)}{error['ctx']['message']}",
            tuple(error["ctx"]["hints"]),
        )
    if kind == "extra_forbidden":
        key = str(place[-1])
        refused = getattr(_find_model_at(model, place[:-1]), "refused_keys", {})
        hints = (refused[key],) if key in refused else _suggest_keys(key, find_keys(model, place[:-1]))
        return Fault(place, "file-key", f"unknown key `{key}`", hints)
    if kind == "missing" and _is_key_without_value(data, place):
        return Fault(place, "file-missing", f"{_describe_subject(place)}is empty", (f"write it after `{place[-1]}:`",))
    if kind == "missing":
        return Fault(
            place,
            "file-missing",
            f"{_describe_parent(place)}the key `{place[-1]}` is missing",
            (f"add `{place[-1]}:`",),
        )
    if kind == "briefgen":
        context = error["ctx"]
        return Fault(place, context["code"], _describe_subject(place) + context["message"], tuple(context["hints"]))
    expected = EXPECTED_VALUES.get(kind, "another kind of value")
    message = f"{_describe_subject(place)}must be {expected}, found {describe_value(error['input'])}"
    hints = _suggest_mapping(model, place, error["input"]) if expected == A_MAPPING else ()
    return Fault(place, "file-value", message, hints)


def _suggest_mapping(model: type[BaseModel], place: KeyPath, found: object) -> tuple[str, ...]:
    """How to write a mapping where a text or a number was found."""
    if isinstance(found, str) and KEY_WITHOUT_SPACE.match(found):
        return ("put a space behind the `:` of each key: `key: value`",)
    keys = find_keys(model, place)
    return (f"write its keys on lines of their own below it, indented, as `{keys[0]}: ...`",) if keys and place else ()


def _is_key_without_value(data: Any, place: KeyPath) -> bool:
    """Whether a key that pydantic calls missing is in the file, without a value."""
    for step in place[:-1]:
        known = isinstance(data, dict) or (isinstance(data, list) and isinstance(step, int))
        data = dict(enumerate(data) if isinstance(data, list) else data).get(step) if known else None
    return isinstance(data, dict) and place[-1] in data


def _suggest_keys(key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return suggest_nearest(key, known) or (
        (f"the keys known here are {', '.join(f'`{name}`' for name in known)}",) if known else ()
    )


def _describe_subject(place: KeyPath) -> str:
    """`key`, or the item of it: the start of a message."""
    if not place:
        return "the file "
    if isinstance(place[-1], int):
        keys = [step for step in place if isinstance(step, str)]
        return f"item {place[-1] + 1} of `{keys[-1]}` " if keys else f"item {place[-1] + 1} "
    return f"`{place[-1]}` "


def _describe_parent(place: KeyPath) -> str:
    return f"in {_describe_subject(place[:-1]).strip()} " if len(place) > 1 else ""


def _find_model_at(model: type[BaseModel], place: KeyPath) -> type[BaseModel] | None:
    """The model of the mapping at a place."""
    annotation: Any = model
    for step in place:
        annotation = _find_inner_type(annotation, step)
    return _find_model(annotation)


def find_keys(model: type[BaseModel], place: KeyPath) -> tuple[str, ...]:
    """The keys that are allowed in a mapping at a place."""
    here = _find_model_at(model, place)
    return tuple(info.alias or name for name, info in here.model_fields.items()) if here else ()


def _find_inner_type(annotation: Any, step: str | int) -> Any:
    """The type of the value one step inside."""
    model = _find_model(annotation)
    if model and issubclass(model, RootModel):
        return _find_inner_type(model.model_fields["root"].annotation, step)
    if model:
        fields = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
        return fields.get(str(step))
    for member in _list_member_types(annotation):
        if get_origin(member) in ({list, tuple} if isinstance(step, int) else {dict}):
            return get_args(member)[1 if get_origin(member) is dict else 0]
    return None


def _find_model(annotation: Any) -> type[BaseModel] | None:
    return next(
        (
            member
            for member in _list_member_types(annotation)
            if isinstance(member, type) and issubclass(member, BaseModel)
        ),
        None,
    )


def _list_member_types(annotation: Any) -> tuple[Any, ...]:
    """The types that an annotation stands for, without `Annotated` and `|`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _list_member_types(get_args(annotation)[0])
    if origin in {Union, types.UnionType}:
        return tuple(member for part in get_args(annotation) for member in _list_member_types(part))
    return (annotation,)
