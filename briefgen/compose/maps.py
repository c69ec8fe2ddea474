"""Builds locator maps: `{{ locator_map(["KEN"], caption="...", places={"Turkana": (3.5, 35.8)}) }}` becomes a figure that every format draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.compose.chart_figure import FigureBuilder
from briefgen.compose.chart_sources import FigureSources, find_chart_word
from briefgen.compose.fill import Printable
from briefgen.compose.localisation import find_country_name
from briefgen.compose.sandbox import TemplateDataError
from briefgen.model.chart import MAP_KIND, LocatorMap, MapPlace
from briefgen.model.nearest import suggest_nearest
from briefgen.model.outlines import list_outlined_countries

ORIGIN = "Natural Earth"
"""Who made the outlines."""

UNNAMED_NEIGHBOURS = frozenset({"ESH", "HKG", "MAC", "PSE", "TWN", "XKX"})
"""Areas whose name or status is disputed: a map names them only where its author does."""

_POLES, _HALF_A_TURN = 90, 180


@dataclass(frozen=True, slots=True)
class MapPrinter:
    """`locator_map(countries, caption=..., around=[...], places={...}, rivers={...})`."""

    language: str
    figures: FigureBuilder

    def __call__(
        self,
        countries: Sequence[str],
        caption: str = "",
        around: Sequence[str] = (),
        places: Mapping[str, Sequence[float]] | None = None,
        rivers: Mapping[str, Sequence[float]] | None = None,
    ) -> Printable:
        """What `{{ locator_map(...) }}` prints. Raises `TemplateDataError`."""
        words = self.figures.read_caption(caption)
        marked = _read_countries(countries, "a map")
        framed = _read_countries(around, "`around`") if around else marked
        located = tuple(_read_place(name, place) for name, place in _read_places(places, "places").items())
        flowing = tuple(_read_place(name, place) for name, place in _read_places(rivers, "rivers").items())
        named = sorted(list_outlined_countries() - (UNNAMED_NEIGHBOURS - {*marked, *framed}))
        names = {code: find_country_name(code, self.language) for code in named}
        described = "; ".join([*(names[code] for code in marked), *(place.name for place in (*located, *flowing))])
        return self.figures.build(
            LocatorMap(marked, framed, located, names, flowing),
            MAP_KIND,
            words,
            described,
            FigureSources(further=(ORIGIN,), remark=find_chart_word("borders", self.language)),
        )


def _read_countries(countries: object, name: str) -> tuple[str, ...]:
    if not isinstance(countries, list | tuple) or not countries:
        message = f"{name} needs a list of countries"
        raise TemplateDataError("map-country", message, 'write their codes of three letters, as `["KEN", "UGA"]`')
    known = list_outlined_countries()
    for code in countries:
        if code not in known:
            hint = _suggest_country(str(code)) or "write a code of three letters of ISO 3166-1, as `KEN`"
            raise TemplateDataError("map-country", f"there is no outline of a country `{code}`", hint)
    return tuple(dict.fromkeys(countries))


def _suggest_country(text: str) -> str:
    """The code that somebody meant who wrote a name, two letters, or the letters in another order."""
    known = sorted(list_outlined_countries())
    names = {find_country_name(code, "en").casefold(): code for code in known}
    name = find_country_name(text.upper(), "en") if len(text) < len("KEN") else text
    swapped = next((code for code in known if sorted(code) == sorted(text.upper())), "")
    found = names.get(name.casefold()) or swapped
    return f"did you mean `{found}`?" if found else next(iter(suggest_nearest(text, known)), "")


def _read_places(places: object, name: str) -> Mapping[str, object]:
    if places is None:
        return {}
    if not isinstance(places, Mapping):
        example = {"places": '"Nairobi": (-1.3, 36.8)', "rivers": '"Tana": (-1.0, 39.9)'}[name]
        hint = f"write `{name}={{{example}}}`"
        raise TemplateDataError("map-place", f"`{name}` is not a list of names with their coordinates", hint)
    return places


def _read_place(name: object, place: object) -> MapPlace:
    hint = "write its latitude and its longitude in degrees, as `(-1.3, 36.8)`"
    pair = list(place) if isinstance(place, list | tuple) else []
    if len(pair) != 2 or any(isinstance(number, bool) or not isinstance(number, int | float) for number in pair):
        raise TemplateDataError("map-place", f"the place `{name}` has no coordinates", hint)
    latitude, longitude = map(float, pair)
    if not (abs(latitude) <= _POLES and abs(longitude) <= _HALF_A_TURN):
        message = f"the place `{name}` is not on earth: its latitude is {latitude:g}, its longitude {longitude:g}"
        raise TemplateDataError("map-place", message, hint)
    if not str(name).strip():
        raise TemplateDataError("map-place", "a place on a map has no name", hint)
    return MapPlace(" ".join(str(name).split()), latitude, longitude)
