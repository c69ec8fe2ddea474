"""Marks figures that readers cannot check: facts without a source, old and disputed ones printed bare, figures typed beside a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from briefgen.check.lint.context import LintContext
from briefgen.check.lint.printed import NOTE_CALL, SOURCES, Passage, PrintedFact
from briefgen.check.lint.texts import Remark
from briefgen.model.diagnostic import Origin
from briefgen.model.library import Certainty, Fact
from briefgen.model.translation import apply_translations

OLD_AFTER_YEARS = 10
"""Years after which a figure is old, and its year must be printed with it."""

SMALL_NUMBER = 1000
"""Below it, a whole number that equals a fact means the fact only where the unit follows."""

YEAR_IN_TEXT = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")

TYPED_NUMBER = re.compile(r"(?<![\w.,/#§-])\d+(?:[,.\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?![\w/]|[.,-]\d)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
REST_OF_SENTENCE = re.compile(rf".*?[.!?]{SOURCES.pattern}*(?=\s|$)|.*")

DOUBT = re.compile(
    r"disput|contest|\bputs?\b|\bsays?\b|\bstates?d?\b|if [^.]{0,40}right|quoted without|vary|den(?:y|ies|ied)|claim|alleg|according to|reported|estimate|doubt|question|uncertain|unverified|not agree|challeng"
    r"|contesté|selon|(?<!t)estim|douteu|controvers|discut|évalu|\b(?:ser|aur)ai(?:en)?t\b|si [^.]{0,40}(?:juste|exact)"
    r"|según|cuestion|niega|alega|calcula|se dice|si [^.]{0,40}correct|disputa|оспар|спор(?!т)|по данным|по словам|оцен|сообща|утвержда"
    r"|(?<!س)تفيد|أفاد|وفق|(?<!ف)حسب|يُ?ذكر|يُ?قال|تقدير|[تيم]قدّر|محل خلاف|ادعا|(?<![名简])称|(?<![数证依占单收])据(?![点地])|估计|争议|报道|에 따르면|추정|전해|논란|주장|라고 한다|다고 한다",
    re.IGNORECASE,
)  # fmt: skip
"""Words that tell a reader that a figure is not settled; not `testimony`, `паспорт`, `تقديم` and `数据`, which have the letters of one."""

MEASURE_UNIT = re.compile(
    r"(?:(?:milli|kilo|micro|centi|square |cubic )?(?:met(?:er|re)s?|gram(?:me)?s?|lit(?:er|re)s?|watts?|volts?|bytes?)"
    r"|km²?|m[²³]?|cm|mm|kg|g|mg|µg|t|ha|l|kw|mw|gwh|°c|%|per ?cent|miles?|feet|acres?|hectares?|tons?|tonnes?|million|billion|thousand"
    r"|dollars?|euros?|pounds?|usd|eur|gbp|chf|us\$|\$|€|£|hours?|days?|weeks?|months?|years?|degrees?|decibels?|barrels?)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
"""The start of a unit without which a number says something else."""

LOWERCASE = "a-zß-öø-ÿа-яѐ-џ"
ARABIC = "\u0620-\u064a"
UNIT_SYMBOLS = {
    "km": rf"kilom[eèé]t|kilóm|км(?![{LOWERCASE}])|километр|(?<![{ARABIC}])كم(?![{ARABIC}])|كيلومتر|公里|千米|킬로미터",
    "kg": rf"kilogram|quilogram|кг(?![{LOWERCASE}])|килограмм|كغ|كيلوغرام|公斤|千克|킬로그램",
    "ha": rf"hect[aá]re|га(?![{LOWERCASE}])|гектар|هكتار|公顷|헥타르",
    "m": "m[eè]t(?:er|r)|метр|متر|米|미터",
    "usd": "dollar|dólar|доллар|دولار|美元|달러",
    "eur": "euro|евро|يورو|欧元|유로",
    "gbp": "pound|livre|libra|фунт|جنيه|英镑|파운드",
    "million": "mill[oó]n|млн|миллион|مليون|百万|백만",
    "t": rf"ton|тонн|(?<![{ARABIC}])[وفبك]?(?:ال|لل)?طن|吨|톤",
}
"""Other words for a unit, in the languages of briefgen, each at the start of a word."""

PERCENT_FORMS = (
    r"%|٪|％|per\s?cent|pour\s?cent|por\s?ciento|процент|في\s+المائة|بالمائة|百分[之比]|퍼센트|프로(?![그젝])"
)
TIME_UNITS = re.compile(r"(?:year|date|day|month|text)$", re.IGNORECASE)
"""Units that say what a value is; they are not printed beside it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A printed fact, in the language of the brief, with the passage around it."""

    fact: Fact
    passage: Passage
    printed: PrintedFact

    @property
    def origin(self) -> Origin:
        return Origin(self.printed.origin.path, self.printed.origin.line)


def find_unsourced_facts(context: LintContext) -> Iterator[Remark]:
    """Find printed facts that name no source."""
    hint = "add `source:`; where there is none, write `source: none` and say in `note` why"
    for key in dict.fromkeys(context.document.facts):
        fact = context.selection.facts.get(key)
        if fact and fact.needs_source and not fact.sources:
            yield Remark(f"the fact `{fact.id}` is printed and has no source", fact.origin, (hint,))


def find_bare_facts(context: LintContext) -> Iterator[Remark]:
    """Find disputed figures without a word of doubt, and old ones without their year, in the passage that prints them."""
    today = context.document.brief.date
    for place in _find_places(context):
        fact, text = place.fact, place.passage.read_around(place.fact.id)
        if not _is_number(fact):
            continue
        if fact.certainty is Certainty.DISPUTED and not DOUBT.search(text):
            message = f"the fact `{fact.id}` is disputed, and its paragraph does not say so"
            yield Remark(message, place.origin, ("say who disputes it, or whose figure it is",))
        year = _read_year(fact.as_of)
        if today and year and year <= today.year - OLD_AFTER_YEARS and not _has_time(place, year):
            message = f"the fact `{fact.id}` is of {year}, and its paragraph does not say so"
            yield Remark(
                message, place.origin, (f"write the year beside it, or find a newer figure than that of {year}",)
            )


def find_facts_without_unit(context: LintContext) -> Iterator[Remark]:
    """Find figures in a measure, such as km or dollars, that no word of the passage names."""
    for place in _find_places(context):
        unit = place.fact.unit.strip()
        if place.printed.has_unit or not _is_number(place.fact) or not _is_measure(unit):
            continue
        if _has_unit(f"{place.passage.lead_in} {place.passage.text}", unit):
            continue
        message = f"the fact `{place.fact.id}` is printed without its unit, `{unit}`"
        hint = f'write `{{{{ fact("{place.fact.id}", unit=True) }}}}`, or the unit behind it'
        yield Remark(message, place.origin, (hint,))


def find_typed_facts(context: LintContext) -> Iterator[Remark]:
    """Find figures typed by hand that a fact has, and figures typed beside a fact of their unit that say another number."""
    language = context.document.brief.language
    known = [apply_translations(fact, language) for fact in context.selection.facts.values() if _is_figure(fact)]
    printed = [*_find_places(context)]
    for passage in context.passages:
        here = [place.fact for place in printed if place.passage == passage]
        for paragraph in passage.paragraphs:
            text = ADDRESS.sub(lambda match: "x" * len(match[0]), paragraph.typed)
            for match in TYPED_NUMBER.finditer(text):
                value, after = _parse_number(match[0], language), text[match.end() :]
                if value is None:
                    continue
                same = next((fact for fact in known if _is_value_of(fact, value, after)), None)
                other = None if same else next((fact for fact in here if _is_other_value_of(fact, value, after)), None)
                origin = paragraph.find_origin(match.start())
                if same:
                    yield _build_typed_remark(same, match[0], origin, is_same=True)
                elif other and not _is_cited(after):
                    yield _build_typed_remark(other, match[0], origin, is_same=False)


def _build_typed_remark(fact: Fact, number: str, origin: Origin, *, is_same: bool) -> Remark:
    hint = f'write `{{{{ fact("{fact.id}") }}}}`: a typed figure stays when the fact changes'
    if is_same:
        return Remark(f"the figure `{number}` is typed by hand, and the fact `{fact.id}` has it", origin, (hint,))
    message = f"the figure `{number}` is typed beside the fact `{fact.id}`, which says another number of {fact.unit}"
    return Remark(message, origin, ("make a fact of it, or cite its source",))


def _find_places(context: LintContext) -> Iterator[_Place]:
    for passage in context.passages:
        for printed in (fact for paragraph in passage.paragraphs for fact in paragraph.facts):
            if fact := context.selection.facts.get(printed.id):
                yield _Place(apply_translations(fact, context.document.brief.language), passage, printed)


def _is_number(fact: Fact) -> bool:
    """Whether a fact is a figure and no year."""
    first = fact.value[0] if isinstance(fact.value, tuple) else fact.value
    return isinstance(first, int | Decimal) and not TIME_UNITS.match(fact.unit.strip()) and not _is_year(fact)


def _is_measure(unit: str) -> bool:
    """Whether a figure says something else without this unit."""
    return bool(MEASURE_UNIT.match(unit) or " per " in f" {unit} ") and not TIME_UNITS.match(unit)


def _is_figure(fact: Fact) -> bool:
    return not isinstance(fact.value, tuple) and _is_number(fact)


def _is_year(fact: Fact) -> bool:
    return not fact.unit.strip() and isinstance(fact.value, int) and 1000 <= fact.value <= 2999


def _is_value_of(fact: Fact, value: Decimal, after: str) -> bool:
    """Whether a typed number is that of a fact: its unit follows, or the number is so distinctive that it needs none."""
    if Decimal(str(fact.value)) != value:
        return False
    is_distinctive = value >= SMALL_NUMBER or (value % 1 != 0 and len(str(value).replace(".", "").lstrip("0")) >= 3)
    return is_distinctive or _has_unit(after, fact.unit, at_start=True)


def _is_other_value_of(fact: Fact, value: Decimal, after: str) -> bool:
    ends = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    is_other = _is_number(fact) and all(Decimal(str(end)) != value for end in ends)
    return is_other and bool(fact.unit.strip()) and _has_unit(after, fact.unit, at_start=True)


def _has_unit(text: str, unit: str, *, at_start: bool = False) -> bool:
    """Whether a text has the first word of a unit, in any of its forms."""
    words = re.findall(r"[^\W\d_²³]+|[%$€£°]", unit.casefold())
    if not words:
        return False
    symbols = PERCENT_FORMS if words[0] in {"per", "%", "pour", "por", "percent"} else ""
    stem = words[0] if len(words[0]) < 5 else words[0].removesuffix("s")[:7]
    end = rf"(?![{LOWERCASE}])" if len(stem) < 3 else ""
    others = rf"(?<![{LOWERCASE}])(?:{UNIT_SYMBOLS[words[0]]})" if words[0] in UNIT_SYMBOLS else ""
    forms = "|".join(filter(None, (symbols, rf"(?<![^\W\d_]){re.escape(stem)}{end}", others)))
    pattern = rf"[\s\u00a0\u202f-]*(?:{forms})" if at_start else rf"(?:{forms})"
    clean = SOURCES.sub("", text).casefold()
    return (re.match(pattern, clean) if at_start else re.search(pattern, clean)) is not None


def _parse_number(text: str, language: str) -> Decimal | None:
    """The value of a typed number, by the separators of its language."""
    clean = re.sub(r"[\s\u00a0\u202f]", "", text)
    is_english = language.partition("-")[0] in {"en", "zh", "ja", "he", "ar"}
    clean = clean.replace(",", "") if is_english else re.sub(r"\.(?=\d{3}(?:\D|$))", "", clean).replace(",", ".")
    try:
        return Decimal(clean)
    except InvalidOperation:
        return None


def _read_year(as_of: str) -> int | None:
    match = re.match(r"\d{4}", as_of)
    return int(match[0]) if match else None


def _has_time(place: _Place, year: int) -> bool:
    """Whether a passage names the year of a figure, or an earlier time that it is about; the figure itself is not one."""
    return any(int(named) <= year for named in YEAR_IN_TEXT.findall(place.passage.read_around(place.printed.id)))


def _is_cited(text: str) -> bool:
    """Whether a citation follows in the sentence that goes on with this text."""
    rest = REST_OF_SENTENCE.match(text)
    return rest is not None and NOTE_CALL in rest[0]
