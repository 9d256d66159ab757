"""Building small courses with code, without the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from execution.small_courses import Built, Run
from seodang.cache.store import Key, Store
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.execution.execute import Progress, execute
from seodang.execution.executor import Runners
from seodang.execution.figures import matplotlib_files
from seodang.execution.plan import plan_build
from seodang.execution.process_runner import process_runner
from seodang.files.places import located


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The list of fonts by its key: making it anew for every store would take most of the time."""
    store = Store(tmp_path_factory.mktemp("fonts"))
    matplotlib_files(store)
    files = (file for file in store.folder.rglob("*") if file.is_file())
    keys = [Key(file.parent.name + file.name) for file in files]
    return {key: content for key in keys if (content := store.load("fonts", key)) is not None}


@pytest.fixture
def run(build_course: Callable[[Mapping[str, str]], Path], fonts: Mapping[str, bytes]) -> Run:
    """Write files into the test's course and execute it, with one store for all calls."""

    def run(
        files: Mapping[str, str],
        *,
        jobs: int = 2,
        executor: str = "local",
        store: str = "store",
        runners: Runners = process_runner,
    ) -> Built:
        root = build_course(files)
        course, problems = load_course(root)
        assert not problems
        kept = Store(root / ".seodang" / store)
        for name, text in fonts.items():
            kept.save("fonts", Key(name), text)
        documents = Documents(course, kept)
        plan, found = plan_build(documents, kept)
        steps: list[Progress] = []
        executed, failures = execute(
            plan, documents, kept, jobs, steps.append, executor=executor, runners=runners
        )
        assert len(steps) == len(plan.run)
        return Built(plan, executed, located(root, found + failures), kept)

    return run
