"""Finds what would keep somebody from using a page, by axe."""

from __future__ import annotations

from typing import Any

from tests.programs import require_library

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def find_barriers(page: Any) -> list[str]:
    """What axe finds on the page as it is now, with the first place of each."""
    require_library("axe_playwright_python", "dev")
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where it is installed

    found = Axe().run(page, options={"runOnly": list(STANDARDS), "iframes": False}).response
    return [f"{barrier['id']}: {barrier['nodes'][0]['html']}" for barrier in found["violations"]]
