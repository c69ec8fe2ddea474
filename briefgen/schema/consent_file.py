"""The format of `consent`: what people allowed to be done with their words and pictures."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from briefgen.schema.key_types import (
    Day,
    FileModel,
    FilledText,
    Names,
    SchemaChange,
    build_fault,
    build_value_fault,
    wrap_in_list,
)

ANY = "any"
STATE_PATTERN = re.compile(r"[A-Z]{2,3}")


def _read_places(value: object) -> object:
    """States by their codes, or `any`."""
    listed = wrap_in_list(value)
    for place in listed if isinstance(listed, list) else [listed]:
        if place != ANY and not (isinstance(place, str) and STATE_PATTERN.fullmatch(place)):
            hint = "write states by their codes, `[CHE, JPN]`, or `any`"
            raise build_value_fault("states or `any`", place, hint)
    return listed


def _wrap_single_consent(value: object) -> object:
    return [value] if isinstance(value, dict) else value


DATE_KEYS = ("until", "withdrawn")


def _require_date(value: object) -> object:
    """A date that is written: an empty one is not the same as no date."""
    if value is None:
        raise build_fault(
            "file-value", "must be a date, found nothing", "write the day; without the line it has no such limit"
        )
    return value


class ConsentFile(FileModel):
    """What one person agreed to. Who, where and how are required: what is not stated was not agreed to."""

    @model_validator(mode="before")
    @classmethod
    def without_empty_keys(cls, data: Any) -> Any:
        """Drop `key:` without a value, as in every file, except the two dates."""
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key in DATE_KEYS}

    given: FilledText = Field(
        description="How and when it was given and where that is kept: `signed form of 2026-03-02, office safe`. Never printed."
    )
    audiences: Names = Field(description="Audiences that may see it, or `any`.")
    places: Annotated[
        tuple[str, ...],
        BeforeValidator(_read_places),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
    ] = Field(
        description="States whose recipients may see it, by their ISO 3166-1 codes, or `any`. A document without a "
        "recipient, such as a public report, can go anywhere: write `any`."
    )
    until: Annotated[Day | None, BeforeValidator(_require_date)] = Field(
        None, description="Last day, which the date of a brief must not pass. Omitted: until it is withdrawn."
    )
    withdrawn: Annotated[Day | None, BeforeValidator(_require_date)] = Field(
        None, description="The day on which it was withdrawn: from then on, nothing is printed."
    )


Consents = Annotated[
    tuple[ConsentFile, ...],
    BeforeValidator(_wrap_single_consent),
    SchemaChange(lambda schema: {"anyOf": [schema["items"], schema]}),
]
"""The consent of one person, or of each of several."""
