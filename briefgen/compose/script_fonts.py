"""Adds the fonts of scripts that the typefaces of a document lack: only where it has their characters, for they are large."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.model.document import Assets
from briefgen.model.selection import Selection
from briefgen.model.translation import to_base_language
from briefgen.model.tree import Citation, Element, Text, walk
from briefgen.paths import find_inside

SCRIPT_SHEETS, SCRIPT_FONTS = "styles/scripts", "styles/fonts"


@dataclass(frozen=True, slots=True)
class ScriptFonts:
    """The fonts of one script: `styles/scripts/<name>.css` and `styles/fonts/<name>/`."""

    name: str
    characters: re.Pattern[str]
    languages: frozenset[str]
    """Documents in these languages have the typeface of the script first: `<name>-first.css`."""


SCRIPTS = (
    ScriptFonts("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"), frozenset({"ar", "fa", "ur", "ps"})),
    ScriptFonts("chinese", re.compile("[\u2e80-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"), frozenset({"zh", "ja"})),
    ScriptFonts("korean", re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"), frozenset({"ko"})),
)  # fmt: skip
"""In the order in which the theme names their faces."""


def list_script_variables(kind: str) -> str:
    """The variables of style sheets with the faces of each script, of kind `text` or `label`: behind the faces of the theme."""
    return ", ".join(f"var(--{script.name}-{kind})" for script in SCRIPTS)


def collect_characters(body: Element, selection: Selection, *texts: str) -> frozenset[str]:
    """The characters of a text with the works that it cites, which are not in it yet."""
    characters = set("".join(texts))
    for node in walk((body,)):
        if isinstance(node, Text):
            characters.update(node.content)
        elif isinstance(node, Citation):
            works = (selection.sources[work.key].csl for work in node.works if work.key in selection.sources)
            characters.update(str(tuple(map(dict, works))))
    return frozenset(characters)


def add_script_fonts(
    assets: Assets, search_path: Iterable[Path], characters: frozenset[str], language: str, *, is_first: bool
) -> Assets:
    """The assets with the style sheets and fonts of each script that has one of these characters, or is that of the language.

    With `is_first`, the typeface of the language's script comes before those of the theme.
    """
    roots, text = tuple(search_path), "".join(characters)
    for script in SCRIPTS:
        is_own = to_base_language(language) in script.languages
        if not is_own and not script.characters.search(text):
            continue
        names = [script.name, *([f"{script.name}-first"] if is_own and is_first else [])]
        sheets = [found for name in names if (found := _find_first(roots, f"{SCRIPT_SHEETS}/{name}.css"))]
        fonts = {
            f"fonts/{script.name}/{path.name}": path
            for root in reversed(roots)
            for path in sorted((root / SCRIPT_FONTS / script.name).glob("*.*"))
        }
        assets = replace(assets, styles=(*assets.styles, *sheets), fonts={**assets.fonts, **fonts})
    return assets


def _find_first(roots: Iterable[Path], name: str) -> Path | None:
    return next(filter(None, (find_inside(root, name) for root in roots)), None)
