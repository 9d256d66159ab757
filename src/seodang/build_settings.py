"""What a build is told, as a value that is there before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seodang.cache.fingerprint import Authored
from seodang.cache.shared_store import open_store
from seodang.cache.store import Store

if TYPE_CHECKING:
    from seodang.execution.crew import Runners
    from seodang.execution.outcomes import Runner
    from seodang.execution.process_runner import Setting
    from seodang.ids import LessonId


def own_processes(setting: Setting) -> AbstractContextManager[Runner]:
    """Lend a runner of one build."""
    from seodang.execution.process_runner import process_runner

    return process_runner(setting)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told beside the course's files.

    `only` limits execution to some lessons (None: all), `strict` lets warnings fail,
    `keep_going` publishes a placeholder for a lesson that failed. Errors of the rules in
    `tolerated` are warnings. `executor` says where notebooks run (see `execute`) and `runners`
    lends what runs them; `environ` may name a shared cache. `authored` are the authors' files,
    where they were looked through before.
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
    authored: Authored | None = None

    @property
    def store(self) -> Store:
        """The store of this course."""
        return open_store(self.root / ".seodang" / "store", self.environ)

    @property
    def site(self) -> Path:
        """The folder of the published site."""
        return self.root / "site"

    def inputs(self) -> dict[str, Any]:
        """Return what a build's result depends on, beside files, as JSON values."""
        return {
            "today": self.today.isoformat(),
            "only": sorted(self.only or ()),
            "strict": self.strict,
            "keep_going": self.keep_going,
        }
