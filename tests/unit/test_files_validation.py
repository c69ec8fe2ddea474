"""Data to models, and what does not fit to faults in a user's words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from briefgen.schema.audience_file import AudienceFile
from briefgen.schema.block_file import BlockFile, VariantFile
from briefgen.schema.brief_file import BriefFile
from briefgen.schema.kinds import MODELS
from briefgen.schema.renamed_keys import RENAMED_KEYS
from briefgen.schema.sources_file import SourceFile
from briefgen.schema.validation import find_keys, validate

EVERY_MODEL: dict[str, type[BaseModel]] = {**MODELS, "variant": VariantFile, "source": SourceFile}
PYDANTIC_SPEAKING = (
    "Input should",
    "Extra inputs",
    "Field required",
    "valid ",
    "validation error",
    "another kind of value",
    "[key]",
)

KEYS = sorted(
    {
        key
        for model in EVERY_MODEL.values()
        for place in ((), ("sections", 0), ("rules", 0), ("organisation",), ("references", 0), ("x",))
        for key in find_keys(model, place)
    }
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 3000)
    | st.text("aB-@/ {}", max_size=5)
    | st.just(Decimal("1.10"))
    | st.just(date(2026, 1, 1)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "x", "A b"]), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(EVERY_MODEL)), ANYTHING)
def test_whatever_a_file_says_is_accepted_or_told_in_our_own_words(kind: str, data: Any) -> None:
    model, faults = validate(EVERY_MODEL[kind], data)
    assert model is not None or faults
    for fault in faults:
        assert not any(words in fault.message for words in PYDANTIC_SPEAKING), fault.message
        assert fault.message.strip() == fault.message
        assert not fault.message.endswith(".")


def test_what_is_wrong_is_left_out_and_the_rest_is_kept() -> None:
    data = {
        "title": "Embassy",
        "titel": "Embassy",
        "sections": [{"id": "a"}, {"title": "no id"}, {"id": "c", "at_most": 0, "kinds": ["case", "No", "summary"]}],
    }
    model, faults = validate(AudienceFile, data)
    assert model is not None
    assert model.sections is not None
    assert [section.id for section in model.sections] == ["a", "c"]
    assert (model.sections[1].at_most, model.sections[1].kinds) == (None, ("case", "summary"))
    assert [fault.key_path for fault in faults] == [
        ("sections", 1, "id"),
        ("sections", 2, "kinds", 1),
        ("sections", 2, "at_most"),
        ("titel",),
    ]
    assert data["titel"] == "Embassy"


def test_a_file_without_what_it_needs_is_no_file() -> None:
    assert validate(BriefFile, {"title": "Note"})[0] is None
    assert validate(BriefFile, [])[0] is None


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (("citations",), "references"),
        (("citations", "references", 0), "types"),
        (("sections", 0, "sections", 3), "kinds"),
        (("rules", 1), "limit"),
    ],
)
def test_the_keys_of_a_mapping_are_known_however_deep(place: tuple[str | int, ...], key: str) -> None:
    assert key in find_keys(AudienceFile, place)


def test_keys_with_hyphens_are_known_by_the_name_that_users_write() -> None:
    assert "container-title" in find_keys(SourceFile, ())


def test_each_renamed_key_leads_to_a_key_of_its_file() -> None:
    for model, keys in RENAMED_KEYS.items():
        assert set(keys.values()) <= set(model.model_fields)
        assert not set(keys) & set(model.model_fields)


def test_a_key_of_the_block_in_a_variant_is_refused_with_where_it_belongs() -> None:
    assert set(VariantFile.refused_keys) == set(find_keys(BlockFile, ())) - set(find_keys(VariantFile, ()))
    (fault,) = validate(VariantFile, {"title": "T", "status": "approved"})[1]
    assert fault.message == "unknown key `status`"
    assert fault.hints == ("take it out: a variant or a translation has it from its block",)


@pytest.mark.parametrize(
    ("kind", "data", "hint"),
    [
        ("brief", "audience:public-report library:water", "put a space behind the `:` of each key: `key: value`"),
        ("project", {"organisation": "River Watch"}, "write its keys on lines of their own below it, indented, as `name: ...`"),
        ("facts", {"wells": 12}, "write its keys on lines of their own below it, indented, as `value: ...`"),
    ],
)  # fmt: skip
def test_a_word_in_the_place_of_a_mapping_is_refused_with_how_to_write_one(kind: str, data: Any, hint: str) -> None:
    assert hint in {hint for fault in validate(MODELS[kind], data)[1] for hint in fault.hints}
