"""Building small courses with code, without the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from execution.small_courses import Built, Run
from seodang.course.loader import load_course
from seodang.course.places import located
from seodang.execution.execute import Progress, execute
from seodang.execution.plan import plan_build
from seodang.store import Store


@pytest.fixture
def run(build_course: Callable[[Mapping[str, str]], Path]) -> Run:
    """Write files into the test's course and execute it, with one store for all calls."""

    def run(files: Mapping[str, str] | None = None, jobs: int = 2) -> Built:
        root = build_course(files or {})
        course, problems = load_course(root)
        assert not problems
        store = Store(root / ".seodang" / "store")
        plan, found = plan_build(course, store, date(2026, 11, 21))
        steps: list[Progress] = []
        executed, failures = execute(plan, course, store, jobs, steps.append)
        assert len(steps) == len(plan.run)
        return Built(plan, executed, located(root, found + failures), store)

    return run
