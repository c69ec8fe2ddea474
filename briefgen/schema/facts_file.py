"""The format of `facts.yaml`."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from briefgen.model.library import Certainty, Exactness, FactValue
from briefgen.schema.key_types import (
    LANGUAGE_PATTERN,
    CitationTexts,
    Day,
    FileModel,
    Name,
    SensitivityWord,
    Text,
    TranslatableText,
    add_default_sensitivity,
    build_fault,
    build_value_fault,
    read_date,
    require_pattern,
    require_word_of,
)

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
"""A value that is a month: `2024-03`."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A value that is a day, with or without quotation marks: `2024-03-15`."""

NO_SOURCE = "none"
"""What a fact has in the place of a source where there cannot be one; its note says why."""

VALUE_SCHEMA = {"type": ["number", "string"]}


def _read_value(value: object) -> FactValue | tuple[FactValue, FactValue] | dict[str, str]:
    """A number, date or text; a list of two, low and high; or texts by language."""
    if isinstance(value, dict) and value:
        for language, text in value.items():
            require_pattern(
                LANGUAGE_PATTERN, "a language code", "write texts as `{en: nearly half, fr: près de la moitié}`"
            )(language)
            if not isinstance(text, str) or not text.strip():
                hint = "write numbers and dates without a language: they are printed in each"
                raise build_value_fault(f"text for `{language}`", text, hint)
        return {str(language): text.strip() for language, text in value.items()}
    if isinstance(value, list | tuple):
        if len(value) != 2:
            raise build_fault("fact-range", f"is a range of {len(value)} values", "write a range as `[low, high]`")
        low, high = _read_single_value(value[0]), _read_single_value(value[1])
        if _find_value_type(low) != _find_value_type(high) or _find_value_type(low) == "text":
            raise build_fault("fact-range", "is a range of unlike values", "write two numbers, two dates or two months")
        if low > high:  # type: ignore[operator]  # of one sort, as just checked
            raise build_fault("fact-range", f"is a range from {low} down to {high}", "write the low value first")
        return low, high
    return _read_single_value(value)


def _read_single_value(value: object) -> FactValue:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date | str) or value == "":
        raise build_value_fault("a number, a range, a date or a text", value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return read_date(value)
    return value


def _find_value_type(value: FactValue) -> str:
    if isinstance(value, str):
        return "month" if MONTH.fullmatch(value) else "text"
    return "number" if isinstance(value, int | Decimal) else "date"


def _read_sources(value: object) -> object:
    """Nothing for `none`: that there is no source was decided, and is kept as an empty list."""
    return [] if value == NO_SOURCE else value


WrittenValue = Annotated[
    Any,
    BeforeValidator(_read_value),
    WithJsonSchema(
        {
            "anyOf": [
                VALUE_SCHEMA,
                {"type": "array", "items": VALUE_SCHEMA, "minItems": 2, "maxItems": 2},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
]


class FactFile(FileModel):
    """One figure or date."""

    value: WrittenValue = Field(
        description="A number, a range `[low, high]`, a date, a month `2024-03` or a text, or texts by language. Numbers without thousands separators."
    )
    unit: TranslatableText = Field("", description="What is counted: `people`, `km`, `%`, or texts by language.")
    label: TranslatableText = Field(
        "", description="A short name of what is counted, for panels of key figures; or texts by language."
    )
    as_of: Text = Field("", description="The year or day it holds for.")
    source: Annotated[CitationTexts, BeforeValidator(_read_sources)] = Field(
        (),
        description="Where it comes from: `@yoon2024, p 3`, or a list. `none` where there is no source; `note` says why.",
    )
    certainty: Annotated[Certainty, require_word_of(Certainty)] = Field(
        Certainty.REPORTED, description="How it was obtained: `counted`, `estimate`, `reported` or `disputed`."
    )
    exactness: Annotated[Exactness | None, require_word_of(Exactness)] = Field(
        None,
        description="What is printed with the value in charts and key figures: `about`, `at-least`, `more-than`, `at-most` or `less-than`. Sentences say it in their own words.",
    )
    note: Text = Field("", description="For the authors; never printed.")
    was: WrittenValue | None = Field(
        None, description="The value before the last correction, for those who received it: `briefgen corrections`."
    )
    why: TranslatableText = Field(
        "", description="Why the value was corrected; printed in correction notices. Or texts by language."
    )
    review_by: Day | None = Field(None, description="Day after which it must be looked at again.")
    sensitivity: SensitivityWord | None = Field(
        None, description="Who may see it. Omitted: as the least sensitive text that prints it, else `confidential`."
    )


class FactsFile(RootModel[dict[Name, FactFile]]):
    """Figures and dates by id; `sensitivity: public` beside them labels those that have no label of their own."""

    model_config = ConfigDict(json_schema_extra=add_default_sensitivity)
