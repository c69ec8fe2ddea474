"""A file that could be found and not used is reported by its name; a full disk is no fault of a file, and an unexpected error is one of briefgen."""

from __future__ import annotations

import errno

import pytest

from briefgen.model.diagnostic import build_file_fault, build_internal_fault


@pytest.mark.parametrize(
    ("error", "reported"),
    [
        (
            OSError(errno.EACCES, "Permission denied", "a.yaml"),
            "a.yaml: file-unreadable: cannot be used: permission denied",
        ),
        (OSError(errno.EISDIR, "", "content"), "content: file-unreadable: cannot be used: [errno 21] : 'content'"),
        (OSError(errno.ENOSPC, "No space left on device", "a.yaml"), None),
        (OSError(errno.EACCES, "Permission denied"), None),
    ],
)
def test_the_fault_of_a_file_is_reported_at_the_file(error: OSError, reported: str | None) -> None:
    fault = build_file_fault(error)
    assert (fault and f"{fault.origin}: {fault.code}: {fault.message}") == reported
    assert fault is None or (str(fault.severity), fault.hints) == (
        "error",
        ("look who may read it, and whether it is a file",),
    )


@pytest.mark.parametrize(
    ("error", "described"), [(KeyError("wells"), "KeyError: 'wells'"), (RuntimeError(), "RuntimeError")]
)
def test_an_unexpected_error_is_a_fault_of_briefgen(error: Exception, described: str) -> None:
    fault = build_internal_fault(error)
    assert (fault.code, fault.message, fault.origin) == (
        "internal-fault",
        f"this is a fault of briefgen: {described}",
        None,
    )
    assert fault.hints == ("report it to the authors of briefgen with the output of the same command under `-v`",)
