"""The course into which mistakes are put."""

from __future__ import annotations

from pathlib import Path

import pytest

from bad_inputs.whole_course import WHOLE_COURSE


@pytest.fixture
def whole_course(tmp_path: Path) -> Path:
    """Write the course without a mistake, and a site that an earlier build left."""
    root = tmp_path / "course"
    for path, text in {**WHOLE_COURSE, "site/index.html": "<p>before</p>\n"}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root
