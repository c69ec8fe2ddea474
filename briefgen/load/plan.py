"""Turns the joined data of an audience into its sections, groups of references and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.load.inheritance import ORIGIN
from briefgen.load.paths import contained, shown
from briefgen.load.text import read_text
from briefgen.values.audience import Counted, Parameter, Passage, ReferenceGroup, Rule, SectionPlan, Titles, each_plan
from briefgen.values.brief import Project
from briefgen.values.diagnostic import Origin, Severity, Sink
from briefgen.values.rule_kinds import RULE_KINDS
from briefgen.values.translation import base_language, by_language, has_words, same_language, text_in

Data = Mapping[str, Any]

NEEDED_IN_RULES = ("kind", "source", "as_of")
DEFAULT_COUNTS = (Counted.BODY, Counted.NOTES)
DEFAULT_PACE = 150


@dataclass(slots=True)
class Planner:
    """Builds the parts of one audience, in one language."""

    project: Project
    folders: tuple[str, ...]
    """Names of the audience and of those it extends, nearest first: where passages are looked for."""
    language: str
    origin: Origin
    sink: Sink
    plain: str
    """The language of texts that do not name theirs."""
    files: list[Path] = field(default_factory=list)
    """Passages read so far."""

    def sections(self, data: Iterable[Data]) -> tuple[SectionPlan, ...]:
        """The plans of the sections, in order."""
        plans = tuple(self._section(one) for one in data)
        self._report_twice("section", [(plan.id, plan.origin) for plan in each_plan(plans)])
        return plans

    def references(self, data: Iterable[Data]) -> tuple[ReferenceGroup, ...]:
        """The groups of the list of references."""
        groups = tuple(
            ReferenceGroup(
                one["id"], self._title(one, f"group `{one['id']}`", self.origin), frozenset(one.get("types") or ())
            )
            for one in data
        )
        self._report_twice("group", [(group.id, self.origin) for group in groups])
        return groups

    def rules(self, data: Iterable[Data]) -> tuple[Rule, ...]:
        """The rules that are complete."""
        rules = [self._rule(one) for one in data]
        self._report_twice("rule", [(one["code"], one[ORIGIN]) for one in data])
        return tuple(rule for rule in rules if rule)

    def _section(self, data: Data) -> SectionPlan:
        origin = data[ORIGIN]
        return SectionPlan(
            id=data["id"],
            title=self._title(data, f"section `{data['id']}`", origin),
            kinds=data.get("kinds") or (),
            topics=frozenset(data.get("topics") or ()),
            blocks=data.get("blocks") or (),
            variants=data.get("variant") or (),
            at_most=data.get("at_most"),
            required=data.get("required", False),
            numbered=data.get("numbered", True),
            titles=data.get("titles", Titles.HEADINGS),
            part=data.get("part", Counted.BODY),
            before=self._passage(data.get("before"), origin),
            after=self._passage(data.get("after"), origin),
            sections=tuple(self._section(one) for one in data.get("sections") or ()),
            origin=origin,
        )

    def _title(self, data: Data, owner: str, origin: Origin) -> str:
        """The title in the language, else in the language without its region, else in English, with a warning."""
        title = data.get("title")
        if title is None:
            self.sink.error(
                "audience-incomplete", f"{owner} has no title", origin, 'add `title:`, or `title: ""` for no heading'
            )
            return ""
        return self._in_language(title, f"{owner} has no title", origin)

    def _in_language(self, text: str | Mapping[str, str], lacking: str, origin: Origin) -> str:
        """The text in the language, else in the nearest that there is, with a warning that begins with `lacking`."""
        if isinstance(text, str):
            there, otherwise = (text if same_language(self.plain, self.language) else None), text
            hint = f"write it by language, as `{by_language(self.plain, self.language)}`"
        else:
            there, otherwise = text_in(text, self.language), text.get("en") or text[min(text)]
            hint = f"add `{base_language(self.language)}:` to its texts"
        if there is None and has_words(otherwise):
            message = f"{lacking} in `{self.language}`, and is printed as `{otherwise}`"
            self.sink.warning("audience-untranslated", message, origin, hint)
        return otherwise if there is None else there

    def _passage(self, name: str | None, origin: Origin) -> Passage | None:
        if name is None:
            return None
        for wanted in self._passage_names(name):
            for folder in self.folders:
                for root in self.project.search_path:
                    path = root / "templates" / folder / wanted
                    if path.is_file() and contained(path, root / "templates"):
                        if wanted == name:
                            self._report_passage(name, origin)
                        return self._read_passage(path)
        message = f"no passage `{name}` in `templates/{self.folders[0]}/`"
        self.sink.error("audience-passage", message, origin, "name a `.md` file beside `audience.yaml`")
        return None

    def _passage_names(self, name: str) -> tuple[str, ...]:
        """`opening.md` in the language is `opening.fr.md`."""
        stem = name.removesuffix(".md")
        languages = dict.fromkeys((self.language, base_language(self.language)))
        return (*(f"{stem}.{language}.md" for language in languages), name)

    def _report_passage(self, name: str, origin: Origin) -> None:
        """Tell of a passage without a language in its name that is in another than the brief."""
        if not same_language(self.plain, self.language):
            message = f"the passage `{name}` is not written in `{self.language}`"
            hint = f"write `{name.removesuffix('.md')}.{base_language(self.language)}.md` beside it"
            self.sink.warning("audience-untranslated", message, origin, hint)

    def _read_passage(self, path: Path) -> Passage | None:
        name = shown(self.project.root, path)
        text = read_text(path, name, self.sink)
        if path not in self.files:
            self.files.append(path)
        return Passage(text, Origin(name, 1)) if text is not None else None

    def _rule(self, data: Data) -> Rule | None:
        kind = RULE_KINDS.get(data.get("kind") or "")
        needed = [key for key in ("limit", "values") if kind and getattr(kind, key)]
        missing = [f"`{key}`" for key in (*NEEDED_IN_RULES[:1], *needed, *NEEDED_IN_RULES[1:]) if not data.get(key)]
        if missing:
            message = f"rule `{data['code']}` lacks {', '.join(missing)}"
            self.sink.error(
                "audience-incomplete", message, data[ORIGIN], "say what is limited and where that is written"
            )
            return None
        verified = bool(data.get("verified"))
        severity = data.get("severity") or (Severity.ERROR if verified else Severity.WARNING)
        if severity is Severity.ERROR and not verified:
            message = f"rule `{data['code']}` is an error, and nobody compared it with the text that it comes from"
            hints = (
                "say `verified: true` once that is done, or leave out `severity`: it warns",
                f"a project makes it an error with a reason: `rules: {{{data['code']}: {{severity: error, reason: ...}}}}` in briefgen.yaml",
            )
            self.sink.error("audience-unverified", message, data[ORIGIN], *hints)
        return Rule(
            code=data["code"],
            kind=data["kind"],
            limit=data.get("limit"),
            counts=frozenset(data.get("counts") or DEFAULT_COUNTS),
            severity=severity,
            source=data["source"],
            as_of=data["as_of"],
            verified=verified,
            origin=data[ORIGIN],
            values=tuple(data.get("values") or ()),
            when=data.get("when") or {},
            languages=tuple(data.get("languages") or ()),
            pace=data.get("pace") or DEFAULT_PACE,
        )

    def parameters(self, data: Mapping[str, Data]) -> tuple[Parameter, ...]:
        """What a brief tells the audience."""
        return tuple(self._parameter(name, one) for name, one in data.items())

    def _parameter(self, name: str, data: Data) -> Parameter:
        lacking = f"parameter `{name}` has no words"
        values = {
            value: self._in_language(words, f"{lacking} for `{value}`", self.origin)
            for value, words in (data.get("values") or {}).items()
        }
        default = data.get("default") or ""
        if not values:
            default = self._in_language(default, f"{lacking} for its default", self.origin)
        return Parameter(name, data["title"], values, str(default))

    def _report_twice(self, what: str, ids: Iterable[tuple[str, Origin]]) -> None:
        seen: set[str] = set()
        for name, origin in ids:
            if name in seen:
                self.sink.error(
                    "audience-duplicate", f"{what} `{name}` is there twice", origin, "rename or delete one of them"
                )
            seen.add(name)
