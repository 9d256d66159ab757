"""What a build is told, as a value that is there before anything heavy is imported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from seodang.cache.fingerprint import InputFingerprint, LastBuild
from seodang.cache.shared_store import open_store
from seodang.cache.state_folder import StateFolder, open_state
from seodang.cache.store import Store
from seodang.outputs import output_folders
from seodang.rules import LEFT_OUT, RULES, Severity

if TYPE_CHECKING:
    from seodang.execution.executor import Runners
    from seodang.execution.outcomes import Runner
    from seodang.execution.process_runner import RunnerSettings
    from seodang.ids import LessonId
    from seodang.problems import Problem


def own_processes(setting: RunnerSettings) -> AbstractContextManager[Runner]:
    """Lend a runner of one build."""
    from seodang.execution.process_runner import process_runner

    return process_runner(setting)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told beside the course's files.

    `only` limits execution to some lessons (None: all); those of `again` run although their
    outputs are known (None: none, empty: all). `strict` lets warnings fail,
    `keep_going` publishes a placeholder for a lesson that failed, a page without the part of it that
    is wrong (see `leaves_out`), and whatever is built rightly though the course's policy calls it an
    error; with `shows_failures` the lesson's page
    with the failure at its cell. Errors of the rules in
    `tolerated` are warnings. `executor` says where notebooks run (see `execute`) and `runners`
    lends what runs them; `environ` may name a shared cache. `inputs` are the authors' files, where
    they were fingerprinted before. Outputs lie in the folder
    `elsewhere` (None: in the course). Who `trusts` the course agreed to all that it runs without walls.
    """

    root: Path
    today: date
    jobs: int = 1
    only: frozenset[LessonId] | None = None
    again: frozenset[LessonId] | None = None
    strict: bool = False
    keep_going: bool = False
    shows_failures: bool = False
    tolerated: frozenset[str] = frozenset()
    executor: str = "local"
    runners: Runners = own_processes
    environ: Mapping[str, str] = field(default_factory=dict)
    inputs: InputFingerprint | None = None
    elsewhere: Path | None = None
    trusts: bool = False

    @property
    def home(self) -> Path:
        """The folder in which the outputs lie: the course's own, unless another was named."""
        return self.elsewhere or self.root

    @property
    def state(self) -> StateFolder:
        """The folder of what builds of this course keep."""
        return open_state(self.root, self.environ)

    @property
    def store(self) -> Store:
        """The store of this course."""
        return open_store(self.state, self.environ)

    def last_build(self) -> LastBuild:
        """Return what is known of the last build that was asked for like this."""
        asked = {
            "today": self.today.isoformat(),
            "only": sorted(self.only or ()),
            "strict": self.strict,
            "keep_going": self.keep_going,
            "elsewhere": os.fspath(self.elsewhere or ""),
        }
        # Whether anything changed is no question for a shared cache.
        state = self.state
        own = Store(state.store, state.secret)
        return LastBuild(self.root, output_folders(self.home), own, asked)

    def are_stopped_by(self, problems: Iterable[Problem]) -> bool:
        """Whether problems keep a build from going on."""
        return any(self.strict or self._is_grave(problem) for problem in problems)

    def _is_grave(self, problem: Problem) -> bool:
        # What is an error by policy only can be built, and whoever keeps going asked for that.
        is_policy = RULES[problem.rule].severity is Severity.WARNING
        goes_on = is_policy and self.keep_going
        return problem.is_error and not (goes_on or self.leaves_out(problem))

    def leaves_out(self, problem: Problem) -> bool:
        """Whether the page is made all the same, without the part of its text that is wrong.

        In a preview it is not: there the author is about to mend it.
        """
        if not self.keep_going or self.shows_failures or not problem.is_error:
            return False
        from seodang.course.layout import is_shown_in_pages

        return problem.rule in LEFT_OUT and is_shown_in_pages(problem.where.path)
