"""Feeds a target for some seconds with what atheris thinks of: `python -m tests.fuzz markdown --seconds 120`.

Begins with the seeds below and with earlier findings. What makes the target fail, or takes longer than ten seconds, is
kept in `.cache/fuzz/<target>/`; once the fault is mended it goes to `tests/fuzz/findings/<target>/`, which the suite
reads in every run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["briefgen", "markdown", "yaml", "jinja2", "html"]):
    from tests.fuzz.targets import TARGETS, Bench, made_seeds

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LONGEST = 10
"""Seconds for one input: libFuzzer calls what takes longer a hang."""

SEEDS = {
    "yaml": ("content/*/facts.yaml", "briefs/*.yaml", "campaigns/*.yaml", "templates/*/audience.yaml"),
    "block": ("content/*/*/*.md",),
    "markdown": ("content/*/*/*.md", "tests/cases/compose/*.md"),
    "sources": ("tests/cases/**/*.bib", "tests/cases/**/*.ris", "tests/projects/**/*.json", "tests/projects/**/*.bib"),
    "recipients": ("campaigns/*.csv", "tests/projects/**/*.csv"),
    "workbook": (),
    "drawing": ("styles/images/*.svg",),
    "image": (),
    "audit": ("styles/images/*.svg", "content/*/*/*.md"),
}


def main() -> None:
    """Feed one target."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("target", choices=sorted(TARGETS))
    asked.add_argument("--seconds", type=int, default=60)
    options = asked.parse_args()
    kept = ROOT / ".cache/fuzz" / options.target
    seeds = kept / "corpus"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(_seeds(options.target)):
        (seeds / f"seed-{number}").write_bytes(content)
    target, bench = TARGETS[options.target], Bench()
    atheris.Setup(
        [
            sys.argv[0],
            str(seeds),
            f"-max_total_time={options.seconds}",
            f"-timeout={LONGEST}",
            "-rss_limit_mb=2048",
            f"-artifact_prefix={kept}/",
            "-print_final_stats=1",
            f"-dict={HERE / 'words.dict'}",
        ],
        lambda content: target(content, bench),
    )
    atheris.Fuzz()


def _seeds(target: str) -> Iterator[bytes]:
    patterns = (*((ROOT, pattern) for pattern in SEEDS[target]), (HERE, f"findings/{target}/*"))
    for folder, pattern in patterns:
        for path in sorted(folder.glob(pattern)):
            yield path.read_bytes()
    yield from made_seeds(target)


if __name__ == "__main__":
    main()
