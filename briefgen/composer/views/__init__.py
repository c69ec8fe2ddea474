"""The views: what a page shows. Each is a function from the session and the address's arguments to a frozen value; `VIEWS` is their table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.composer.session import ComposerSession
from briefgen.composer.views.block import build_block_view
from briefgen.composer.views.brief import build_brief_view, build_outline_view
from briefgen.composer.views.campaign import build_campaign_view
from briefgen.composer.views.compare import build_compare_view
from briefgen.composer.views.home import build_home_view
from briefgen.composer.views.impact import build_impact_view
from briefgen.composer.views.import_text import build_import_view
from briefgen.composer.views.library_search import build_library_search_view
from briefgen.composer.views.merge import build_merge_view
from briefgen.composer.views.new_brief import build_new_brief_view
from briefgen.composer.views.pages import build_pages_view
from briefgen.composer.views.previous import build_previous_view
from briefgen.composer.views.run import build_run_view
from briefgen.composer.views.sent import build_sent_view
from briefgen.composer.views.summary import build_summary_view
from briefgen.composer.views.table import build_cell_view, build_table_view
from briefgen.composer.views.text import build_text_view

View = Callable[[ComposerSession, Mapping[str, Any]], object]
"""Returns a frozen dataclass, which is sent as JSON. Raises `BriefgenError` with words for the page."""

VIEWS: Mapping[str, View] = {
    "home": build_home_view,
    "new-brief": build_new_brief_view,
    "summary": build_summary_view,
    "outline": build_outline_view,
    "brief": build_brief_view,
    "block": build_block_view,
    "table": build_table_view,
    "cell": build_cell_view,
    "impact": build_impact_view,
    "library-search": build_library_search_view,
    "pages": build_pages_view,
    "campaign": build_campaign_view,
    "run": build_run_view,
    "merge": build_merge_view,
    "compare": build_compare_view,
    "sent": build_sent_view,
    "import": build_import_view,
    "previous": build_previous_view,
    "text": build_text_view,
}
"""By the name in the address: `view/home`."""

PAGES = frozenset(
    {
        "home",
        "brief",
        "facts",
        "sources",
        "recipients",
        "merge",
        "import",
        "previous",
        "text",
        "sent",
        "compare",
        "campaign",
    }
)
"""Views with a page of their own: `pages/NAME.html`, `static/NAME.js`."""
