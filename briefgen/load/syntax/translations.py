"""Texts of a file that may be there in several languages, as the file's own texts and their translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.translation import find_text


@dataclass(slots=True)
class TranslationCollector:
    """Collects the texts of one value: each as the language of its file has it, and all of them by language."""

    written: str
    """The language of texts that do not name theirs."""
    sink: Sink
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By language, then by key; a text that names no language stands in none."""

    def collect_text(self, key: str, value: Any, origin: Origin) -> Any:
        """The text in the language of the file. Texts by language that lack it are an error in `sink`."""
        if not isinstance(value, Mapping):
            return value
        for language, text in value.items():
            self.translations.setdefault(language, {})[key] = text
        there = find_text(value, self.written)
        if there is None:
            message = f"`{key}` has no text in `{self.written}`, the language of this file"
            self.sink.error("text-language", message, origin, f"add `{self.written}:` to its texts")
            return next(iter(value.values()))
        return there

    def collect_texts(self, model: object, keys: Iterable[str], origin_of: Callable[[str], Origin]) -> dict[str, Any]:
        """The texts under several keys of a model, and what its value needs to know of their languages."""
        texts = {key: self.collect_text(key, getattr(model, key), origin_of(key)) for key in keys}
        return {**texts, "written_language": self.written, "translations": self.translations}
