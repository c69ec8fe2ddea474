"""The options that several commands share, each defined once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.commands import completion
from briefgen.commands.report import ReportFormat
from briefgen.commands.table import ListFormat

MAX_NAMES = 10
"""How many documents or files one line names."""

To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        "-t",
        metavar="FORMAT",
        help="Formats, by commas or repeated: `pdf,html`. Omitted: the audience's.",
        autocompletion=completion.complete_formats,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Folder for the files. Omitted: the project's output folder."),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        metavar="CODE",
        help="Language. Omitted: that of the recipient's row, else the brief's own.",
        autocompletion=completion.complete_languages,
    ),
]
Recipient = Annotated[
    str | None,
    typer.Option(
        "--recipient",
        "-r",
        metavar="ID",
        help="Address it to a campaign's recipient: `ID` or `CAMPAIGN:ID`.",
        autocompletion=completion.complete_recipients,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        "-s",
        metavar="KEY=VALUE",
        help="Set `title`, `subtitle`, `date` or a variable of the brief. Repeatable.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, max=1024, help="Documents built at once. Omitted: one for each processor."
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=1,
        max=86400,
        help="Time limit per document, in seconds of processor time.",
    ),
]
MemoryLimit = Annotated[
    int,
    typer.Option("--memory-limit", metavar="MB", min=0, max=1_000_000, help="Memory limit per document; 0: no limit."),
]
Internal = Annotated[
    bool, typer.Option("--internal", help="Name the withheld texts that passages are copied from. For your eyes only.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
Report = Annotated[ReportFormat, typer.Option("--format", help="How problems are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show each remark of a lint, and where a fault of briefgen happened.")
]
AudienceName = Annotated[
    str | None,
    typer.Option("--audience", metavar="NAME", help="Who reads it.", autocompletion=completion.complete_audiences),
]
LibraryFilter = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="NAME",
        help="Only this library. Omitted: all.",
        autocompletion=completion.complete_libraries,
    ),
]
LibraryName = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="NAME",
        help="The library to take blocks from.",
        autocompletion=completion.complete_libraries,
    ),
]
CreatedFormat = Annotated[ListFormat, typer.Option("--format", help="A line for each file, or JSON for programs.")]
ListFormatOption = Annotated[ListFormat, typer.Option("--format", help="A table for people, or JSON for programs.")]


def format_examples(*lines: str) -> str:
    """Examples for the end of a help text; the first character keeps Click from joining the lines."""
    return "\n".join(["\b", "Examples:" if len(lines) > 1 else "Example:", *(f"  {line}" for line in lines)])
