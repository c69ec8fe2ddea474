"""The ground that every file format stands on: the base model and the types of its keys.

Each type says what it found and what would be right in words of the contract, so that no message of pydantic
reaches a user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from briefgen.values.artifact import Format
from briefgen.values.library import Sensitivity
from briefgen.values.nearest import did_you_mean

FORMATS = tuple(one.value for one in Format)
"""What `--to`, `formats` of an audience and `formats` of a campaign may name."""

WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NAME = re.compile(r"\w[\w-]*")
CITATION = re.compile(r"-?@\S.*", re.DOTALL)
BLOCK_ID = re.compile(r"\w[\w-]*(/\w[\w-]*)*")


class FileModel(BaseModel):
    """One mapping in a user's file. A key without a value counts as not stated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def without_empty_keys(cls, data: Any) -> Any:
        """Drop `key:` with nothing behind it, as it stands in a form not yet filled in."""
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


def fault(code: str, message: str, *hints: str) -> PydanticCustomError:
    """A problem with one value; `code` and `message` as in a diagnostic."""
    return PydanticCustomError("briefgen", "{message}", {"code": code, "message": message, "hints": hints})


def found(value: object) -> str:
    """What a value is, in a user's words."""
    if isinstance(value, str):
        return f"`{value if len(value) <= 60 else value[:57] + '...'}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | Decimal):
        return f"the number `{value}`"
    if isinstance(value, date):
        return f"the date `{value}`"
    names: dict[type, str] = {list: "a list", tuple: "a list", dict: "a mapping"}
    return names.get(type(value), "nothing")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | date):
        raise fault("file-value", f"wants text, found {found(value)}", "put the text in quotes")
    return str(value).strip()


def _filled(value: object) -> str:
    if not (text := _text(value)):
        raise fault("file-value", "is empty", "fill it in")
    return text


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise fault("file-value", f"wants `true` or `false`, found {found(value)}")
    return value


def _day(value: object) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, date):
        raise fault("file-value", f"wants a date, found {found(value)}", "write it as `2026-11-23`")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise fault("file-value", f"wants a number from 1 upward, found {found(value)}")
    return value


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise fault("file-value", f"wants a whole number, found {found(value)}")
    return value


@dataclass(frozen=True, slots=True)
class Schema:
    """Changes the JSON Schema of a type, where the file may say less than the model holds."""

    change: Callable[[dict[str, Any]], dict[str, Any]]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.change(handler(core))


def list_of(value: object) -> object:
    """A list; one value alone stands for a list of one."""
    return [value] if isinstance(value, str | int | Decimal | date) and not isinstance(value, bool) else value


def matching(pattern: re.Pattern[str], wanted: str, *hints: str) -> Callable[[object], str]:
    """A check that a text has a form."""

    def check(value: object) -> str:
        text = _filled(value)
        if not pattern.fullmatch(text):
            raise fault("file-value", f"wants {wanted}, found {found(text)}", *hints)
        return text

    return check


def one_of(words: Iterable[str]) -> Callable[[object], str]:
    """A check that a text is one of some words."""
    known = tuple(words)

    def check(value: object) -> str:
        text = _filled(value)
        if text not in known:
            raise fault("file-value", f"wants {_choice(known)}, found {found(text)}", *did_you_mean(text, known))
        return text

    return check


def _choice(words: tuple[str, ...]) -> str:
    return f"one of {', '.join(f'`{word}`' for word in words)}" if len(words) <= 6 else "a word known here"


def word_of(kind: type[StrEnum]) -> BeforeValidator:
    """A key that takes one word of an enumeration."""
    return BeforeValidator(one_of(tuple(kind)))


def _sensitivity(value: object) -> Sensitivity:
    if isinstance(value, Sensitivity):
        return value
    return Sensitivity[one_of(one.word for one in Sensitivity)(value).upper()]


def _worded(read: Callable[[object], Any]) -> BeforeValidator:
    """A text, or texts by language, each as `read` takes it."""

    def check(value: object) -> Any:
        if not isinstance(value, dict):
            return read(value)
        if not value:
            raise fault("file-value", "is empty", "write texts as `{en: Summary, fr: Résumé}`")
        for language in value:
            matching(LANGUAGE, "a language code", "write texts as `{en: Summary, fr: Résumé}`")(language)
        return {str(language): read(text) for language, text in value.items()}

    return BeforeValidator(check)


def _by_language(schema: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [schema, {"type": "object", "additionalProperties": schema}]})


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
"""Text that may be empty; a number or date without quotes is taken as it is written."""

FilledText = Annotated[str, BeforeValidator(_filled), WithJsonSchema({"type": ["string", "number"], "minLength": 1})]
Worded = Annotated[Any, _worded(_text), _by_language({"type": ["string", "number"]})]
"""A text that may be empty, or texts by language: `{en: people, fr: personnes}`."""
FilledWorded = Annotated[Any, _worded(_filled), _by_language({"type": ["string", "number"], "minLength": 1})]
Flag = Annotated[bool, BeforeValidator(_boolean)]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 1})]
Number = Annotated[int, BeforeValidator(_number)]


def _named(pattern: re.Pattern[str], wanted: str, *hints: str) -> tuple[BeforeValidator, WithJsonSchema]:
    schema = {"type": "string", "pattern": f"^{pattern.pattern}$"}
    return BeforeValidator(matching(pattern, wanted, *hints)), WithJsonSchema(schema)


Word = Annotated[str, *_named(WORD, "a lower-case word", "write it like `legal-analysis`")]
Language = Annotated[str, *_named(LANGUAGE, "a language code", "write it like `en`, `ko` or `pt-BR`")]
Name = Annotated[str, *_named(NAME, "a name", "use letters, digits, `-` and `_`")]
BlockId = Annotated[str, *_named(BLOCK_ID, "a block id", "write it like `legal/torture`")]
FormatName = Annotated[str, BeforeValidator(one_of(FORMATS)), WithJsonSchema({"type": "string", "enum": list(FORMATS)})]
Citation = Annotated[str, *_named(CITATION, "a citation", "write it like `@yoon2024, p 3`")]
SensitivityWord = Annotated[
    Sensitivity,
    BeforeValidator(_sensitivity),
    WithJsonSchema({"type": "string", "enum": [one.word for one in Sensitivity]}),
]


class LabelKeys(FileModel):
    """What stands at the head of a file of entries and holds for each that does not say otherwise."""

    sensitivity: SensitivityWord | None = Field(None, description="Who may have what the file does not label itself.")


def with_label(schema: dict[str, Any]) -> None:
    """The JSON Schema of a file of entries, with the label at its head."""
    entries = schema.pop("patternProperties", None) or {"": schema.pop("additionalProperties")}
    schema["patternProperties"] = {f"^(?!sensitivity$){name.removeprefix('^')}": one for name, one in entries.items()}
    schema["additionalProperties"] = False
    schema["properties"] = {"sensitivity": LabelKeys.model_json_schema()["properties"]["sensitivity"]}


LIST = (BeforeValidator(list_of), Schema(lambda schema: {"anyOf": [schema["items"], schema]}))
"""For types of lists: one value alone is a list of one."""

Texts = Annotated[tuple[FilledText, ...], *LIST]
Citations = Annotated[tuple[Citation, ...], *LIST]
Words = Annotated[tuple[Word, ...], *LIST]
Names = Annotated[tuple[Name, ...], *LIST]
BlockIds = Annotated[tuple[BlockId, ...], *LIST]
Languages = Annotated[tuple[Language, ...], *LIST]
FormatNames = Annotated[tuple[FormatName, ...], *LIST]
WordedTexts = Annotated[tuple[FilledWorded, ...], *LIST]
"""Texts, or each in several languages."""
