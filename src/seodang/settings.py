"""What a build is told beside the course's files, and what it says of the time it took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from seodang.cache.fingerprint import InputFingerprint
from seodang.cache.shared_store import open_store
from seodang.cache.store import Store
from seodang.course.layout import state_folder
from seodang.execution.executor import Runners
from seodang.execution.process_runner import process_runner
from seodang.ids import LessonId
from seodang.problems import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told beside the course's files.

    `only` limits execution to some lessons (None: all), `strict` lets warnings fail,
    `keep_going` publishes a placeholder for a lesson that failed. Errors of the rules in
    `tolerated` are warnings. `executor` says where notebooks run (see `execute`) and `runners`
    lends what runs them; `environ` may name a shared cache. `inputs` are the authors' files,
    where they were fingerprinted before.
    """

    root: Path
    today: date
    jobs: int = 1
    only: frozenset[LessonId] | None = None
    strict: bool = False
    keep_going: bool = False
    tolerated: frozenset[str] = frozenset()
    executor: str = "local"
    runners: Runners = process_runner
    environ: Mapping[str, str] = field(default_factory=dict)
    inputs: InputFingerprint | None = None

    @property
    def store(self) -> Store:
        """The store of this course."""
        return open_store(state_folder(self.root) / "store", self.environ)

    def are_stopped_by(self, problems: Iterable[Problem]) -> bool:
        """Whether problems keep a build from going on."""
        return any(problem.is_error or self.strict for problem in problems)


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent in each stage, in the order in which the stages ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - begin
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
