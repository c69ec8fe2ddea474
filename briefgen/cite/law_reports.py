"""Law reports, by how the year of a volume is written: in round brackets where the volume alone finds the case, else in square ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefgen.model.diagnostic import Sink
from briefgen.model.library import Source

LAST_YEAR_OF_NUMBERED_REPORTS = 1890
"""Until then the volumes of all English reports were numbered on: the volume finds the case."""

ROUND = "round"
SQUARE = "square"
LAST = "last"
YEAR_FORMS = (ROUND, SQUARE, LAST)
"""`(1998) 29 EHRR 945`, `[1952] 1 KB 790`, and `410 US 113 (1973)`. A source may name one: `custom: {report-year: round}`."""

REPORTS_FOUND_BY_VOLUME = frozenset(
    (
        # international and regional
        "AHRLR", "BHRC", "CD", "Coll", "DR", "EHRR", "ICSID Rep", "IHRL", "IHRR", "ILM", "ILR", "Int Arb Rep", "Iran-US CTR",
        "PCIJ Rep", "RIAA", "YB",
        # England and Wales
        "Ad & El", "App Cas", "B & Ad", "B & S", "BLR", "BMLR", "BTC", "CB", "CCLR", "Ch App", "Ch D", "ChD", "CLR", "Con LR",
        "Cox CC", "Cr App R", "Cr App R (S)", "E & B", "ER", "HL Cas", "HLR", "HRLR", "JP", "KIR", "LGR", "LJ", "LT", "M & W",
        "P & CR", "P Wms", "PD", "QBD", "Sol Jo", "SJ", "TC", "TLR",
        # elsewhere
        "A Crim R", "ACTR", "ALD", "ALJR", "ALR", "CCC", "CRNZ", "DLR", "FCR", "FLR (Aus)", "HKCFAR", "HRNZ", "LRC (Const)",
        "NSWLR", "NZAR", "OR", "SASR", "SCC", "SCC (Cri)", "SR (NSW)", "Tas R", "VLR", "WAR", "WWR",
    )
)  # fmt: skip
"""Reports with volumes that are numbered on from year to year."""

SERIES_WITH_NUMBERED_CASES = ("AHRLR", "PCIJ Rep", "Series A")
"""Starts of reports in which a number finds the case, or which set the year in round brackets without one."""

REPORTS_WITH_THE_YEAR_LAST = frozenset(
    (
        "A", "A 2d", "A 3d", "Cal Rptr", "F", "F 2d", "F 3d", "F 4th", "F Supp", "F Supp 2d", "F Supp 3d", "L Ed", "L Ed 2d", "NE",
        "NE 2d", "NW", "NW 2d", "NYS 2d", "P 2d", "P 3d", "S Ct", "SE 2d", "SW 2d", "SW 3d", "So 2d", "So 3d", "US", "USLW",
    )
)  # fmt: skip
"""Reports of the United States, which set court and year behind the page."""

_STRASBOURG = ("ECtHR", "ECHR", "European Court of Human Rights")
_LUXEMBOURG = ("CJEU", "ECJ", "Court of Justice", "Court of Justice of the European Union", "European Court of Justice")
NEUTRAL_COURTS = frozenset(
    (
        # the United Kingdom
        "UKHL", "UKPC", "UKSC", "EWCA Civ", "EWCA Crim", "EWCOP", "EWFC", "EWHC", "UKUT", "UKFTT", "UKEAT", "EAT", "UKIAT", "UKAIT",
        "CSIH", "CSOH", "HCJAC", "NICA", "NIQB", "NIKB",
        # elsewhere
        "IECA", "IEHC", "IESC", "FCAFC", "HCA", "NSWCA", "NSWSC", "QCA", "QSC", "VSC", "VSCA", "NZCA", "NZHC", "NZSC", "BCCA",
        "ONCA", "ZACC", "ZASCA", "HKCA", "HKCFA", "HKCFI", "SGCA", "SGHC",
    )
)  # fmt: skip
"""Courts whose judgments have a number of their own in each year: `[2018] UKSC 12`."""


def is_numbered_by_court(court: object, number: object) -> bool:
    """Whether the number of a case is that of its neutral citation, as programs keep it: `UKSC` and `12`."""
    return court in NEUTRAL_COURTS and str(number).isdigit()


COURTS_KNOWN_BY_REPORT = {
    "ECHR": _STRASBOURG,
    "ECR": _LUXEMBOURG,
    "EHRR": _STRASBOURG,
    "ICJ Rep": ("ICJ", "International Court of Justice"),
    "PCIJ Rep": ("PCIJ", "Permanent Court of International Justice"),
    "SCR": ("SCC", "Supreme Court of Canada"),
    "Series A": _STRASBOURG,
    "US": ("US Supreme Court", "United States Supreme Court", "USSC", "US", "SCOTUS"),
}
"""Courts that need no name beside a report that prints only their cases."""


def report_unknown_year_forms(sources: Iterable[Source], sink: Sink) -> None:
    """Warn of each source that says where the year of its report is in a word that is not known."""
    for source in sources:
        custom = source.csl.get("custom")
        stated = custom.get("report-year") if isinstance(custom, Mapping) else None
        if stated is not None and stated not in YEAR_FORMS:
            message = f"`report-year: {stated}` of `{source.key}` is not one of `round`, `square` and `last`"
            sink.warning("source-report-year", message, source.origin, "write `custom: {report-year: round}`")


def choose_year_form(item: Mapping[str, Any], year: int | None) -> str:
    """Where the year of a reported case is: what the source says, else what the report and the year tell."""
    stated = item.get("custom", {}).get("report-year") if isinstance(item.get("custom"), Mapping) else None
    if stated in YEAR_FORMS:
        return str(stated)
    report = str(item.get("container-title", "")).replace(".", "")
    if report in REPORTS_WITH_THE_YEAR_LAST:
        return LAST
    if report.startswith(SERIES_WITH_NUMBERED_CASES):
        return ROUND
    if not item.get("volume"):
        return SQUARE
    is_old = year is not None and 0 < year <= LAST_YEAR_OF_NUMBERED_REPORTS
    return ROUND if is_old or report in REPORTS_FOUND_BY_VOLUME else SQUARE
