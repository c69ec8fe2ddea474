"""docs/reference/files.md lists every key of every file; the tables in it are made from the models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefgen.schema.kinds import FILE_KINDS, build_json_schema

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "files.md"
TABLE = re.compile(r"(<!-- keys of (?P<kind>\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)

Row = tuple[str, str]


def rows(
    part: dict[str, Any], definitions: dict[str, Any], way: str = "", inside: frozenset[str] = frozenset()
) -> Iterator[Row]:
    """Each key below a mapping and what is said of it. Variables of CSL that are alike share a row."""
    alike: dict[str, list[str]] = {}
    for key, value in part["properties"].items():
        needed = " **Required.**" if key in part.get("required", ()) else ""
        alike.setdefault(f"{value['description']}{needed}", []).append(key)
    for description, keys in alike.items():
        first, *others = keys
        yield ", ".join([f"`{way}{first}`", *(f"`{flag}`" for flag in others)]), description
    for key, value in part["properties"].items():
        for name, ending in mappings_in(value):
            if name not in inside:
                yield from rows(definitions[name], definitions, f"{way}{key}{ending}.", inside | {name})


def mappings_in(value: Any, ending: str = "") -> Iterator[tuple[str, str]]:
    """The mappings of known keys that a value is or holds, and how the way to them is written."""
    if not isinstance(value, dict):
        return
    name = str(value.get("$ref", "")).removeprefix("#/$defs/")
    if name.endswith(("File", "Keys")):
        yield name, ending
    for inner in (*value.get("anyOf", ()), *value.get("oneOf", ())):
        yield from mappings_in(inner, ending)
    yield from mappings_in(value.get("items"), f"{ending}[]")
    for inner in value.get("patternProperties", {}).values():
        yield from mappings_in(inner, f"{ending}.<id>")


def table(kind: str) -> str:
    """The keys of a kind of file as a table in Markdown."""
    written = build_json_schema(kind)
    definitions = written.get("$defs", {})
    found = list(rows(written, definitions)) if "properties" in written else []
    found += [row for name, _ in mappings_in(written) for row in rows(definitions[name], definitions, "<id>.")]
    lines = [f"| {keys} | {description.replace('|', chr(92) + '|')} |" for keys, description in found]
    return "\n".join(["| key | what it says |", "|---|---|", *lines]) + "\n"


def test_the_page_lists_every_key_as_the_models_have_it(accept: bool) -> None:  # noqa: FBT001 - a fixture
    text = PAGE.read_text(encoding="utf-8")
    made = TABLE.sub(lambda found: f"{found[1]}\n{table(found['kind'])}\n{found[3]}", text)
    if accept:
        PAGE.write_text(made, encoding="utf-8")
    assert made == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_page_has_a_table_for_every_kind(kind: str) -> None:
    assert [found["kind"] for found in TABLE.finditer(PAGE.read_text(encoding="utf-8"))].count(kind) == 1


def test_a_table_reaches_keys_inside_keys() -> None:
    assert "`organisation.contact.email`" in table("project")
    assert "`submitters[].name`" in table("brief")
    assert "`<id>.certainty`" in table("facts")
    assert "`citations.references[].types`" in table("audience")
