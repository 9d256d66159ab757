"""Building again and again: after each save, the edited lessons first."""

from __future__ import annotations

import threading
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from seodang.cache.file_states import State, states_of
from seodang.ids import LessonId
from seodang.serving.edits import Edits, lessons_of
from seodang.serving.events import EventStream, Problems
from seodang.serving.fast_preview import FastPreview
from seodang.serving.static_files import StaticFiles

_SETTLING: Final = 0.25
"""Seconds for which a new mistake may be half of a file that is still being written."""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What came of a build: what is wrong, and whether the site in its folder is now right."""

    problems: Problems = ()
    is_published: bool = True


class Builder(Protocol):
    """Makes the site; both raise `OSError` or `LookupError` where files go while they read."""

    def fast_preview(self, paths: frozenset[str]) -> FastPreview:
        """Make what is edited, in no time; nothing where that needs a build.

        Called from another thread than `build`, and while that builds.
        """

    def build(self, only: frozenset[LessonId] | None) -> BuildOutcome:
        """Build the site, running only the notebooks of some lessons (None: all).

        Raises `Superseded` where it stopped because something was saved meanwhile.
        """


class Superseded(Exception):  # noqa: N818 (it says what happened, and is no error)
    """A build was given up for a newer edit."""


class _PreviewEnded(Exception):  # noqa: N818 (likewise)
    """Nobody builds any more."""


@dataclass(slots=True)
class Preview:
    """Keeps a site up to date with its authors' files, and browsers with the site.

    What is `saved` is previewed at once, even while a build runs, and then goes `to_build`.
    `previewed` are the files of fast previews that no build has published yet, by address.
    """

    builder: Builder
    saved: Edits
    to_build: Edits
    events: EventStream
    site: Path
    previewed: MutableMapping[str, bytes]
    seen: Mapping[str, State]
    has_all_run: bool = False

    def preview_saves(self) -> None:
        """Show what was saved, and pass it on to be built, until the preview ends."""
        try:
            while True:
                paths = self.saved.take()
                fast = self._fast_preview(paths)
                while later := self._corrections(fast.problems, self.saved):
                    paths |= later
                    fast = self._fast_preview(paths)
                self._show(fast)
                self.to_build.add(paths)
        except _PreviewEnded:
            return
        except Exception as error:  # noqa: BLE001 (raised again where the edits are taken)
            self.to_build.fail(error)

    def build_saves(self) -> None:
        """Build now and after every save, until an exception ends it."""
        paths: frozenset[str] = frozenset()
        while True:
            paths = self._build_edits(paths) or self.to_build.take()

    def _fast_preview(self, paths: frozenset[str]) -> FastPreview:
        try:
            return self.builder.fast_preview(paths)
        except (OSError, LookupError):  # the build that follows finds out whether it is a mistake
            return FastPreview()

    def _build_edits(self, paths: frozenset[str]) -> frozenset[str]:
        """Build what the paths changed; returns what was saved meanwhile and is yet to be built."""
        try:
            if lessons_of(paths) and not self.has_all_run:
                # Minutes of other notebooks may lie ahead; the author waits for this one.
                later = self._tell_browsers(self.builder.build(lessons_of(paths)), {})
                if later:
                    return paths | later
            return self._build_all()
        except Superseded:
            return paths | self.to_build.take()
        except (OSError, LookupError):
            # Files came and went under the build, as when git changes branches. If nothing
            # was saved, it is a mistake of the engine and has to be seen as one.
            later = self.to_build.take(_SETTLING)
            if not later:
                raise
            return paths | later

    def _show(self, fast: FastPreview) -> None:
        new = {a: content for a, content in fast.files.items() if self.previewed.get(a) != content}
        if new or fast.problems:
            self.previewed.update(new)
            self.events.publish(new, fast.problems or self.events.problems)

    def _build_all(self) -> frozenset[str]:
        # What is previewed while it builds may be newer than what it read, and outlives it.
        before = dict(self.previewed)
        self.has_all_run = False
        built = self.builder.build(None)
        self.has_all_run = True
        return self._tell_browsers(built, before)

    def _tell_browsers(self, built: BuildOutcome, previewed: Mapping[str, bytes]) -> frozenset[str]:
        """Tell browsers; or, instead, return what has just been saved and may mend a mistake.

        `previewed` is from before the build: where it published, this has served its turn.
        """
        later = self._corrections(built.problems, self.to_build)
        if later:
            return later
        now = states_of(self.site)
        different = frozenset(address for address, _ in self.seen.items() ^ now.items())
        self.seen = now
        if built.is_published:
            different -= {a for a, content in previewed.items() if self._is_in_site(a, content)}
            different |= self._withdraw(previewed)
        self.events.publish(different - self.previewed.keys(), built.problems)
        return frozenset()

    def _withdraw(self, previewed: Mapping[str, bytes]) -> frozenset[str]:
        """Drop previewed files that no newer ones have replaced; return those that were wrong."""
        old = [a for a, content in previewed.items() if self.previewed.get(a) is content]
        for address in old:
            del self.previewed[address]
        return frozenset(a for a in old if not self._is_in_site(a, previewed[a]))

    def _corrections(self, problems: Problems, edits: Edits) -> frozenset[str]:
        """Return what has just been saved, where there is a new mistake that it may mend."""
        is_known = not problems or problems == self.events.problems
        return frozenset() if is_known else edits.take(_SETTLING)

    def _is_in_site(self, address: str, content: bytes) -> bool:
        file = self.site / address
        return file.is_file() and file.read_bytes() == content


def preview(
    builder: Builder, saved: Edits, to_build: Edits, events: EventStream, files: StaticFiles
) -> None:
    """Keep the files that are served up to date with what is saved, and tell browsers of it.

    `to_build` is where the builder sees what was saved during a build.
    """
    seen = states_of(files.folder)
    running = Preview(builder, saved, to_build, events, files.folder, files.previewed, seen)
    thread = threading.Thread(target=running.preview_saves, daemon=True)
    thread.start()
    try:
        running.build_saves()
    finally:
        saved.fail(_PreviewEnded())
        thread.join()
