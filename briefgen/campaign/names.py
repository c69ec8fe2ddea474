"""Turns the pattern of a campaign's file names into names that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from briefgen.model.brief import Brief, Recipient
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Sink
from briefgen.model.file_names import DEVICE_NAME
from briefgen.model.nearest import suggest_nearest

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
UNSAFE_CHARACTERS = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u2028\u2029\ufeff\u200b-\u200f\u202a-\u202e\u2066-\u2069]'
)
"""What some file system refuses, and what would make a name read otherwise than it is written."""

MAX_NAME_BYTES = 200
"""Bytes of one part of a name: file systems take 255, and an ending and a temporary name must fit, too."""

MAX_PATH_BYTES = 1_000
"""Bytes of a whole name: systems take 4,096 or fewer, and the folders of the project come before it."""


def build_output_stem(campaign: Campaign, brief: Brief, recipient: Recipient, sink: Sink) -> str | None:
    """The name of one document below the output folder, without its ending; None with an error in `sink`."""
    fields = _collect_fields(campaign, brief, recipient)
    parts = [_fill_part(part, fields, campaign, recipient, sink) for part in campaign.output.split("/")]
    stem = "/".join(part for part in parts if part) if all(parts) else None
    if stem and len(stem.encode()) > MAX_PATH_BYTES:
        message = f"`output` makes a path of {len(stem.encode())} bytes for the recipient `{recipient.id}`"
        sink.error("campaign-name", message, campaign.output_origin, f"keep it within {MAX_PATH_BYTES} bytes")
        return None
    return stem


def sanitise_name(value: str) -> str:
    """A value as part of a file name: no separators, no control characters, no dots in front."""
    return UNSAFE_CHARACTERS.sub("-", unicodedata.normalize("NFC", value)).strip().lstrip(".").rstrip(". ")


def normalise_for_comparison(stem: str) -> str:
    """What two names share that would be one file on a file system blind to case and to composition of letters."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", stem).casefold())


def _collect_fields(campaign: Campaign, brief: Brief, recipient: Recipient) -> Mapping[str, str]:
    return {
        "brief.id": brief.id,
        "brief.title": brief.title,
        "campaign.id": campaign.id,
        "language": brief.language,
        "audience": brief.audience,
        **{f"recipient.{column}": value for column, value in recipient.fields.items()},
    }


def _fill_part(
    part: str, fields: Mapping[str, str], campaign: Campaign, recipient: Recipient, sink: Sink
) -> str | None:
    """One part of the pattern, between slashes, filled in."""
    unknown = [place for place in PLACEHOLDER.findall(part) if place not in fields]
    for place in unknown:
        hints = suggest_nearest(place, fields) or (f"use one of {', '.join(f'`{name}`' for name in fields)}",)
        sink.error("campaign-output", f"`output` has the unknown place `{{{place}}}`", campaign.output_origin, *hints)
    if unknown:
        return None
    filled = PLACEHOLDER.sub(lambda place: sanitise_name(fields[place[1]]), part).strip()
    if not PLACEHOLDER.search(part) and (
        not part.strip() or part.startswith((".", "~")) or sanitise_name(part) != part.strip()
    ):
        hint = "write parts of letters, digits, `-` and `_`, with `/` between folders"
        sink.error(
            "campaign-output", f"`output` has the part `{part}`, which cannot name a file", campaign.output_origin, hint
        )
        return None
    if not filled.strip("-. ") or filled.startswith("."):
        message = f"`{part}` of `output` names no file for the recipient `{recipient.id}`"
        sink.error("campaign-name", message, recipient.origin, "fill in the column, or use another in `output`")
        return None
    if len(filled.encode()) > MAX_NAME_BYTES:
        message = (
            f"`{part}` of `output` makes a name of {len(filled.encode())} bytes for the recipient `{recipient.id}`"
        )
        sink.error(
            "campaign-name",
            message,
            recipient.origin,
            f"keep it within {MAX_NAME_BYTES} bytes; `{{recipient.id}}` is short",
        )
        return None
    return DEVICE_NAME.sub(r"\g<0>-", filled)
