"""Numbers and addresses that find a document for good: symbols of the United Nations, DOIs, and permanent addresses."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_SYMBOL = re.compile(
    r"UN Doc(?:ument)?s?\.? *(?P<marked>\S.*)"
    r"|(?P<bare>(?:A|S|E|ST|T|[A-Z]{2,7})/(?:[\w.()-]+/)*[\w.()-]*\d[\w.()-]*(?: [A-Z] ?\([IVXLC]+\))?|[AES]/[A-Z0-9]\S*)"
)
_PERMANENT_ADDRESS = re.compile(
    r"https?://(?:dx\.)?(?:perma\.cc|doi\.org|hdl\.handle\.net|web\.archive\.org)/", re.IGNORECASE
)
_DOI = re.compile(r"(?P<address>(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(?:doi:? *)?(?P<name>10\..+)", re.IGNORECASE)

_ADDRESS_CHARACTERS = "/:;()!$&'*,=@"


def find_symbol(number: object) -> str:
    """The symbol of the United Nations in the number of a document, `A/HRC/59/15`; empty where it is none."""
    found = _SYMBOL.fullmatch(str(number or "").strip())
    return (found["marked"] or found["bare"]) if found else ""


def is_permanent_address(address: str) -> bool:
    """Whether an address is kept for good, so that nobody needs to know when it was opened."""
    return _PERMANENT_ADDRESS.match(address) is not None


def to_doi_address(doi: object) -> str:
    """The address of a work by its DOI, however that is written: `10.1/x`, `doi:10.1/x` or as an address; empty where it is none.

    Characters that have a meaning in an address are encoded: https://www.doi.org/doi-handbook, 3.6.
    """
    found = _DOI.fullmatch(str(doi or "").strip())
    if not found:
        return ""
    name = unquote(found["name"]) if found["address"] else found["name"]
    return f"https://doi.org/{quote(name, safe=_ADDRESS_CHARACTERS)}"
