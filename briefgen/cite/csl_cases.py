"""Completes the items of cases: where the year is, which numbers are before the name, which courts need no name."""

from __future__ import annotations

import re

from briefgen.cite.csl_item import FLAG, CslItem
from briefgen.cite.law_reports import COURTS_KNOWN_BY_REPORT, LAST, ROUND, choose_year_form, is_numbered_by_court
from briefgen.model.document_symbols import find_symbol

COURT_OF_JUSTICE_CASE = re.compile(r"(?:(?:Joined )?Cases? )?[CTF][-\u2010-\u2013]\d+/\d+.*|(?:Joined )?Cases? .+")
"""Numbers that are printed before the name of a case."""
ECLI = re.compile(r"(?:ECLI:)?(EU:[CTF]:\d{4}:\d+)")


NEUTRAL_CITATION = re.compile(
    r"\[(?P<year>\d{4})\] (?P<court>[A-Z]\w*(?: [A-Z]\w*)*) (?P<number>\d+)(?: \((?P<division>[\w ]+)\))?"
)
"""A neutral citation that is typed as the number of a case: `[2000] HCA 55`."""
TRIBUNAL_NUMBER = re.compile(r"(?:ICC|ICTR|ICTY|IT|KSC|MICT|SCSL|STL)-\d.*")
"""Numbers of international criminal tribunals, which name the tribunal."""
NUMBERED_SERIES = re.compile(r"Series [A-Z] [Nn]o\.? ?\d+.*")
"""Series of judgments whose court is printed before them: `Inter-American Court of Human Rights Series C No 4`."""
NUMBER_WORD = re.compile(r"^(?P<kind>App|Case|Comm|Petition)s? (?P<word>no)(?P<several>s?)\b")


def complete_case(work: CslItem) -> None:
    """The year where the report needs it, and what is before the name of a case."""
    item = work.item
    _split_neutral_citation(work)
    _place_number(work)
    number = work.get("number")
    if number.startswith("UN Doc") and find_symbol(number) and not item.get("references"):
        item["references"] = item.pop("number")
    if COURT_OF_JUSTICE_CASE.fullmatch(number) and not item.get("original-date"):
        item["archive_collection"] = number if "ase" in number[:12] else f"Case {number}"
        del item["number"]
        _complete_european_case(work)
    _complete_series(work)
    report = work.get("container-title")
    if item.get("issued") and report and not item.get("original-date"):
        _place_year(work, choose_year_form(work.source.csl, work.find_year()))
    elif item.get("issued") and report:
        form = choose_year_form(work.source.csl, work.find_year())
        if form == ROUND:
            item["available-date"] = item["issued"]
    if work.get("authority") in COURTS_KNOWN_BY_REPORT.get(str(work.source.csl.get("container-title")), ()):
        work.omit("authority")
    if work.get("genre").casefold() not in {"", "judgment", "judgement"}:
        item["reviewed-genre"] = item["genre"]


def _split_neutral_citation(work: CslItem) -> None:
    """The parts of a neutral citation in the variables that styles print it from; it has the court and the year.

    Programs keep it as a court, a number and the date of the judgment.
    """
    item = work.item
    if item.get("original-date"):
        return
    if is_numbered_by_court(work.get("authority"), work.get("number")) and work.find_year():
        item["original-date"] = {"date-parts": [[work.find_year()]]}
        if not item.get("container-title"):
            work.omit("issued")
    found = NEUTRAL_CITATION.fullmatch(work.get("number"))
    if found is None:
        return
    item["original-date"] = {"date-parts": [[int(found["year"])]]}
    work.implied |= {"number", "authority"}
    item |= {"authority": found["court"], "number": found["number"]}
    if found["division"]:
        item["division"] = found["division"]
    if not item.get("container-title") and work.find_year() == int(found["year"]):
        work.omit("issued")


def _place_number(work: CslItem) -> None:
    """What a style needs to know of a number: whether it names the court or is behind it, and how it is written with a capital."""
    item, number = work.item, work.get("number")
    if TRIBUNAL_NUMBER.fullmatch(number) and work.get("genre"):
        item["reviewed-genre"] = item["genre"]
    if TRIBUNAL_NUMBER.fullmatch(number) and number.startswith(work.get("authority")):
        item["keyword"] = FLAG
    if NUMBERED_SERIES.fullmatch(number):
        item["license"] = FLAG
    if word := NUMBER_WORD.match(number):
        item["part-number"] = f"{number[: word.start('word')]}No{number[word.end('word') :]}"


def _complete_series(work: CslItem) -> None:
    """`(1986) Series A no 112`, and `ECHR 1998-VIII 3124`, whose volume is the year."""
    item, report = work.item, work.get("container-title")
    number = work.get("number") or work.get("volume")
    if report == "Series A" and re.fullmatch(r"\d+(?:-[A-Z])?", number):
        item["container-title"] = f"Series A no {number}"
        item.pop("number", None)
        item.pop("volume", None)
    if report in {"ECHR", "Reports"} and re.fullmatch(r"\d{4}(?:[-–][IVXL]+)?", work.get("volume")):
        item["container-title"] = f"{report} {item.pop('volume')}".replace("-", "–")
        work.omit("issued")


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
