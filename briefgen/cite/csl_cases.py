"""Completes the items of cases: where the year is, which numbers are before the name, which courts need no name."""

from __future__ import annotations

import re

from briefgen.cite.csl_item import FLAG, CslItem
from briefgen.cite.law_reports import COURTS_KNOWN_BY_REPORT, LAST, ROUND, choose_year_form
from briefgen.model.document_symbols import find_symbol

COURT_OF_JUSTICE_CASE = re.compile(r"(?:(?:Joined )?Cases? )?[CTF][-\u2010-\u2013]\d+/\d+.*|(?:Joined )?Cases? .+")
"""Numbers that are printed before the name of a case."""
ECLI = re.compile(r"(?:ECLI:)?(EU:[CTF]:\d{4}:\d+)")


def complete_case(work: CslItem) -> None:
    """The year where the report needs it, and what is before the name of a case."""
    item = work.item
    number = work.get("number")
    if number.startswith("UN Doc") and find_symbol(number) and not item.get("references"):
        item["references"] = item.pop("number")
    if COURT_OF_JUSTICE_CASE.fullmatch(number) and not item.get("original-date"):
        item["archive_collection"] = number if "ase" in number[:12] else f"Case {number}"
        del item["number"]
        _complete_european_case(work)
    report = work.get("container-title")
    if item.get("issued") and report and not item.get("original-date"):
        _place_year(work, choose_year_form(work.source.csl, work.find_year()))
    elif item.get("issued") and report:
        form = choose_year_form(work.source.csl, work.find_year())
        if form == ROUND:
            item["available-date"] = item["issued"]
    if work.get("authority") in COURTS_KNOWN_BY_REPORT.get(report, ()):
        work.omit("authority")
    if work.get("genre").casefold() not in {"", "judgment", "judgement"}:
        item["reviewed-genre"] = item["genre"]


def _complete_european_case(work: CslItem) -> None:
    item = work.item
    ecli = ECLI.fullmatch(work.get("references"))
    if ecli:
        item["references"] = ecli[1]
    if work.get("container-title") == "ECR" and re.fullmatch(r"I{1,2}(?:-A)?", work.get("volume")):
        item["container-title"] = f"ECR {item.pop('volume')}-{item.pop('page', '')}"
    if work.get("container-title") or ecli:
        work.omit("authority")
    if ecli and not work.get("container-title"):
        item["license"] = FLAG
        if str(work.find_year()) in ecli[1]:
            work.implied.add("issued")


def _place_year(work: CslItem, form: str) -> None:
    item = work.item
    if form == LAST:
        item["submitted"] = item["issued"]
    elif form == ROUND:
        item["available-date"] = item["issued"]
