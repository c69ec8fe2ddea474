"""A project with texts in two languages, for the tests of translations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.running import Result

Run = Callable[..., Result]

HEAD = "kind: situation\nsensitivity: public\nstatus: approved\n"
FILES = {
    "briefgen.yaml": "organisation: {name: River Watch}\n",
    "content/lib/wells.md": f"---\ntitle: Wells\n{HEAD}---\nThere are {{{{ fact('wells') }}}} wells [@deep, p 2].\n\n- They are deep.[^1]\n- They are old.\n\n[^1]: See [see @deep, p 3] and <https://example.org/a>.\n",
    "content/lib/wells.fr.md": "---\n# by Zoé\ntitle: Puits # short\n---\n\nIl y a {{ fact('wells') }} puits [@deep, p 2].\n\n- Ils sont\n  profonds.[^1]\n- Ils sont vieux.\n\n\n[^1]: Voir [voir @deep, p 3] et <https://example.org/a>.\n",
    "content/lib/wells@short.md": "Many wells.\n",
    "content/lib/ask.md": "---\ntitle: Dig\nkind: recommendation\nsensitivity: public\nstatus: approved\naddressee: The State\naction: Dig wells\nasks: [Ask about wells, Pay for wells]\nlegal_basis: '@deep, p 1'\n---\nWater is near.\n",
    "content/lib/facts.yaml": "sensitivity: public # all\nwells:\n  value: 12500\n  unit: {en: wells, fr: puits} # counted\n  label: wells\n  source: '@count'\n",
    "content/lib/sources.yaml": "sensitivity: public\nreferences:\n- {id: count, type: book, title: The Count}\n- {id: deep, type: book, title: The Deep}\n",
    "briefs/note.yaml": "audience: public-report\nlibrary: lib\ntitle: {en: Water, fr: Eau}\ndate: 2026-11-23\nexclude: [ask]\n",
}


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read_files(folder: Path) -> dict[str, bytes]:
    names = ("content", "briefs")
    return {
        str(path): path.read_bytes() for name in names for path in sorted((folder / name).rglob("*")) if path.is_file()
    }


def find_states(folder: Path, run: Run, language: str = "fr") -> dict[str, str]:
    told = run("translations", "-l", language, "--format", "json", cwd=folder)
    texts = json.loads(told.out)["texts"]
    return {f"{text['kind']} {text['name']} {text['part']}": text["state"] for text in texts}
