"""Reads texts that a file can have in several languages, as texts in its own language and translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model.diagnostic import Origin, Sink
from briefgen.model.translation import find_text


@dataclass(slots=True)
class TranslationCollector:
    """Collects the texts of one value: each in the language of its file, and all of them by language."""

    language: str
    """The language of texts that do not state theirs."""
    sink: Sink
    translations: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By language, then by key. A text that states no language is not among them."""

    def collect_text(self, key: str, value: Any, origin: Origin) -> Any:
        """The text in the language of the file. A mapping of languages without that language is an error in `sink`."""
        if not isinstance(value, Mapping):
            return value
        for language, text in value.items():
            self.translations.setdefault(language, {})[key] = text
        own = find_text(value, self.language)
        if own is None:
            message = f"`{key}` has no text in `{self.language}`, the language of this file"
            self.sink.error("text-language", message, origin, f"add `{self.language}:` to its texts")
            return next(iter(value.values()))
        return own

    def collect_texts(self, model: object, keys: Iterable[str], origin_of: Callable[[str], Origin]) -> dict[str, Any]:
        """The texts under several keys of a model, with their languages, as fields of the value to be built."""
        texts = {key: self.collect_text(key, getattr(model, key), origin_of(key)) for key in keys}
        return {**texts, "written_language": self.language, "translations": self.translations}
