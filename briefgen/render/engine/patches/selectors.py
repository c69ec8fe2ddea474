"""Refuses a selector that cssselect2 0.9 cannot read, so that its rule is ignored with a message: some slips end the layout instead."""

from __future__ import annotations

from typing import Any

from briefgen.render.engine.patches import install_correction


def refuse_broken_selectors() -> None:
    """Make every failure to read a selector a `SelectorError`, which WeasyPrint expects, in this process."""
    from weasyprint.css import cssselect2, validation

    for module in (cssselect2, validation):
        install_correction(module, "compile_selector_list", _correct_refusals)


def _correct_refusals(original: Any) -> Any:
    from weasyprint.css import cssselect2

    def compile_selector_list(selectors: Any, namespaces: Any = None) -> Any:
        try:
            return original(selectors, namespaces)
        except cssselect2.SelectorError:
            raise
        except Exception as error:  # what the parser does not expect in a selector: an end, a string, a bracket
            raise cssselect2.SelectorError(None, "it cannot be read") from error

    return compile_selector_list
