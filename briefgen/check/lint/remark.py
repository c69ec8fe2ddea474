"""One thing that an editor would mark."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.diagnostic import Origin


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong, where, and what to do."""

    message: str
    origin: Origin
    hints: tuple[str, ...] = ()
