"""A runner of notebooks that outlives a build."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Final

from seodang.execution.outcomes import Runner
from seodang.execution.packages import installed_packages
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.ids import LessonId
from seodang.serving.failed_runs import FailureCachingRunner

_TOTAL: Final = 1_000_000_000
"""Notebooks to come: nobody knows how many, and a process has to wait for each next one."""


class WarmRunner:
    """Lends the same runner to every build, so that its processes are warm.

    One borrower has it at a time. Starting what notebooks are forked from takes longer than most
    notebooks. It is started anew when packages were installed meanwhile, when a notebook is the
    first to draw, and when `clean` removed its folder.
    """

    def __init__(self) -> None:
        self._resources = ExitStack()
        self._runner: FailureCachingRunner | None = None
        self._packages: Mapping[str, str] = {}
        self._draws = False
        self._lock = threading.Lock()

    @property
    def is_lent(self) -> bool:
        """Whether a borrower would have to wait."""
        return self._lock.locked()

    @contextmanager
    def __call__(self, setting: RunnerSettings) -> Iterator[Runner]:
        """Lend the runner."""
        with self._lock:
            yield self._ready(setting)

    def _ready(self, setting: RunnerSettings) -> FailureCachingRunner:
        packages = installed_packages(tuple(sys.path))
        draws = self._draws or setting.draws
        is_right = (packages, draws) == (self._packages, self._draws) and setting.runs.is_dir()
        runner = self._runner if is_right else None
        if runner is None:
            self.close()
            lasting = replace(setting, draws=draws, total=_TOTAL)
            runner = FailureCachingRunner(self._resources.enter_context(process_runner(lasting)))
            self._runner, self._packages, self._draws = runner, packages, draws
        runner.notes.clear()
        return runner

    def forget_failures(self) -> None:
        """Let notebooks that failed run again, as after a save."""
        runner = self._runner
        if runner is not None:
            runner.forget()

    def told_again(self, lesson: LessonId) -> bool:
        """Whether a notebook's failure was repeated, rather than the notebook run again."""
        runner = self._runner
        return runner is not None and lesson in runner.told_again

    def look_for_packages(self) -> None:
        """Let the next build see packages installed since the last one."""
        installed_packages.cache_clear()

    def close(self) -> None:
        """End all processes."""
        self._resources.close()
        self._runner = None
