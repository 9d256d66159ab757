"""The options all commands share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seodang.cache.fingerprint import LastBuild
from seodang.cache.store import Store
from seodang.commands.speech import Speech
from seodang.course.layout import site_folder, state_folder

if TYPE_CHECKING:
    from seodang.settings import Settings


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    root: Path
    today: date
    speech: Speech
    jobs: int
    only: frozenset[str]
    strict: bool
    keep_going: bool
    explain: bool
    report: Path | None
    executor: str
    environ: Mapping[str, str]

    def inputs(self) -> dict[str, Any]:
        """Return what a build's result depends on, beside files, as JSON values."""
        return {
            "today": self.today.isoformat(),
            "only": sorted(self.only),
            "strict": self.strict,
            "keep_going": self.keep_going,
        }

    def last_build(self) -> LastBuild:
        """Return what is known of the last build that was asked for like this."""
        store = Store(state_folder(self.root) / "store")
        return LastBuild(self.root, (site_folder(self.root),), store, self.inputs())

    def settings(self) -> Settings:
        """Return the settings of the pipeline."""
        from seodang.ids import LessonId
        from seodang.settings import Settings

        return Settings(
            root=self.root,
            today=self.today,
            jobs=self.jobs,
            only=frozenset(LessonId(name) for name in self.only) or None,
            strict=self.strict,
            keep_going=self.keep_going,
            executor=self.executor,
            environ=self.environ,
        )
