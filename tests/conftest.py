"""What every test can ask for."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: expected outputs are written anew from what the code does now; read the difference before committing."""
    parser.addoption("--accept", action="store_true", help="rewrite the expected outputs of cases")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--accept"))
