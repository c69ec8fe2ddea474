"""A process that a campaign starts is deaf to Ctrl-C from its first moment, before any code of ours runs in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT

PROGRAM = """\
import multiprocessing
import signal
import sys

sys.path.insert(0, {root!r})


def child(pipe):
    pipe.send(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set()))


if __name__ == "__main__":
    from briefgen.executor import block_interrupts

    context = multiprocessing.get_context("spawn")
    for _ in range(2):
        ours, theirs = context.Pipe()
        with block_interrupts("spawn"):
            process = context.Process(target=child, args=(theirs,))
            process.start()
        print(ours.recv(), signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set()))
        process.join()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be held there")
def test_the_first_process_is_deaf_to_it_as_are_the_others_and_the_parent_hears_it_again(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(root=str(ROOT)), encoding="utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["True False", "True False"]
