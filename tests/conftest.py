"""Fixtures for all tests: tiny courses written to a folder and run through the command line."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import BuildCourse, write_course


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that refreshes goldens."""
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")


def pytest_configure() -> None:
    """Let Ctrl-C mean what it means: what a script starts in the background ignores it.

    Our children would inherit that, and previews are ended by Ctrl-C.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def build_course(tmp_path: Path) -> BuildCourse:
    """Write the smallest course that builds, changed by the files given; returns its root."""
    return lambda files: write_course(tmp_path / "course", files)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden beside the test, or write it with --update-goldens."""

    def compare(name: str, text: str) -> None:
        file = request.path.parent / "goldens" / name
        if request.config.getoption("--update-goldens"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return compare
