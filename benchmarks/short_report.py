"""Cuts the report of this repository to the length that the limits of a single document are set on."""

from __future__ import annotations

from pathlib import Path

REPORT = "china-report"
LEFT_OUT = (
    "background/two-states",
    "background/famine",
    "background/songbun",
    "legal/five-grounds",
    "legal/sur-place",
    "legal/peninsula-jurisdiction",
    "legal/dual-nationality",
    "legal/dprk-as-state",
    "legal/chinese-law",
    "legal/protocol-1986",
    "legal/treaty-obligations",
    "legal/china-south-korea",
    "situation/in-hiding",
    "situation/women-childbirth",
    "situation/children-hardship",
    "situation/children-returned-mothers",
)


def cut_report(folder: Path) -> None:
    """Leave blocks and the annex out of the report in a copy of this project: 16 pages stay of 25. The limits are set on about 15."""
    file = folder / f"briefs/{REPORT}.yaml"
    text = file.read_text("utf-8").replace("  coverage: true\n", "  coverage: false\n")
    file.write_text(f"{text}exclude: [{', '.join(LEFT_OUT)}]\n", "utf-8")
