"""Takes the addresses, the DOI and the day of access out of the words of a note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.decompose.note_names import read_date
from briefgen.decompose.note_text import NoteText, reduce_spaces

_ADDRESS = re.compile(
    r"(?i:[(\[<]*(?:,? ?(?:available|accessible|disponible|online|abrufbar|verfügbar|retrieved|unter|url)(?: online)?(?: at| from| en| sur| à| unter)?:? ?|,? at:? )?)<?(?P<url>(?:https?://|www\.)[^\s<>]+[^\s<>.,;)\]])>?[)\]>]*"
)
_ACCESSED = re.compile(
    r"[,.;]? ?[(\[]?(?:(?:last )?(?:accessed|visited|retrieved|viewed|consulted)|consultée? le|consultado el|consultado|abgerufen|aufgerufen|zugriff|letzter zugriff|zuletzt abgerufen|s[t]and)(?: on| am)?:? (?P<day>[^()\[\]<>]*?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})[)\]]?[,.]?|\[(?P<bare>\d{1,2}\.\d{1,2}\.\d{4})\]",
    re.IGNORECASE,
)
_DOI = re.compile(r"[,.]? ?(?:doi:? ?|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,9}/[^\s<>,;]*[^\s<>,;.)])", re.IGNORECASE)  # fmt: skip
_ARCHIVED = re.compile(
    r"(?<=\S)[,.;]? ?[(\[]?(?P<url>https?://(?:perma\.cc|web\.archive\.org/web|archive\.(?:is|ph|today))/[^\s<>\])]+)[)\]]?"
)
"""A copy of a page behind its address: `[https://perma.cc/AB12-CD34]`."""
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?")
_HOST = re.compile(r"www(?:\.[\w-]+)+")


def take_addresses(piece: NoteText) -> tuple[NoteText | None, Mapping[str, Any]]:
    """The words without address, DOI and day of access, and these; no words where there are two addresses."""
    note = piece
    found: dict[str, Any] = {}
    if doi := _DOI.search(note.text):
        found["DOI"] = doi["doi"]
        note = note.remove_part(doi.start(), doi.end())
    if (archived := [*_ARCHIVED.finditer(note.text)]) and len(_ADDRESS.findall(note.text)) > len(archived) == 1:
        found["archive_location"] = archived[0]["url"]
        note = note.remove_part(archived[0].start(), archived[0].end())
    if access := _ACCESSED.search(note.text):
        date = read_date((access["day"] or access["bare"]).replace("/", "-"))
        if date is None:
            return None, {}
        found["accessed"] = date
        note = note.remove_part(access.start(), access.end())
    addresses = [*_ADDRESS.finditer(note.text)]
    if len(addresses) > 1:  # `www.example.org, 2024, https://...`: the first is the name of the publisher
        addresses = [match for match in addresses if not _HOST.fullmatch(match["url"])]
    hidden = {address for address in piece.addresses if address.startswith("http")} - {
        match["url"] for match in addresses
    }
    hidden -= {found.get("archive_location", "")}
    if addresses:  # a title that links to another page of the address that is typed behind it
        hosts = {_find_host(match["url"]) for match in addresses}
        hidden = {address for address in hidden if _find_host(address) not in hosts}
    if len(addresses) > 1 or len(hidden) > 1 or (addresses and hidden - {addresses[0]["url"] + "/"}):
        return None, {}
    if addresses:
        found["URL"] = addresses[0]["url"] if "://" in addresses[0]["url"] else f"https://{addresses[0]['url']}"
        start = len(note.text[: addresses[0].start()].rstrip(" ,.:;"))
        note = note.remove_part(start, addresses[0].end())
    elif hidden:
        found["URL"] = hidden.pop()
    return reduce_spaces(note), found


def _find_host(address: str) -> str:
    return _SCHEME.sub("", address, count=1).partition("/")[0]
