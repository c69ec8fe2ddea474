"""How the runs of a Word file look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.unit.word import VALUE, WORD


@dataclass(frozen=True)
class Looks:
    """How runs look, by the rules of ECMA-376, part 1, 17.7: the file's own, the paragraph's style, the run's style, the run."""

    styles: Any

    def of(self, run: Any) -> dict[str, str]:
        found = self.said(self.styles.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr"))
        named = next(run.iterancestors(f"{WORD}p")).find(f"{WORD}pPr/{WORD}pStyle")
        found |= self.inherited(named.get(VALUE) if named is not None else "Normal")
        own = run.find(f"{WORD}rPr")
        named = own.find(f"{WORD}rStyle") if own is not None else None
        found |= self.inherited(named.get(VALUE)) if named is not None else {}
        return found | self.said(own)

    def inherited(self, name: str) -> dict[str, str]:
        definition = next(
            (definition for definition in self.styles.iter(f"{WORD}style") if definition.get(f"{WORD}styleId") == name),
            None,
        )
        if definition is None:
            assert name == "", f"a style that is not there: {name}"
            return {}
        based = definition.find(f"{WORD}basedOn")
        return (self.inherited(based.get(VALUE)) if based is not None else {}) | self.said(
            definition.find(f"{WORD}rPr")
        )

    def said(self, properties: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for setting in properties if properties is not None else ():
            name = setting.tag.removeprefix(WORD)
            if name == "rFonts":
                found |= {key.removeprefix(WORD): said for key, said in setting.attrib.items()}
            else:
                found[name] = setting.get(VALUE, "1")
        return found
