"""Campaigns: briefs for many recipients, and what changes for one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefgen.model.brief import Brief, Recipient, VariableValue
from briefgen.model.diagnostic import Origin


@dataclass(frozen=True, slots=True)
class Override:
    """Changes to the briefs of a campaign for one recipient."""

    title: str | None = None
    """None: as in the brief, here and below."""
    subtitle: str | None = None
    key_facts: tuple[str, ...] | None = None
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """They replace the brief's sections of these names."""
    exclude: frozenset[str] = frozenset()
    """They are added to those of the brief."""
    variables: Mapping[str, VariableValue] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False)
    """The places of these changes in the file of the campaign, as `Brief.override_origins`."""

    def apply_to(self, brief: Brief) -> Brief:
        """The brief with the changes for this recipient."""
        wording, blocks = brief.wording, brief.blocks
        replaced = {key for key in wording.untranslated_keys if getattr(self, key, None) is not None}
        return replace(
            brief,
            title=brief.title if self.title is None else self.title,
            subtitle=brief.subtitle if self.subtitle is None else self.subtitle,
            key_facts=brief.key_facts if self.key_facts is None else self.key_facts,
            blocks=replace(
                blocks, sections={**blocks.sections, **self.sections}, exclude=blocks.exclude | self.exclude
            ),
            variables={**brief.variables, **self.variables},
            override_origins={**brief.override_origins, **self.origins},
            wording=replace(
                wording, untranslated_keys=tuple(key for key in wording.untranslated_keys if key not in replaced)
            ),
        )


@dataclass(frozen=True, slots=True)
class Campaign:
    """Briefs for recipients in languages and formats."""

    id: str
    briefs: tuple[str, ...]
    recipients: Iterable[Recipient]
    """Can be iterated many times."""
    columns: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    output: str
    """The pattern of file names, without extension: `{recipient.id}/{brief.id}-{language}`."""
    origin: Origin
    overrides: Mapping[str, Override] = field(default_factory=dict)
    """By the id of a recipient."""
    output_origin: Origin | None = None
    """The line that states the pattern."""

    def address_brief(self, brief: Brief, recipient: Recipient) -> Brief:
        """A brief in its language for one recipient, with the overrides of that recipient."""
        own = self.overrides.get(recipient.id)
        return (own.apply_to(brief) if own else brief).for_recipient(recipient)

    def find_languages(self, brief: Brief) -> tuple[str, ...]:
        """The languages of a brief: those of the campaign, else of the recipients; a recipient without one gets the brief's own."""
        if self.languages or "language" not in self.columns:
            return self.languages or (brief.language,)
        return tuple(dict.fromkeys(_find_recipient_language(row, brief) for row in self.recipients))

    def find_recipients(self, language: str, brief: Brief) -> Iterator[Recipient]:
        """The recipients of a brief in one language."""
        return (row for row in self.recipients if self.languages or _find_recipient_language(row, brief) == language)


def _find_recipient_language(recipient: Recipient, brief: Brief) -> str:
    return recipient.fields.get("language") or brief.language
