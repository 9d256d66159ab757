"""Fixtures for all tests: tiny courses written to a folder and run through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import BuildCourse, write_course


@pytest.fixture
def build_course(tmp_path: Path) -> BuildCourse:
    """Write the smallest course that builds, changed by the files given; returns its root."""
    return lambda files: write_course(tmp_path / "course", files)
