"""Turns the joined data of an audience into its sections, groups of references and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefgen.load.audience.language_table import ENGLISH, LanguageTexts
from briefgen.load.paths import BUILTIN_PREFIX, to_display_path
from briefgen.load.syntax.text import read_text
from briefgen.model.audience import (
    Parameter,
    Passage,
    ReferenceGroup,
    Rule,
    SectionPlan,
    walk_section_plans,
)
from briefgen.model.brief import Project
from briefgen.model.diagnostic import Origin, Severity, Sink
from briefgen.model.rule_kinds import RULE_KINDS
from briefgen.model.translation import find_text, format_by_language, has_words, is_same_language, to_base_language
from briefgen.paths import find_inside
from briefgen.schema.audience_file import ParameterFile, ReferenceGroupFile, RuleFile, SectionFile


@dataclass(slots=True)
class AudienceBuilder:
    """Builds the parts of one audience, in one language."""

    project: Project
    folders: tuple[str, ...]
    """Names of the audience and of those it extends, nearest first: where passages are looked for."""
    language: str
    origin: Origin
    sink: Sink
    default_language: str
    """The language of texts that do not name theirs."""
    texts: LanguageTexts = field(default_factory=dict)
    """Texts of the language by the English ones, where an audience does not have them."""
    passage_files: list[Path] = field(default_factory=list)
    """Passages read so far."""

    def build_sections(self, files: Iterable[SectionFile]) -> tuple[SectionPlan, ...]:
        """The plans of the sections, in order."""
        plans = tuple(self._build_section(file) for file in files)
        self._report_duplicates("section", [(plan.id, plan.origin) for plan in walk_section_plans(plans)])
        return plans

    def build_references(self, files: Iterable[ReferenceGroupFile]) -> tuple[ReferenceGroup, ...]:
        """The groups of the list of references."""
        groups = tuple(
            ReferenceGroup(
                file.id, self._resolve_title(file.title, f"group `{file.id}`", self.origin), frozenset(file.types)
            )
            for file in files
        )
        self._report_duplicates("group", [(group.id, self.origin) for group in groups])
        return groups

    def build_rules(self, files: Iterable[RuleFile]) -> tuple[Rule, ...]:
        """The rules that are complete; the others are reported."""
        rules = [self._build_rule(file) for file in files]
        self._report_duplicates("rule", [(file.code, file.origin) for file in files])
        return tuple(rule for rule in rules if rule)

    def _build_section(self, file: SectionFile) -> SectionPlan:
        return SectionPlan(
            id=file.id,
            title=self._resolve_title(file.title, f"section `{file.id}`", file.origin),
            kinds=file.kinds,
            topics=frozenset(file.topics),
            blocks=file.blocks,
            requests=file.requests,
            variants=file.variant,
            at_most=file.at_most,
            required=file.required,
            fixed=file.fixed,
            numbered=file.numbered,
            titles=file.titles,
            actions=file.actions,
            part=file.part,
            before=self._find_passage(file.before, file.origin),
            after=self._find_passage(file.after, file.origin),
            sections=tuple(self._build_section(inner) for inner in file.sections),
            origin=file.origin,
        )

    def _resolve_title(self, title: str | Mapping[str, str] | None, owner: str, origin: Origin) -> str:
        """The title in the language, else in the language without its region, else in English, with a warning."""
        if title is None:
            self.sink.error(
                "audience-incomplete", f"{owner} has no title", origin, 'add `title:`, or `title: ""` for no heading'
            )
            return ""
        return self._choose_language(title, f"{owner} has no title", origin)

    def _choose_language(self, text: str | Mapping[str, str], lacking: str, origin: Origin) -> str:
        """The text in the language, else in the nearest that there is, with a warning that starts with `lacking`."""
        if isinstance(text, str):
            there, otherwise = (text if is_same_language(self.default_language, self.language) else None), text
            there = self.texts.get(text) if there is None else there
            hint = f"write it by language, as `{format_by_language(self.default_language, self.language)}`"
        else:
            there, otherwise = find_text(text, self.language), text.get("en") or text[min(text)]
            there = self.texts.get(text.get("en", "")) if there is None else there
            hint = self._build_hint(text, origin)
        if there is None and has_words(otherwise):
            message = f"{lacking} in `{self.language}`, and is printed as `{otherwise}`"
            self.sink.warning("audience-untranslated", message, origin, hint)
        return otherwise if there is None else there

    def _build_hint(self, text: Mapping[str, str], origin: Origin) -> str:
        """Where the text is written: in the file of the language, if the audience is a built-in one, which nobody edits."""
        language = to_base_language(self.language)
        if origin.path.startswith(BUILTIN_PREFIX) and "en" in text:
            return f"write `{text['en']}: ...` under `texts:` in `templates/languages/{language}.yaml`"
        return f"add `{language}:` to its texts"

    def _find_passage(self, name: str | None, origin: Origin) -> Passage | None:
        if name is None:
            return None
        for candidate in self._list_passage_names(name):
            for folder in self.folders:
                for root in self.project.search_path:
                    path = find_inside(root / "templates", f"{folder}/{candidate}")
                    if path is not None:
                        return self._read_passage(path) if candidate != name else self._translate_passage(path, origin)
        message = f"no passage `{name}` in `templates/{self.folders[0]}/`"
        self.sink.error("audience-passage", message, origin, "name a `.md` file beside `audience.yaml`")
        return None

    def _list_passage_names(self, name: str) -> tuple[str, ...]:
        """`opening.md` in the language is `opening.fr.md`."""
        stem = name.removesuffix(".md")
        languages = dict.fromkeys((self.language, to_base_language(self.language)))
        return (*(f"{stem}.{language}.md" for language in languages), name)

    def _translate_passage(self, path: Path, origin: Origin) -> Passage | None:
        """A passage without a language in its name: as the file of the brief's language has it, else as it is, with a warning."""
        passage = self._read_passage(path)
        is_own = path.is_relative_to(self.project.root)
        if passage is None or is_same_language(self.default_language if is_own else ENGLISH, self.language):
            return passage
        if text := self.texts.get(" ".join(passage.text.split())):
            return replace(passage, text=text)
        message = f"the passage `{path.name}` is not written in `{self.language}`"
        hint = f"write `{path.stem}.{to_base_language(self.language)}.md` beside it"
        self.sink.warning("audience-untranslated", message, origin, hint)
        return passage

    def _read_passage(self, path: Path) -> Passage | None:
        name = to_display_path(self.project.root, path)
        text = read_text(path, name, self.sink)
        if path not in self.passage_files:
            self.passage_files.append(path)
        return Passage(text, Origin(name, 1)) if text is not None else None

    def _build_rule(self, file: RuleFile) -> Rule | None:
        kind = RULE_KINDS.get(file.kind or "")
        conditional = [key for key in ("limit", "values") if kind and getattr(kind, key)]
        missing = [f"`{key}`" for key in ("kind", *conditional, "source", "as_of") if not getattr(file, key)]
        if missing or file.kind is None or file.source is None or file.as_of is None:
            message = f"rule `{file.code}` lacks {', '.join(missing)}"
            self.sink.error(
                "audience-incomplete", message, file.origin, "say what is limited and where that is written"
            )
            return None
        severity = file.severity or (Severity.ERROR if file.verified else Severity.WARNING)
        if severity is Severity.ERROR and not file.verified:
            message = f"rule `{file.code}` is an error, and nobody compared it with the text that it comes from"
            hints = (
                "say `verified: true` once that is done, or leave out `severity`: it warns",
                f"a project makes it an error with a reason: `rules: {{{file.code}: {{severity: error, reason: ...}}}}` in briefgen.yaml",
            )
            self.sink.error("audience-unverified", message, file.origin, *hints)
        return Rule(
            code=file.code,
            kind=file.kind,
            limit=file.limit,
            counts=frozenset(file.counts),
            severity=severity,
            source=file.source,
            as_of=file.as_of,
            verified=file.verified,
            origin=file.origin,
            values=file.values,
            when=file.when,
            languages=file.languages,
            pace=file.pace,
        )

    def build_parameters(self, files: Mapping[str, ParameterFile]) -> tuple[Parameter, ...]:
        """The parameters that a brief sets."""
        return tuple(self._build_parameter(name, file) for name, file in files.items())

    def _build_parameter(self, name: str, file: ParameterFile) -> Parameter:
        lacking = f"parameter `{name}` has no words"
        values = {
            value: self._choose_language(words, f"{lacking} for `{value}`", self.origin)
            for value, words in file.values.items()
        }
        default = file.default or ""
        if not values:
            default = self._choose_language(default, f"{lacking} for its default", self.origin)
        return Parameter(name, file.title, values, str(default), file.when)

    def _report_duplicates(self, what: str, ids: Iterable[tuple[str, Origin]]) -> None:
        seen: set[str] = set()
        for name, origin in ids:
            if name in seen:
                self.sink.error(
                    "audience-duplicate", f"{what} `{name}` is there twice", origin, "rename or delete one of them"
                )
            seen.add(name)
