"""`python -m tests.mutation_score`: how many of the changes that `make mutants` tried were noticed, by package.

mutmut changes a function in one small way (a mutant), runs the unit tests that call the function, and keeps the exit
code in `mutants/`. A mutant is noticed when a test fails or does not end, or when mypy reports an error.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "mutants"
REQUIRED_PERCENT = 85
"""Of all mutants that were tried; the target fails below it."""

OUTCOMES: Mapping[int, str] = {
    0: "survived",
    1: "by a test",
    3: "by a test",
    5: "no test",
    24: "by a test",
    33: "no test",
    36: "by a test",
    37: "by mypy",
    152: "by a test",
    255: "by a test",
    -24: "by a test",
}
"""By the exit code that mutmut writes down. 24, 36, 152, 255: the test did not end, which is a failure."""
NOTICED = ("by a test", "by mypy")


def read_outcomes(results: Path) -> Iterator[tuple[str, str]]:
    """The name and the outcome of each mutant that was tried."""
    for path in sorted(results.rglob("*.py.meta")):
        if not (ROOT / path.relative_to(results).with_suffix("")).is_file():
            continue  # a module that was deleted since
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        for name, code in codes.items():
            if code is not None:
                yield name, OUTCOMES.get(code, f"exit code {code}")


def format_row(package: str, counts: Counter[str]) -> str:
    """One line of the table."""
    total, noticed = counts.total(), sum(counts[outcome] for outcome in NOTICED)
    rest = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()) if outcome not in NOTICED)
    parts = ", ".join(f"{counts[outcome]} {outcome}" for outcome in NOTICED)
    return f"{package:20} {noticed / total:6.1%} of {total:5} noticed ({parts}); {rest or 'none survived'}"


def main() -> int:
    """Print a row for each package, and the names of what nobody noticed into `mutants/survived.txt`."""
    outcomes = list(read_outcomes(RESULTS))
    if not outcomes:
        print("error: `mutants/` has no results; run `make mutants`", file=sys.stderr)  # noqa: T201
        return 1
    packages: dict[str, Counter[str]] = {}
    for name, outcome in outcomes:
        packages.setdefault(".".join(name.split(".")[:2]), Counter())[outcome] += 1
    everything = sum(packages.values(), Counter[str]())
    for package, counts in [*sorted(packages.items()), ("all", everything)]:
        print(format_row(package, counts))  # noqa: T201
    survived = [name for name, outcome in outcomes if outcome not in NOTICED]
    (RESULTS / "survived.txt").write_text("".join(f"{name}\n" for name in survived), encoding="utf-8")
    percent = 100 * (everything.total() - len(survived)) / everything.total()
    return 0 if percent >= REQUIRED_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
