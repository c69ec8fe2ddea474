"""Words a recommendation for its reader: a question, a call, or what a third state can do. Made from the action, or written by its authors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.compose.french_infinitives import put_after
from briefgen.compose.localisation import find_country_name
from briefgen.compose.state_names import find_state_code, has_plural_article, put_in_sentence
from briefgen.model.action_phrase import (
    FIRST_PERSON,
    SECOND_PERSON,
    build_phrase,
    find_person,
    has_own_possessive,
    is_negative,
)
from briefgen.model.brief import Recipient
from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.languages import get_language_code, read_language
from briefgen.model.library import Recommendation
from briefgen.model.selection import Choice
from briefgen.model.sentence_end import capitalise

PARLIAMENT = "GB"
"""The state of the parliament whose questions the built-in audience prepares."""

OWN_GOVERNMENT = re.compile(
    r"(?:the |his majesty.s |uk |british )*(?:government|ministers?|secretary of state.*|home office|foreign office.*)",
    re.IGNORECASE,
)
"""An addressee that needs no state: the government that the reader's parliament questions."""

MANY = re.compile(
    r"\b(?:states|governments|parties|members|donors|authorities|ministers|agencies|bodies|companies|parliaments|courts|organi[sz]ations|countries"
    r"|états|gouvernements|autorités|ministres|parlements|entreprises|donateurs|tribunaux"
    r"|estados|gobiernos|autoridades|ministr[ao]s|parlamentos|empresas|donantes|tribunales|organizaciones|países)\b",
    re.IGNORECASE,
)
"""Addressees that are more than one."""


SENTENCE_KEYS = frozenset(
    {
        "action",
        "action-many",
        "action-of",
        "action-state",
        "call",
        "question",
        "question-of",
        "recommend",
        "recommend-many",
    }
)
"""Keys under `words` of an audience whose texts are sentences with `{phrase}` and `{the}`, `{of}` or `{to}`."""

ACTION_PLACE = "{action}"
"""The action as it is written, in the sentences of languages into which no phrase can be put."""

NO_VERB = "is not one sentence that starts with a verb"


@dataclass(frozen=True, slots=True)
class SentenceBuilder:
    """Builds the sentences of one brief. What cannot be made is an error at the action's line, and prints nothing."""

    language: str
    keys: frozenset[str]
    """Those of `SENTENCE_KEYS` that the audience has."""
    words: Callable[[str], str]
    """The sentence under a key, in the language of the brief."""
    state: str
    """The state that the brief is about, by its code of three letters; empty for none."""
    recipient: Recipient | None
    sink: Sink

    def build_call(self, choice: Choice) -> str:
        """The sentence of a speech: "We call on Kenya to repair every well."."""
        recommendation = _get_recommendation(choice)
        return recommendation.wording.call or self._fill("call", choice, "call", "call")

    def build_action(self, choice: Choice) -> str:
        """The sentence of a page that is read, with the one who is asked: `Kenya should repair every well.`.

        A reader who can recommend it to the state of the brief is asked to do the rest. An action of which no sentence can be
        made is printed as it is written, and reported where it does not name the one who is asked.
        """
        recommendation = _get_recommendation(choice)
        is_recommended = bool(self.state) and recommendation.state == self.state
        if "recommend" in self.keys and (self._is_for_recipient(recommendation) or not is_recommended):
            return self.build_ask(choice)
        key = self._find_action_key(recommendation)
        if key in self.keys and ACTION_PLACE in self.words(key):
            return self._fill(key, choice, "sentence", "call")
        phrase = build_phrase(recommendation.action, choice.variant.language)
        if key in self.keys and phrase and not self._find_wrong_person(phrase, choice, "sentence"):
            return capitalise(self._put_in(key, recommendation, phrase))
        if key in self.keys and not _names_addressee(recommendation):
            message = f"the action of `{choice.block.id}` does not say who is asked"
            hint = f"start `action` with what is to be done, or name `{recommendation.addressee}` in it"
            self.sink.warning("recommendation-actor", message, find_action_place(choice), hint)
        return recommendation.action

    def build_phrase(self, choice: Choice) -> str:
        """`repair every well`, for sentences of a page template."""
        phrase = build_phrase(_get_recommendation(choice).action, choice.variant.language)
        return phrase or self._refuse_sentence(choice, NO_VERB, "sentence", "question")

    def build_question(self, choice: Choice) -> str:
        """`Will the Government repair every well?`, or what it did to press another state; empty without a sentence for it."""
        recommendation = _get_recommendation(choice)
        key = "question" if self._is_own_government(recommendation) else "question-of"
        if recommendation.wording.question or key not in self.keys:
            return recommendation.wording.question
        if is_negative(recommendation.action):
            return self._refuse_sentence(choice, "asks not to do something", "question", "question")
        return self._fill(key, choice, "question", "question")

    def build_ask(self, choice: Choice) -> str:
        """What the reader's state can do: the action where it is asked itself, else the first of the asks, else to recommend it."""
        recommendation = _get_recommendation(choice)
        if self._is_for_recipient(recommendation):
            return recommendation.action
        if own := recommendation.wording.ask or next(iter(recommendation.asks), ""):
            return own
        key = self._find_key("recommend", recommendation)
        if key not in self.keys:
            return recommendation.action
        if self.recipient:
            self._warn_of_missing_asks(choice)
        return self._fill(key, choice, "request to another state", "ask")

    def list_asks(self, choice: Choice) -> tuple[str, ...]:
        """What another state can do; nothing for a reader whose own state is asked."""
        recommendation = _get_recommendation(choice)
        return () if self._is_for_recipient(recommendation) else recommendation.asks

    def list_offers(self, choice: Choice) -> tuple[str, ...]:
        """What another state can offer; nothing for a reader whose own state is asked."""
        recommendation = _get_recommendation(choice)
        return () if self._is_for_recipient(recommendation) else recommendation.offers

    def _fill(self, key: str, choice: Choice, kind: str, wording: str) -> str:
        recommendation = _get_recommendation(choice)
        if ACTION_PLACE in self.words(key):  # a language whose sentences take the action as it is written
            named = put_in_sentence(self.words(key), recommendation.addressee, self.language)
            return capitalise(named.replace(ACTION_PLACE, _start_after_colon(recommendation.action, self.language)))
        phrase = build_phrase(recommendation.action, choice.variant.language)
        if not phrase or (fault := self._find_wrong_person(phrase, choice, kind)):
            return self._refuse_sentence(choice, fault if phrase else NO_VERB, kind, wording)
        return self._put_in(key, recommendation, phrase)

    def _find_key(self, key: str, recommendation: Recommendation) -> str:
        """The key of a sentence about one, or about several where the audience has one for them."""
        many = f"{key}-many"
        return many if many in self.keys and self._is_many(recommendation) else key

    def _find_action_key(self, recommendation: Recommendation) -> str:
        """The key of the sentence for the state that the brief is about, for one whom the reader's government is to press, or for all."""
        if "action-state" in self.keys and self.state and recommendation.state == self.state:
            return "action-state"
        if "action-of" in self.keys and not self._is_own_government(recommendation):
            return "action-of"
        return self._find_key("action", recommendation)

    def _is_own_government(self, recommendation: Recommendation) -> bool:
        """Whether the government is asked that the reader's parliament questions."""
        return self._find_state(recommendation) == PARLIAMENT or (
            not recommendation.state and OWN_GOVERNMENT.fullmatch(recommendation.addressee) is not None
        )

    def _put_in(self, key: str, recommendation: Recommendation, phrase: str) -> str:
        """The sentence of the audience about the one who is asked and what is to be done."""
        values = {
            "addressee": "{the}",
            "phrase": phrase,
            "de-phrase": put_after("de", phrase),
            "à-phrase": put_after("à", phrase),
        }
        # The name is put in before the phrase, whose braces, if it has any, are text.
        named = put_in_sentence(
            self.words(key).replace("{addressee}", "{the}"), recommendation.addressee, self.language
        )
        sentence = re.sub(r"\{((?:de-|à-)?phrase)\}", lambda match: values[match[1]], named)
        return sentence.replace(" to not ", " not to ", 1) if self.language.startswith("en") else sentence

    def _find_wrong_person(self, phrase: str, choice: Choice, kind: str) -> str:
        """What makes the phrase wrong in a sentence about the one who is asked; empty where nothing does."""
        recommendation, language = _get_recommendation(choice), choice.variant.language
        person = find_person(phrase, language, SECOND_PERSON)
        if kind == "question":
            person = person or find_person(phrase, language, FIRST_PERSON)
        if person:
            return f"says `{person}`"
        is_wrong = self._is_many(recommendation) and has_own_possessive(phrase, language)
        return "says `its` of several" if is_wrong else ""

    def _is_many(self, recommendation: Recommendation) -> bool:
        """Whether a verb is in the plural after the name of the one who is asked."""
        name = recommendation.addressee
        is_state = bool(recommendation.state or find_state_code(name, self.language))
        return has_plural_article(name, self.language) or bool(MANY.search(name) and not is_state)

    def _refuse_sentence(self, choice: Choice, fault: str, kind: str, wording: str) -> str:
        message = f"the action of `{choice.block.id}` {fault}, so no {kind} can be made of it"
        first = "start `action` with what is to be done, or write" if "verb" in fault else "write"
        hints = [f"{first} `wording: {{{wording}: ...}}`"]
        if wording == "ask":
            hints = [f"write `asks:`; or {hints[0]}"]
        self.sink.error("recommendation-wording", message, find_action_place(choice), *hints)
        return ""

    def _warn_of_missing_asks(self, choice: Choice) -> None:
        addressee = _get_recommendation(choice).addressee
        message = f"`{choice.block.id}` has no `asks`: another state is only asked to recommend to {addressee} what {addressee} must do"
        hint = "write `asks:`, a list of what a third state can do itself, verb first"
        self.sink.warning("recommendation-asks", message, find_action_place(choice), hint)

    def _find_state(self, recommendation: Recommendation) -> str:
        """The code of two letters of the state that is asked; empty where it is not a state."""
        name = (
            find_country_name(recommendation.state, self.language) if recommendation.state else recommendation.addressee
        )
        return find_state_code(name, self.language)

    def _is_for_recipient(self, recommendation: Recommendation) -> bool:
        """Whether the reader's own state is asked."""
        fields = self.recipient.fields if self.recipient else {}
        country = fields.get("country", "")
        name = find_country_name(fields["state"], self.language) if fields.get("state") else country
        reader, addressed = find_state_code(name, self.language), self._find_state(recommendation)
        is_same_name = bool(country) and country.casefold() == recommendation.addressee.casefold()
        return bool(reader and reader == addressed) or is_same_name


def _get_recommendation(choice: Choice) -> Recommendation:
    if choice.variant.recommendation is None:
        raise ValueError(choice.block.id)
    return choice.variant.recommendation


def find_action_place(choice: Choice) -> Origin:
    """The line of the action, else that of the block."""
    recommendation = choice.variant.recommendation
    return (recommendation.action_origin if recommendation else None) or choice.variant.origin


def _names_addressee(recommendation: Recommendation) -> bool:
    """Whether an action has the last word of its addressee, such as `Kenya` of `the Government of Kenya`."""
    words = re.findall(r"\w+", recommendation.addressee.casefold())
    return not words or words[-1] in re.findall(r"\w+", recommendation.action.casefold())


def _start_after_colon(action: str, language: str) -> str:
    """An action with a small letter at its start, in a language that has one after a colon; a name keeps its capital."""
    first_words = read_language(get_language_code(language)).get("actions", {}).get("small")
    is_small = first_words and re.match(rf"(?:{first_words})\b", action, re.IGNORECASE)
    return action[:1].lower() + action[1:] if is_small else action
