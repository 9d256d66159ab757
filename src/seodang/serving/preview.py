"""Building again and again: after each save, the edited lessons first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from seodang.course.ids import LessonId
from seodang.serving.edits import Edits, lessons_of
from seodang.serving.news import Newsroom, Problems
from seodang.serving.snapshot import Snapshot, changed, snapshot_of

Build: TypeAlias = Callable[[frozenset[LessonId] | None], Problems]
"""Builds the site, running only the notebooks of some lessons (None: all), and tells problems.

It raises `Superseded` where it stopped because something was saved meanwhile.
"""

_SETTLING: Final = 0.25
"""Seconds for which a new mistake may be half of a file that is still being written."""


class Superseded(Exception):  # noqa: N818 (it says what happened, and is no error)
    """A build was given up for a newer edit."""


@dataclass(slots=True)
class Preview:
    """Keeps a site up to date with its authors' files, and browsers with the site."""

    build: Build
    edits: Edits
    newsroom: Newsroom
    site: Path
    seen: Snapshot
    has_all_run: bool = False

    def run(self) -> None:
        """Build now and after every save, until an exception ends it."""
        paths: frozenset[str] = frozenset()
        while True:
            paths = self._catch_up(paths) or self.edits.take()

    def _catch_up(self, paths: frozenset[str]) -> frozenset[str]:
        """Build what the paths changed; returns what was saved meanwhile and is yet to be built."""
        edited = lessons_of(paths)
        try:
            if edited and not self.has_all_run:
                # Minutes of other notebooks may lie ahead; the author waits for this one.
                later = self._tell(self.build(edited))
                if later:
                    return paths | later
            self.has_all_run = False
            problems = self.build(None)
            self.has_all_run = True
        except Superseded:
            return paths | self.edits.take()
        except (OSError, LookupError):
            # Files came and went under the build, as when git changes branches. If nothing
            # was saved, it is a mistake of the engine and has to be seen as one.
            later = self.edits.take(_SETTLING)
            if not later:
                raise
            return paths | later
        return self._tell(problems)

    def _tell(self, problems: Problems) -> frozenset[str]:
        """Tell browsers; or, instead, return what has just been saved and may mend a mistake."""
        if problems and problems != self.newsroom.problems:
            later = self.edits.take(_SETTLING)
            if later:
                return later
        now = snapshot_of(self.site)
        different = changed(self.seen, now)
        self.seen = now
        self.newsroom.publish(different, problems)
        return frozenset()


def preview(build: Build, edits: Edits, newsroom: Newsroom, site: Path) -> None:
    """Keep the site in a folder up to date with what is saved, and tell browsers of it."""
    Preview(build, edits, newsroom, site, snapshot_of(site)).run()
