"""Numbers and addresses that find a document for good: symbols of the United Nations, and permanent addresses."""

from __future__ import annotations

import re

_SYMBOL = re.compile(
    r"UN Doc(?:ument)?s?\.? *(?P<marked>\S.*)"
    r"|(?P<bare>(?:A|S|E|ST|T|[A-Z]{2,7})/(?:[\w.()-]+/)*[\w.()-]*\d[\w.()-]*(?: [A-Z] ?\([IVXLC]+\))?|[AES]/[A-Z0-9]\S*)"
)
_PERMANENT_ADDRESS = re.compile(
    r"https?://(?:dx\.)?(?:perma\.cc|doi\.org|hdl\.handle\.net|web\.archive\.org)/", re.IGNORECASE
)


def find_symbol(number: object) -> str:
    """The symbol of the United Nations in the number of a document, `A/HRC/59/15`; empty where it is none."""
    found = _SYMBOL.fullmatch(str(number or "").strip())
    return (found["marked"] or found["bare"]) if found else ""


def is_permanent_address(address: str) -> bool:
    """Whether an address is kept for good, so that nobody needs to know when it was opened."""
    return _PERMANENT_ADDRESS.match(address) is not None
