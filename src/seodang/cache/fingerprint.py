"""Whether anything changed since the last build, answered before anything heavy is imported.

The contents of all authored files are hashed (a thousand lessons take some 40 ms); of the site,
which nobody edits by hand, sizes and times are compared.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from seodang import __version__
from seodang.cache.file_states import found_in, state_of, states_of
from seodang.cache.output_digests import fresh_digests, remembered_digests
from seodang.cache.store import Key, Store, key_of

AUTHORED: Final = ("curriculum", "lessons", "exercises", "theme", "mkdocs.yml")
_OTHERS: Final = tuple("INHERIT !ENV custom_dir hooks extra_templates static_templates".split())
_LAST = Key("last-build")
_TICK: Final = 50_000_000
"""Nanoseconds within which a file system may give two edits the same time, and more."""


@dataclass(frozen=True, slots=True)
class InputFingerprint:
    """The authors' files as they were when they were looked through.

    `digests` gives by path the SHA-256 of each file's content, in hex; of a link, to a file or a
    folder, something that no content has. `states` gives what tells a later change, `begun` the
    time (ns) before the first file.
    """

    digests: Mapping[str, str]
    states: Mapping[str, tuple[int, ...]]
    begun: int

    def key(self, settings: Mapping[str, Any]) -> Key:
        """Hash everything a build depends on: files, engine, Python, packages and settings."""
        return key_of(self.digests, dict(settings), tools_key())

    def changed(self, root: Path) -> frozenset[str]:
        """Return the paths of the files that were changed, added or removed since."""
        now = dict(_authored(root))
        states = {path: _state_of(file) for path, file in now.items()}
        paths = self.states.keys() | states.keys()
        changed = {path for path in paths if self.states.get(path) != states.get(path)}
        young = (path for path in now.keys() - changed if self._is_young(path))
        return frozenset(changed | {n for n in young if self.digests[n] != _digest(now[n])})

    def _is_young(self, path: str) -> bool:
        """Whether a file was written so shortly before that a second edit may bear the same time."""
        changed = self.states[path][2:3]
        return bool(changed) and changed[0] > self.begun - _TICK


def fingerprint_inputs(root: Path) -> InputFingerprint:
    """Read all files that authors write."""
    begun = time.time_ns()
    digests, states = {}, {}
    for path, file in _authored(root):
        states[path] = _state_of(file)  # before its content: an edit between is seen later
        digests[path] = _digest(file)
    return InputFingerprint(digests, states, begun)


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What is known of a course's last build.

    `folders` are those that a build writes; `settings` are the inputs beside the files, as JSON
    values: the date, options that matter.
    """

    root: Path
    folders: tuple[Path, ...]
    store: Store
    settings: Mapping[str, Any]

    def report(self, inputs: InputFingerprint) -> dict[str, Any] | None:
        """Return its report if building again from these files would change nothing."""
        last = self._last()
        if last.get("inputs") != inputs.key(self.settings):
            return None
        report: dict[str, Any] = last["report"]
        return report if last["outputs"] == self._outputs() else None

    def remember(self, inputs: InputFingerprint, report: Mapping[str, Any]) -> None:
        """Keep what a build was made from, and in which state it left the folders it wrote.

        `inputs` are the files before the build; where one was edited meanwhile, nothing is kept.
        """
        if not inputs.changed(self.root):
            key = inputs.key(self.settings)
            found = [found_in(folder) for folder in self.folders]
            outputs = key_of([{n: state_of(one) for n, one in some.items()} for some in found])
            made = {"inputs": key, "outputs": outputs, "report": report}
            held = [
                remembered_digests(folder, some, self.store)
                for folder, some in zip(self.folders, found, strict=True)
            ]
            self.store.save_json("builds", _LAST, {**made, "held": held})

    def forget(self) -> None:
        """Forget it, since what it found is no longer so though no file changed."""
        self.store.drop("builds", _LAST)

    def is_untouched(self) -> bool:
        """Whether every file holds what the build wrote, looking into each."""
        last = self._last()
        return bool(last) and last.get("held") == [fresh_digests(one) for one in self.folders]

    def _last(self) -> dict[str, Any]:
        return self.store.load_as("builds", _LAST, dict) or {}

    def _outputs(self) -> Key:
        # Nobody edits them by hand: names, sizes and times are enough.
        return key_of([states_of(folder) for folder in self.folders])


def is_hidden(path: str) -> bool:
    """Whether a path leads to what programs keep for themselves: nobody looks whether it changed."""
    parts = set(path.split("/")) - {".icons"}  # where Material looks for a theme's own
    return any(part.startswith(".") or part == "__pycache__" for part in parts)


def settings_of(root: Path) -> str:
    """Return the text of mkdocs.yml; nothing where there is none."""
    file = root / "mkdocs.yml"
    return file.read_bytes().decode(errors="replace") if file.is_file() else ""


def names_others(settings: str) -> bool:
    """Whether mkdocs.yml may name files, variables or code that we do not know of."""
    return any(word in settings for word in _OTHERS)


def tools_key() -> Key:
    """Hash what builds: the engine, Python and the installed packages."""
    return key_of(engine_key(), sys.version, _packages())


def folder_key(folder: Path) -> Key:
    """Hash the names and contents of the files in a folder."""
    return key_of([(path, _digest(file)) for path, file in _files(str(folder), "")])


@cache
def engine_key() -> Key:
    """Hash the engine itself: its version and, while it is developed, its files' state.

    A process is made of the files it began with, whatever is saved meanwhile.
    """
    files = states_of(Path(__file__).parent.parent).items()
    # What Python makes of a source comes and goes with its use.
    return key_of(__version__, {n: state for n, state in files if not n.endswith(".pyc")})


def _authored(root: Path) -> Iterator[tuple[str, str]]:
    for name in AUTHORED:
        yield from _files(os.path.join(root, name), name)  # noqa: PTH118


def _digest(file: str) -> str:
    try:
        is_file = os.path.isfile(file)  # noqa: PTH113 (a Path for each of thousands takes longer)
        way = "" if is_file and not os.path.islink(file) else os.path.realpath(file)  # noqa: PTH114
        if not is_file:
            return f"no file {way}"
        with open(file, "rb") as opened:  # noqa: PTH123
            digest = hashlib.sha256(opened.read()).hexdigest()
    except OSError as error:
        # A dangling link or forbidden file: the loader will say so; here it is just a state.
        return repr(error)
    return f"{digest} {way}" if way else digest


def _state_of(file: str) -> tuple[int, ...]:
    try:
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _files(top: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the file, or the files in the folder, in order: the path with a prefix, and in full."""
    if os.path.isfile(top):  # noqa: PTH113
        yield prefix, top
    elif os.path.isdir(top):  # noqa: PTH112
        yield from _files_in(top, f"{prefix}/" if prefix else "", frozenset())


def _files_in(folder: str, prefix: str, links: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the files in a folder; `links` are the ways of the links that led here."""
    if os.path.islink(folder):  # noqa: PTH114
        yield prefix, folder  # where it leads is a state of its own
        way = os.path.realpath(folder)
        if way in links:
            return  # it leads round in a circle
        links |= {way}
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # a forbidden folder, too, is a state; the loader says what is wrong
        yield prefix, folder
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        if _is_folder(entry):
            yield from _files_in(entry.path, f"{prefix}{entry.name}/", links)
        else:
            yield prefix + entry.name, entry.path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # Only a link needs another look at the disk; one that leads to itself is no folder.
    if entry.is_symlink():
        return os.path.isdir(entry.path)  # noqa: PTH112
    return entry.is_dir()


def _packages() -> list[str]:
    """Name the installed packages with their versions, from their folders' names alone."""
    return sorted(
        entry.name
        for folder in sys.path
        if folder.endswith("-packages") and Path(folder).is_dir()
        for entry in os.scandir(folder)
        if entry.name.endswith(".dist-info")
    )
