"""Noticing that files change, with the operating system's help."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from watchfiles import watch

from seodang.cache.fingerprint import AUTHORED
from seodang.serving.edits import Edits, is_authored

_STEP: Final = 15
"""Milliseconds without a change after which a save counts as finished."""
_LONGEST: Final = 200
"""Milliseconds after which changes are told even if they go on."""
_LOOK_UP: Final = 100
"""Milliseconds after which a quiet watcher sees whether it is still wanted."""


@contextmanager
def watching(root: Path) -> Iterator[Edits]:
    """Watch everything authored below `root`."""
    watcher = _Watcher(root)
    works = (watcher.watch_top, watcher.watch_inside)
    threads = [threading.Thread(target=watcher.run, args=(w,), daemon=True) for w in works]
    for thread in threads:
        thread.start()
    watcher.is_ready.wait()
    try:
        yield watcher.edits
    finally:
        watcher.is_over = True
        for thread in threads:
            thread.join()


class _Watcher:
    """Watches the root for itself, and the authors' folders with all that is in them.

    The root tells of a folder that comes or comes back (the first `theme/`, another branch of
    git) and of a `mkdocs.yml` that an editor replaced by a new file. Watching all that lies below
    the root would take in `.venv/` and `.git/` with their tens of thousands of folders.
    """

    def __init__(self, root: Path) -> None:
        self.edits = Edits()
        self.is_ready = threading.Event()
        self.is_over = False
        self._root = root
        self._folders_changed = threading.Event()

    def run(self, work: Callable[[], None]) -> None:
        """Work in a thread; what goes wrong is told to whoever takes the edits."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 (raised again where the edits are taken)
            self.edits.fail(error)
        finally:
            self.is_ready.set()

    def watch_top(self) -> None:
        """Tell of files in the root, and have its folders watched anew when they change."""
        for paths in self._changes([self._root], recursive=False):
            if any(path != "mkdocs.yml" for path in paths):
                self._folders_changed.set()
            self.edits.add(paths)
            if self.is_over:
                return

    def watch_inside(self) -> None:
        """Tell of changes in the authors' folders."""
        while not self.is_over:
            self._folders_changed.clear()
            folders = [self._root / name for name in AUTHORED if (self._root / name).is_dir()]
            if self.is_ready.is_set():
                # What was written between a folder's coming and our watching it is told as well.
                self.edits.add(folder.name for folder in folders)
            try:
                self._watch_inside(folders)
            except FileNotFoundError:  # a folder went in the same moment; the root tells of it
                self._folders_changed.wait(_LOOK_UP / 1000)

    def _watch_inside(self, folders: list[Path]) -> None:
        for paths in self._changes(folders, recursive=True):
            self.is_ready.set()
            self.edits.add(paths)
            if self.is_over or self._folders_changed.is_set():
                return

    def _changes(self, folders: list[Path], *, recursive: bool) -> Iterator[list[str]]:
        """Yield what changed, and from time to time nothing."""
        changes = watch(
            *folders,
            watch_filter=None,
            step=_STEP,
            debounce=_LONGEST,
            rust_timeout=_LOOK_UP,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=recursive,
            ignore_permission_denied=True,
        )
        for found in changes:
            paths = (Path(path).relative_to(self._root).as_posix() for _, path in found)
            yield [path for path in paths if is_authored(path)]
