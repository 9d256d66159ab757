"""Building again and again: after each save, the edited lessons first."""

from __future__ import annotations

import threading
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from seodang.ids import LessonId
from seodang.serving.edits import Edits, lessons_of
from seodang.serving.news import Newsroom, Problems
from seodang.serving.shelf import Shelf
from seodang.serving.snapshot import Snapshot, changed, snapshot_of


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: what is wrong, and whether the site in its folder is now right."""

    problems: Problems = ()
    is_published: bool = True


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known before a build: files as they are going to be, and what is wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: Problems = ()


class Builder(Protocol):
    """Makes the site; both raise `OSError` or `LookupError` where files go while they read."""

    def look(self, paths: frozenset[str]) -> Glance:
        """Make what is edited, in no time; nothing where that needs a build.

        Called from another thread than `build`, and while that builds.
        """

    def build(self, only: frozenset[LessonId] | None) -> Built:
        """Build the site, running only the notebooks of some lessons (None: all).

        Raises `Superseded` where it stopped because something was saved meanwhile.
        """


_SETTLING: Final = 0.25
"""Seconds for which a new mistake may be half of a file that is still being written."""


class Superseded(Exception):  # noqa: N818 (it says what happened, and is no error)
    """A build was given up for a newer edit."""


class _Over(Exception):  # noqa: N818 (likewise)
    """Nobody builds any more."""


@dataclass(slots=True)
class Preview:
    """Keeps a site up to date with its authors' files, and browsers with the site.

    `saved` are looked at at once, even while a build runs, and then become `edits` to build.
    """

    builder: Builder
    saved: Edits
    edits: Edits
    newsroom: Newsroom
    site: Path
    drafts: MutableMapping[str, bytes]
    seen: Snapshot
    has_all_run: bool = False

    def look_ahead(self) -> None:
        """Show what was saved, and pass it on to be built, until it is over."""
        try:
            while True:
                paths = self.saved.take()
                glance = self._glance(paths)
                while later := self._mending(glance.problems, self.saved):
                    paths |= later
                    glance = self._glance(paths)
                self._show(glance)
                self.edits.add(paths)
        except _Over:
            return
        except Exception as error:  # noqa: BLE001 (raised again where the edits are taken)
            self.edits.fail(error)

    def build_on(self) -> None:
        """Build now and after every save, until an exception ends it."""
        paths: frozenset[str] = frozenset()
        while True:
            paths = self._catch_up(paths) or self.edits.take()

    def _glance(self, paths: frozenset[str]) -> Glance:
        try:
            return self.builder.look(paths)
        except (OSError, LookupError):  # the build that follows finds out whether it is a mistake
            return Glance()

    def _catch_up(self, paths: frozenset[str]) -> frozenset[str]:
        """Build what the paths changed; returns what was saved meanwhile and is yet to be built."""
        try:
            if lessons_of(paths) and not self.has_all_run:
                # Minutes of other notebooks may lie ahead; the author waits for this one.
                later = self._tell(self.builder.build(lessons_of(paths)), {})
                if later:
                    return paths | later
            return self._build()
        except Superseded:
            return paths | self.edits.take()
        except (OSError, LookupError):
            # Files came and went under the build, as when git changes branches. If nothing
            # was saved, it is a mistake of the engine and has to be seen as one.
            later = self.edits.take(_SETTLING)
            if not later:
                raise
            return paths | later

    def _show(self, glance: Glance) -> None:
        new = {a: content for a, content in glance.files.items() if self.drafts.get(a) != content}
        if new or glance.problems:
            self.drafts.update(new)
            self.newsroom.publish(new, glance.problems or self.newsroom.problems)

    def _build(self) -> frozenset[str]:
        drafts = dict(self.drafts)
        self.has_all_run = False
        built = self.builder.build(None)
        self.has_all_run = True
        return self._tell(built, drafts)

    def _tell(self, built: Built, drafts: Mapping[str, bytes]) -> frozenset[str]:
        """Tell browsers; or, instead, return what has just been saved and may mend a mistake.

        `drafts` were there before the build: where it published, they have served their turn.
        """
        later = self._mending(built.problems, self.edits)
        if later:
            return later
        now = snapshot_of(self.site)
        different = changed(self.seen, now)
        self.seen = now
        if built.is_published:
            different -= {a for a, content in drafts.items() if self._is_in_site(a, content)}
            different |= self._without(drafts)
        self.newsroom.publish(different - self.drafts.keys(), built.problems)
        return frozenset()

    def _without(self, drafts: Mapping[str, bytes]) -> frozenset[str]:
        """Take drafts away that no newer one has replaced; return those that were wrong."""
        old = [a for a, content in drafts.items() if self.drafts.get(a) is content]
        for address in old:
            del self.drafts[address]
        return frozenset(a for a in old if not self._is_in_site(a, drafts[a]))

    def _mending(self, problems: Problems, edits: Edits) -> frozenset[str]:
        """Return what has just been saved, where there is a new mistake that it may mend."""
        is_known = not problems or problems == self.newsroom.problems
        return frozenset() if is_known else edits.take(_SETTLING)

    def _is_in_site(self, address: str, content: bytes) -> bool:
        file = self.site / address
        return file.is_file() and file.read_bytes() == content


def preview(
    builder: Builder,
    saved: Edits,
    edits: Edits,
    newsroom: Newsroom,
    shelf: Shelf,
) -> None:
    """Keep a shelf up to date with what is saved, and tell browsers of it.

    `edits` are where the builder sees what was saved during a build.
    """
    seen = snapshot_of(shelf.folder)
    following = Preview(builder, saved, edits, newsroom, shelf.folder, shelf.drafts, seen)
    looking = threading.Thread(target=following.look_ahead, daemon=True)
    looking.start()
    try:
        following.build_on()
    finally:
        saved.fail(_Over())
        looking.join()
