"""A bench for a whole module: its notebooks run once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fuzz.course import base_course
from fuzz.rounds import Bench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("fuzz") / "course", base_course())
    yield bench
    bench.close()
