"""A brief as it was requested: for a recipient, with settings, or without a file of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from briefgen.model.brief import AccessSettings, Brief, Project, Recipient
from briefgen.model.campaign import Campaign, Override
from briefgen.model.diagnostic import Origin

COMMAND_LINE = Origin("command line")


@dataclass(frozen=True, slots=True)
class CampaignRecipient:
    """The recipient that was asked for."""

    recipient: Recipient
    campaigns: tuple[Campaign, ...]
    """Those that have it among their recipients."""

    def find_language(self, brief: Brief) -> str:
        """That in which its campaign would send it the brief; empty: the brief's own."""
        return "" if self.find_sender(brief).languages else self.recipient.fields.get("language", "")

    def address_brief(self, brief: Brief) -> Brief:
        """The brief as its campaign sends it: with what is overridden there, where the campaign sends this brief."""
        campaign = self.find_sender(brief)
        return (
            campaign.address_brief(brief, self.recipient)
            if brief.id in campaign.briefs
            else brief.for_recipient(self.recipient)
        )

    def find_sender(self, brief: Brief) -> Campaign:
        """The campaign that would send it the brief; else its first."""
        return next((campaign for campaign in self.campaigns if brief.id in campaign.briefs), self.campaigns[0])


def create_unsaved_brief(project: Project, audience: str, library: str) -> Brief:
    """The brief of an audience and a library, without a file; its title is the library's name in words."""
    words = library.replace("-", " ").replace("_", " ")
    return Brief(
        id=f"{audience}-{library}",
        audience=audience,
        library=library,
        title=words[:1].upper() + words[1:],
        language=project.language,
        origin=COMMAND_LINE,
        access=AccessSettings(default_sensitivity=project.default_sensitivity),
    )


def apply_setting(brief: Brief, key: str, value: str) -> Brief:
    """The brief with one value of `--set`. Raises `ValueError` for a date that is not one."""
    match key:
        case "title":
            return Override(title=value).apply_to(brief)
        case "subtitle":
            return Override(subtitle=value).apply_to(brief)
        case "date":
            return replace(brief, date=date.fromisoformat(value))
        case _:
            return replace(brief, variables={**brief.variables, key: value})
