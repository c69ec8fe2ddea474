"""What the hostile projects of the tests take: `python -m benchmarks.hostile`. The largest of time and of memory, with the code each ended with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.measured import Taken, run_measured
from tests.test_hostile_input import CASES, MEGABYTES, SECONDS, placed

SHOWN = 8


def main() -> None:
    """Run every case once and print a table."""
    taken: dict[str, Taken] = {}
    for case in CASES:
        with TemporaryDirectory() as folder:
            addressed = ("--recipient", "fr") if case.recipient else ()
            taken[case.name] = run_measured(
                ("build", "note", "--to", case.form, *addressed), placed(case, Path(folder))
            )
    codes = Counter(run.result.code for run in taken.values())
    print(f"{len(taken)} cases: {', '.join(f'{count} ended with {code}' for code, count in sorted(codes.items()))}")
    _print_largest("processor time", f"at most {SECONDS} s", {name: run.seconds for name, run in taken.items()})
    _print_largest(
        "MB of memory beyond the program's own",
        f"at most {MEGABYTES}",
        {name: float(run.megabytes) for name, run in taken.items()},
    )


def _print_largest(what: str, limit: str, figures: Mapping[str, float]) -> None:
    print(f"{what}, {limit}:")
    for name, figure in sorted(figures.items(), key=lambda pair: -pair[1])[:SHOWN]:
        print(f"  {figure:8.1f}  {name}")


if __name__ == "__main__":
    main()
