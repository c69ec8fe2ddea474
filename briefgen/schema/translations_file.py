"""The format of `translations.yaml`: from which text each translation was made."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel

from briefgen.schema.key_types import FileModel, FilledText, Languages, Texts, require_one_of

TEXT_KINDS = ("block", "fact", "brief")


class TranslationFile(FileModel):
    """One original as it was when its translations were recorded. A later entry of the same text replaces an earlier one."""

    kind: Annotated[str, BeforeValidator(require_one_of(TEXT_KINDS))] = Field(
        description="Whose text it is: `block`, `fact` or `brief`."
    )
    name: FilledText = Field(description="Its name: `legal/torture@short`.")
    part: FilledText = Field(description="Which of its texts: `text`, `title`, `label`, `unit`, `value`, `subtitle`.")
    languages: Languages = Field(description="The languages whose translations were made from it.")
    original: Texts = Field((), description="The original, piece by piece.")


class TranslationsFile(RootModel[tuple[TranslationFile, ...]]):
    """What translations were made from: `briefgen translations accept` and `import` add the entries."""
