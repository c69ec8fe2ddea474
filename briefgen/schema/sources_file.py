"""The format of `sources.yaml` and of exports in CSL JSON and CSL-YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from briefgen.schema import csl
from briefgen.schema.csl_date import to_csl_date
from briefgen.schema.key_types import (
    FileModel,
    FilledText,
    Language,
    SensitivityWord,
    Text,
    build_fault,
    describe_value,
    read_text,
    require_one_of,
)


def _read_names(value: object) -> list[dict[str, object]]:
    """People and bodies as a list, as in CSL; a text alone is a name that is not split."""
    return [_read_name(name) for name in (value if isinstance(value, list) else [value])]


def _read_name(value: object) -> dict[str, object]:
    if isinstance(value, str) and value.strip():
        return {"literal": value.strip()}
    if not isinstance(value, dict) or not value:
        raise build_fault(
            "source-name", f"must be names, found {describe_value(value)}", "write `[{family: Yoon, given: Lina}]`"
        )
    value = {part: text for part, text in value.items() if part not in csl.IGNORED_NAME_PARTS}
    for part in value:
        if part not in csl.NAME_PARTS:
            in_quotes = 'put a name with a comma in quotes: `{literal: "Office for Water, Geneva"}`'
            hint = "use `family` and `given`, or `literal`" if value[part] else in_quotes
            raise build_fault("source-name", f"has the unknown part `{part}`", hint)
        if not isinstance(value[part], str | int | float | None):
            message = f"has a part `{part}` that must be text, found {describe_value(value[part])}"
            raise build_fault("source-name", message, "write `[{family: Yoon, given: Lina}]`")
    return {
        part: text if isinstance(text, str | bool) else str(text) for part, text in value.items() if text is not None
    }


CslDate = Annotated[
    dict[str, Any],
    BeforeValidator(to_csl_date),
    WithJsonSchema({"anyOf": [{"type": ["string", "integer"]}, {"type": "object"}, {"type": "array"}]}),
]
CslNames = Annotated[
    list[dict[str, Any]],
    BeforeValidator(_read_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}]}),
]


def _read_type(value: object) -> str:
    """A type of CSL. A type of another program is an error with the name that CSL gives it."""
    if isinstance(value, str) and value in csl.OTHER_TYPE_NAMES:
        hint = f"did you mean `{csl.OTHER_TYPE_NAMES[value]}`?"
        raise build_fault("file-value", f"must be a type of CSL, found {describe_value(value)}", hint)
    return require_one_of(sorted(csl.TYPES))(value)


CslType = Annotated[
    str,
    BeforeValidator(_read_type),
    WithJsonSchema({"type": "string", "enum": sorted(csl.TYPES)}),
]

TRANSLATED_VARIABLES = sorted(csl.TEXTS | csl.NAMES)


def _read_translation(value: object) -> object:
    """The variables of a work in one language: texts, and names of bodies."""
    if not isinstance(value, dict):
        return value
    return {
        variable: _read_names(text) if variable in csl.NAMES else read_text(text) for variable, text in value.items()
    }


CslTranslation = Annotated[
    dict[Annotated[str, BeforeValidator(require_one_of(TRANSLATED_VARIABLES))], Any],
    BeforeValidator(_read_translation),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": ["string", "number", "object", "array"]},
            "propertyNames": {"enum": TRANSLATED_VARIABLES},
        }
    ),
]
"""By variable of CSL, its text or its names."""


class SourceKeys(FileModel):
    """One work that can be cited, as CSL data. What CSL does not know is left out, with a warning."""

    model_config = ConfigDict(extra="allow")

    id: FilledText = Field(description="The key by which blocks cite it: `yoon2024`.")
    type: CslType = Field(description="What it is: a type of CSL 1.0.2, such as `report`, `treaty` or `legal_case`.")
    sensitivity: SensitivityWord | None = Field(
        None, description="Who may see it. Omitted: as the least sensitive text that cites it, else `confidential`."
    )

    translations: dict[Language, CslTranslation] = Field(
        {},
        description="Its texts and the names of bodies in other languages, for briefs in them: `{fr: {title: Convention "
        "relative au statut des réfugiés}}`. Omitted: cited as it is, bodies of the United Nations by their names in the language.",
    )

    def to_csl_item(self) -> Mapping[str, Any]:
        """The item for a citation style: what CSL knows, without the notes that authors write for themselves."""
        stated = self.model_dump(
            by_alias=True, exclude_unset=True, exclude={"sensitivity", "translations", *(self.model_extra or ())}
        )
        return {
            key: value
            for key, value in stated.items()
            if key not in csl.PRIVATE_VARIABLES and value not in ("", {}, [])
        }

    @property
    def unknown_keys(self) -> tuple[str, ...]:
        """Keys that are not a variable of CSL."""
        return tuple(self.model_extra or ())


def _build_fields() -> dict[str, Any]:
    """A field of `SourceFile` for each variable of CSL; variables with a hyphen get theirs by alias."""
    sorts = (
        (csl.DATES, CslDate, "Date: `2024-06-06`, `2024-06`, `2024` or CSL's `date-parts`."),
        (csl.NAMES, CslNames, "Names: `[{family: Yoon, given: Lina}]`, or `literal` for a body."),
        (csl.TEXTS, Text, "Text or number."),
        (csl.OTHERS, Any, "Any data; no style prints it."),
    )
    return {
        f"csl_{variable.replace('-', '_')}": (annotation | None, Field(None, alias=variable, description=description))
        for variables, annotation, description in sorts
        for variable in sorted(variables)
    }


SourceFile: type[SourceKeys] = create_model(
    "SourceFile", __base__=SourceKeys, __doc__=SourceKeys.__doc__, **_build_fields()
)


class SourcesFile(FileModel):
    """Works that can be cited. A list without `references`, as Zotero exports it, is as good."""

    sensitivity: SensitivityWord | None = Field(None, description="Who may see the works without a label of their own.")
    references: tuple[SourceFile, ...] = Field((), description="The works, one mapping each.")
