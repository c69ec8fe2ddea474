"""The JSON Schemas of the file formats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from briefgen.schema.key_types import FileModel
from briefgen.schema.kinds import FILE_KINDS, MODELS, build_json_schema


def test_every_kind_of_file_has_a_schema() -> None:
    assert FILE_KINDS == (
        "project",
        "block",
        "sources",
        "facts",
        "images",
        "audience",
        "brief",
        "campaign",
        "people",
        "watchlist",
        "approvals",
        "previous",
        "translations",
        "language",
    )


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_schema_names_its_draft_and_says_what_the_file_is(kind: str) -> None:
    written = build_json_schema(kind)
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert written["description"]


def mappings(written: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that describes a mapping of a user's file."""
    if isinstance(written, dict):
        if isinstance(written.get("properties"), dict):
            yield written
        for inner in written.values():
            yield from mappings(inner)
    elif isinstance(written, list):
        for inner in written:
            yield from mappings(inner)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_key_is_described_so_that_editors_can_tell(kind: str) -> None:
    undescribed = [
        key
        for mapping in mappings(build_json_schema(kind))
        for key, value in mapping["properties"].items()
        if not str(value.get("description", "")).endswith(".")
    ]
    assert undescribed == []


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_keys_that_the_loader_refuses_are_refused_by_editors(kind: str) -> None:
    open_mappings = [
        mapping["title"]
        for mapping in mappings(build_json_schema(kind))
        if mapping.get("additionalProperties") is not False
    ]
    assert open_mappings == (["SourceFile"] if kind == "sources" else [])


def test_a_block_needs_a_title_and_a_kind_and_no_more() -> None:
    assert build_json_schema("block")["required"] == ["title", "kind"]


def test_words_of_an_enumeration_are_listed() -> None:
    properties = build_json_schema("block")["properties"]
    assert properties["sensitivity"]["enum"] == ["public", "partner", "confidential"]
    assert set(build_json_schema("sources")["$defs"]["SourceFile"]["properties"]["type"]["enum"]) >= {
        "treaty",
        "legal_case",
        "report",
    }


def test_every_model_stands_on_the_same_ground() -> None:
    assert [name for name, model in MODELS.items() if not issubclass(model, FileModel)] == [
        "facts",
        "images",
        "people",
        "approvals",
        "previous",
        "translations",
    ]
