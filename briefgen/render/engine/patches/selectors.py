"""Refuses a selector that cssselect2 0.9 cannot read, so that its rule is ignored with a message: some slips end the layout instead."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def refuse_broken_selectors() -> None:
    """Make every failure to read a selector a `SelectorError`, which WeasyPrint expects, in this process."""
    from weasyprint.css import cssselect2, validation

    original = cssselect2.compile_selector_list

    def compile_selector_list(selectors: Any, namespaces: Any = None) -> Any:
        try:
            return original(selectors, namespaces)
        except cssselect2.SelectorError:
            raise
        except Exception as error:  # what the parser does not expect in a selector: an end, a string, a bracket
            raise cssselect2.SelectorError(None, "it cannot be read") from error

    cssselect2.compile_selector_list = validation.compile_selector_list = compile_selector_list
