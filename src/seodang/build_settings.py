"""What a build is told, as a value that is there before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from seodang.cache.fingerprint import InputFingerprint, LastBuild
from seodang.cache.shared_store import open_store
from seodang.cache.store import Store
from seodang.outputs import output_folders, store_folder
from seodang.rules import RULES, Severity

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

    `only` limits execution to some lessons (None: all), `strict` lets warnings fail,
    `keep_going` publishes a placeholder for a lesson that failed, and whatever is built rightly
    though the course's policy calls it an error. Errors of the rules in `tolerated` are warnings. `executor` says where notebooks run (see `execute`) and `runners`
    lends what runs them; `environ` may name a shared cache. `inputs` are the authors' files, where
    they were fingerprinted before.
    """

    root: Path
    today: date
    jobs: int = 1
    only: frozenset[LessonId] | None = None
    strict: bool = False
    keep_going: bool = False
    tolerated: frozenset[str] = frozenset()
    executor: str = "local"
    runners: Runners = own_processes
    environ: Mapping[str, str] = field(default_factory=dict)
    inputs: InputFingerprint | None = None

    @property
    def store(self) -> Store:
        """The store of this course."""
        return open_store(store_folder(self.root), self.environ)

    def last_build(self) -> LastBuild:
        """Return what is known of the last build that was asked for like this."""
        asked = {
            "today": self.today.isoformat(),
            "only": sorted(self.only or ()),
            "strict": self.strict,
            "keep_going": self.keep_going,
        }
        # Whether anything changed is no question for a shared cache.
        own = Store(store_folder(self.root))
        return LastBuild(self.root, output_folders(self.root), own, asked)

    def are_stopped_by(self, problems: Iterable[Problem]) -> bool:
        """Whether problems keep a build from going on."""
        return any(self.strict or self._is_grave(problem) for problem in problems)

    def _is_grave(self, problem: Problem) -> bool:
        # What is an error by policy only can be built, and whoever keeps going asked for that.
        is_policy = RULES[problem.rule].severity is Severity.WARNING
        return problem.is_error and not (is_policy and self.keep_going)
