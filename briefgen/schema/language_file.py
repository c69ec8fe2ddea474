"""The format of `templates/languages/<language>.yaml`: the texts of audiences in one language, each by the English one."""

from __future__ import annotations

from pydantic import Field

from briefgen.schema.key_types import FileModel, FilledText


class LanguageFile(FileModel):
    """One language."""

    texts: dict[FilledText, FilledText] = Field(
        {}, description="By the text of the audience in English, that of the language."
    )
