"""Names bodies of the United Nations in the language of a brief, where they are authors or publishers: `Comité contre la torture`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from briefgen.model.languages import get_language_code, list_languages, read_language

BODY_VARIABLES = ("publisher", "authority", "container-title")
"""Variables of CSL that are a text and can be the name of a body."""

_FULL_NAMES: Mapping[str, str] = {
    "OHCHR": "Office of the United Nations High Commissioner for Human Rights",
    "UNHCR": "Office of the United Nations High Commissioner for Refugees",
}
"""Bodies that are in the tables twice: by their abbreviation and in full."""

_ORGANISATION = re.compile(r"^(?:the )?(Office of the )?(?:United Nations |UN )?(?=[A-Z])")
"""What people write or leave out before the name of a body: `UN Human Rights Council`. An office is not the person who leads it."""


@cache
def list_body_languages() -> tuple[str, ...]:
    """The codes of the languages that have names of bodies."""
    return tuple(code for code in list_languages() if "bodies" in read_language(code))


def translate_bodies(item: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The variables of a CSL item that name bodies, in a language; nothing where there are none. Names of people stay."""
    names = _read_names(get_language_code(language))
    translated: dict[str, Any] = {}
    for variable, value in item.items():
        if isinstance(value, list) and any(map(is_body, value)):
            local = [{"literal": _translate(name["literal"], names)} if is_body(name) else name for name in value]
        elif variable in BODY_VARIABLES:
            local = _translate(value, names)
        else:
            continue
        if local != value:
            translated[variable] = local
    return translated


def is_body(name: object) -> bool:
    """Whether a name of CSL is that of a body: it has no parts."""
    return isinstance(name, Mapping) and name.keys() == {"literal"}


def find_english_body(name: str) -> str:
    """The English name of a body by its name in any language; other names as they are."""
    return _read_english_names().get(name, name)


def find_full_name(abbreviation: str, language: str) -> str:
    """The full name in a language of a body that its abbreviation names, `HCR`; empty for other names."""
    full_name = _FULL_NAMES.get(find_english_body(abbreviation), "")
    return _read_names(get_language_code(language)).get(_shorten(full_name), full_name)


def _translate(name: Any, names: Mapping[str, str]) -> Any:
    return names.get(_shorten(name), name) if isinstance(name, str) else name


def _shorten(name: str) -> str:
    return _ORGANISATION.sub(r"\1", name)


@cache
def _read_names(code: str) -> Mapping[str, str]:
    return {_shorten(name): local for name, local in read_language(code).get("bodies", {}).items()}


@cache
def _read_english_names() -> Mapping[str, str]:
    tables = (read_language(code)["bodies"] for code in list_body_languages())
    return {local: name for table in tables for name, local in table.items()}
