"""Opens pages of the browser, and notes what their console says."""

from __future__ import annotations

from typing import Any

from tests.running import PATIENCE


def open_page(context: Any, faults: list[str]) -> Any:
    """An empty page. Every message of its console, and every error of its scripts, is a fault."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page


def forget_refusals(faults: list[str]) -> None:
    """Drop what the browser says of requests that the test wants to be refused."""
    faults[:] = [fault for fault in faults if "409" not in fault and "422" not in fault]
