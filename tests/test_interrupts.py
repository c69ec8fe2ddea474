"""Ctrl-C: a process that a campaign starts is deaf to it from its first moment, and a command ends with its code wherever it comes."""

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


INTERRUPTED_TEXT = """\
import os
import signal
import sys

sys.path.insert(0, {root!r})

from briefgen.__main__ import main
from briefgen.commands import app


def run_command(arguments):
    exec("os.kill(os.getpid(), signal.SIGINT)\\nwhile True: pass", globals())


app._run_command = run_command
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a program cannot send it to itself there")
def test_a_command_that_is_interrupted_while_a_dataclass_is_created_ends_with_130(tmp_path: Path) -> None:
    """Python runs a text for it, and would end by the signal: nothing but a shell calls that 130."""
    (tmp_path / "interrupted.py").write_text(INTERRUPTED_TEXT.format(root=str(ROOT)), encoding="utf-8")
    command = [sys.executable, "-m", "interrupted"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "interrupted\n")
