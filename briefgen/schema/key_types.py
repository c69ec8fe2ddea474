"""The base model of every file format and the types of its keys.

Each type reports what it found and what would be right in a user's words, so that no message of pydantic reaches a user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

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

from briefgen.model.artifact import Format
from briefgen.model.library import Sensitivity
from briefgen.model.nearest import suggest_nearest
from briefgen.model.numerals import NUMERALS
from briefgen.schema.project_choices import CHOICES_KEY

FORMATS = tuple(output.value for output in Format)
"""What `--to`, `formats` of an audience and `formats` of a campaign may name."""

WORD_PATTERN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DIVIDED_WORD_PATTERN = re.compile(r"[^\W\d_]+([’'-][^\W\d_]+)*")
NAME_PATTERN = re.compile(r"\w[\w-]*")
CITATION_PATTERN = re.compile(r"-?@\S.*", re.DOTALL)
STATE_PATTERN = re.compile(r"[A-Z]{3}")
BLOCK_ID_PATTERN = re.compile(r"\w[\w-]*(/\w[\w-]*)*")
BLOCK_PATTERN = re.compile(r"\w[\w-]*(/\w[\w-]*)*|(\./)?\w[\w-]*(/\w[\w-]*)*(@\w[\w-]*)?(\.[A-Za-z0-9-]+)?\.md")


class FileModel(BaseModel):
    """One mapping in a user's file. A key without a value counts as not stated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    refused_keys: ClassVar[Mapping[str, str]] = {}
    """Keys that people write here and that belong elsewhere, each with a hint."""

    @model_validator(mode="before")
    @classmethod
    def without_empty_keys(cls, data: Any) -> Any:
        """Drop `key:` without a value, as in a form that is not filled in; a key that is not known stays, to be reported."""
        if not isinstance(data, dict):
            return data
        known = {*cls.model_fields} if cls.model_config["extra"] == "forbid" else data.keys()
        return {key: value for key, value in data.items() if value is not None or key not in known}


def build_fault(code: str, message: str, *hints: str) -> PydanticCustomError:
    """A problem with one value; `code` and `message` as in a diagnostic."""
    return PydanticCustomError("briefgen", "{message}", {"code": code, "message": message, "hints": hints})


def build_value_fault(expected: str, value: object, *hints: str) -> PydanticCustomError:
    """The fault of a value that is not what its key takes."""
    return build_fault("file-value", f"must be {expected}, found {describe_value(value)}", *hints)


def describe_value(value: object) -> str:
    """A value in a user's words, for messages."""
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


def read_text(value: object) -> str:
    """A text as a file has it; a number or a date is taken as it is written, anything else is a fault."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | date):
        raise build_value_fault("text", value, "put the text in quotes")
    return str(value).strip()


def _read_filled_text(value: object) -> str:
    if not (text := read_text(value)):
        raise build_fault("file-value", "is empty", "fill it in")
    return text


def read_date(value: object) -> date:
    """A day, from YAML's own or from a text in quotation marks; a fault for what is none."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, date):
        raise build_value_fault("a date", value, "write it as `2026-11-23`")
    return value


def _require(is_valid: Callable[[Any], bool], expected: str) -> BeforeValidator:
    """A check of a value that YAML has read already."""

    def check(value: object) -> object:
        if not is_valid(value):
            raise build_value_fault(expected, value)
        return value

    return BeforeValidator(check)


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """Changes the JSON Schema of a type, where a file may write a value in a shorter way."""

    change: Callable[[dict[str, Any]], dict[str, Any]]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.change(handler(core))


def wrap_in_list(value: object) -> object:
    """A list; one value alone stands for a list of one."""
    return [value] if isinstance(value, str | int | Decimal | date) and not isinstance(value, bool) else value


def require_pattern(pattern: re.Pattern[str], expected: str, *hints: str) -> Callable[[object], str]:
    """A check that a text has a form."""

    def check(value: object) -> str:
        text = _read_filled_text(value)
        if not pattern.fullmatch(text):
            raise build_value_fault(expected, text, *hints)
        return text

    return check


def require_one_of(words: Iterable[str]) -> Callable[[object], str]:
    """A check that a text is one of some words."""
    known = tuple(words)

    def check(value: object) -> str:
        text = _read_filled_text(value)
        if text not in known:
            raise build_value_fault(
                _list_choices(known),
                text,
                *suggest_nearest(text, known),
            )
        return text

    return check


def _list_choices(words: tuple[str, ...]) -> str:
    return f"one of {', '.join(f'`{word}`' for word in words)}" if len(words) <= 6 else "a word known here"


def require_word_of(kind: type[StrEnum]) -> BeforeValidator:
    """A key that takes one word of an enumeration."""
    return BeforeValidator(require_one_of(tuple(kind)))


def _read_sensitivity(value: object) -> Sensitivity:
    if isinstance(value, Sensitivity):
        return value
    return Sensitivity[require_one_of(level.word for level in Sensitivity)(value).upper()]


def _accept_translations(read: Callable[[object], Any]) -> BeforeValidator:
    """A text, or texts by language, each as `read` takes it."""

    def check(value: object) -> Any:
        if not isinstance(value, dict):
            return read(value)
        if not value:
            raise build_fault("file-value", "is empty", "write texts as `{en: Summary, fr: Résumé}`")
        is_language = require_pattern(LANGUAGE_PATTERN, "a language code", "write texts as `{en: Summary, fr: Résumé}`")
        return {is_language(language): read(text) for language, text in value.items()}

    return BeforeValidator(check)


def _build_translatable_schema(schema: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [schema, {"type": "object", "additionalProperties": schema}]})


Text = Annotated[str, BeforeValidator(read_text), WithJsonSchema({"type": ["string", "number"]})]
"""Text that may be empty; a number or date without quotes is taken as it is written."""

FilledText = Annotated[
    str, BeforeValidator(_read_filled_text), WithJsonSchema({"type": ["string", "number"], "minLength": 1})
]
TranslatableText = Annotated[
    Any, _accept_translations(read_text), _build_translatable_schema({"type": ["string", "number"]})
]
"""A text that may be empty, or texts by language: `{en: people, fr: personnes}`."""
FilledTranslatableText = Annotated[
    Any,
    _accept_translations(_read_filled_text),
    _build_translatable_schema({"type": ["string", "number"], "minLength": 1}),
]
Flag = Annotated[bool, _require(lambda value: isinstance(value, bool), "`true` or `false`")]
Day = Annotated[date, BeforeValidator(read_date)]
Count = Annotated[
    int,
    _require(lambda value: type(value) is int and value >= 1, "a number from 1 upward"),
    WithJsonSchema({"type": "integer", "minimum": 1}),
]
Number = Annotated[int, _require(lambda value: type(value) is int, "a whole number")]


def _build_part_type(folder: str, kind: str) -> tuple[BeforeValidator, WithJsonSchema]:
    """The name of a part of the project, or the path of its file or folder: `briefs/upr.yaml`, `content/water/`."""
    path = re.compile(rf"(?:\./)?{folder}/({NAME_PATTERN.pattern})(?:\.ya?ml|/)?")
    is_name = require_pattern(NAME_PATTERN, "a name", "use letters, digits, `-` and `_`")

    def check(value: object) -> str:
        found = path.fullmatch(value) if isinstance(value, str) else None
        return is_name(found[1] if found else value)

    return BeforeValidator(check), WithJsonSchema({"type": "string", CHOICES_KEY: kind})


def _build_pattern_type(
    pattern: re.Pattern[str], expected: str, *hints: str, choices: str = ""
) -> tuple[BeforeValidator, WithJsonSchema]:
    schema = {"type": "string", "pattern": f"^{pattern.pattern}$", **({CHOICES_KEY: choices} if choices else {})}
    return BeforeValidator(require_pattern(pattern, expected, *hints)), WithJsonSchema(schema)


Word = Annotated[str, *_build_pattern_type(WORD_PATTERN, "a lower-case word", "write it like `legal-analysis`")]
Language = Annotated[
    str, *_build_pattern_type(LANGUAGE_PATTERN, "a language code", "write it like `en`, `ko` or `pt-BR`")
]
Name = Annotated[str, *_build_pattern_type(NAME_PATTERN, "a name", "use letters, digits, `-` and `_`")]
AudienceName = Annotated[str, *_build_part_type("templates", "audience")]
ExtendedAudienceName = Annotated[
    str, *_build_pattern_type(NAME_PATTERN, "a name", "use letters, digits, `-` and `_`", choices="extended")
]
"""The name of an audience, also of one that only exists to be extended."""
LibraryName = Annotated[str, *_build_part_type("content", "library")]
BriefName = Annotated[str, *_build_part_type("briefs", "brief")]
BlockId = Annotated[
    str, *_build_pattern_type(BLOCK_ID_PATTERN, "a block id", "write it like `legal/torture`", choices="block")
]
BlockName = Annotated[
    str,
    *_build_pattern_type(
        BLOCK_PATTERN, "a block id", "write it like `legal/torture`, or the path of its file", choices="block"
    ),
]
"""How a brief names a block: by its id or by the path of its file."""
State = Annotated[str, *_build_pattern_type(STATE_PATTERN, "a state's code", "write three capital letters: `CHN`")]
FormatName = Annotated[
    str, BeforeValidator(require_one_of(FORMATS)), WithJsonSchema({"type": "string", "enum": list(FORMATS)})
]
NumeralsName = Annotated[str, BeforeValidator(require_one_of(NUMERALS)), WithJsonSchema({"enum": list(NUMERALS)})]
CitationText = Annotated[
    str, *_build_pattern_type(CITATION_PATTERN, "a citation", "write it like `@yoon2024, p 3`", choices="citation")
]
SensitivityWord = Annotated[
    Sensitivity,
    BeforeValidator(_read_sensitivity),
    WithJsonSchema({"type": "string", "enum": [level.word for level in Sensitivity]}),
]


def _expand_ids(value: object) -> object:
    """Entries of a list: `legal` alone stands for `{id: legal}`."""
    if not isinstance(value, list):
        return value
    return [{"id": entry} if isinstance(entry, str) else entry for entry in value]


ENTRY_LIST = (
    BeforeValidator(_expand_ids),
    SchemaChange(lambda schema: {**schema, "items": {"anyOf": [{"type": "string"}, schema["items"]]}}),
)
"""For lists of mappings with ids."""

MAPPING_TAG, LIST_TAG, WORD_TAG = "[mapping]", "[list]", "[word]"
"""How pydantic marks in a place which of two forms a value has."""


class DefaultSensitivityKeys(FileModel):
    """Keys at the top of a file of entries, for every entry that does not state its own."""

    sensitivity: SensitivityWord | None = Field(None, description="Who may see entries without a label of their own.")


def add_default_sensitivity(schema: dict[str, Any]) -> None:
    """The JSON Schema of a file of entries, with the label at its head."""
    entries = schema.pop("patternProperties", None) or {"": schema.pop("additionalProperties")}
    schema["patternProperties"] = {
        f"^(?!sensitivity$){name.removeprefix('^')}": entry for name, entry in entries.items()
    }
    schema["additionalProperties"] = False
    schema["properties"] = {"sensitivity": DefaultSensitivityKeys.model_json_schema()["properties"]["sensitivity"]}


ONE_OR_MORE = (BeforeValidator(wrap_in_list), SchemaChange(lambda schema: {"anyOf": [schema["items"], schema]}))
"""For types of lists: one value alone is a list of one."""

Texts = Annotated[tuple[FilledText, ...], *ONE_OR_MORE]
CitationTexts = Annotated[tuple[CitationText, ...], *ONE_OR_MORE]
Words = Annotated[tuple[Word, ...], *ONE_OR_MORE]
Names = Annotated[tuple[Name, ...], *ONE_OR_MORE]
BlockIds = Annotated[tuple[BlockId, ...], *ONE_OR_MORE]
BriefNames = Annotated[tuple[BriefName, ...], *ONE_OR_MORE]
BlockNames = Annotated[tuple[BlockName, ...], *ONE_OR_MORE]
DividedWord = Annotated[
    str, *_build_pattern_type(DIVIDED_WORD_PATTERN, "a word of letters and hyphens", "write it like `Pyong-yang`")
]
DividedWords = Annotated[tuple[DividedWord, ...], *ONE_OR_MORE]
Languages = Annotated[tuple[Language, ...], *ONE_OR_MORE]
FormatNames = Annotated[tuple[FormatName, ...], *ONE_OR_MORE]
TranslatableTexts = Annotated[tuple[FilledTranslatableText, ...], *ONE_OR_MORE]
"""Texts, or each in several languages."""
