"""The format of `images.yaml`: the images of a library, with their labels and consents."""

from __future__ import annotations

from pydantic import ConfigDict, Field, RootModel

from briefgen.schema.consent_file import Consents
from briefgen.schema.key_types import FileModel, FilledText, Flag, SensitivityWord, add_default_sensitivity


class ImageFile(FileModel):
    """One image."""

    sensitivity: SensitivityWord | None = Field(
        None,
        description="Who may see it. Omitted: as the folder `partner` or `confidential` that it is in, else as "
        "the least sensitive text that shows it, else `confidential`.",
    )
    people: Flag = Field(
        False,  # noqa: FBT003 - a default
        description="Whether people can be recognised in it. Then `consent` is required; without it, the image is in no document.",
    )
    consent: Consents | None = Field(None, description="What those whom it shows agreed to.")


class ImagesFile(RootModel[dict[FilledText, ImageFile]]):
    """Images by their path below the library: `images/river.jpg`; `sensitivity: public` beside them labels the others."""

    model_config = ConfigDict(json_schema_extra=add_default_sensitivity)
