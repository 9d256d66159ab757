"""Publishing to a server by rsync over SSH: of a changed file only the changed parts travel."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from seodang.publishing.channel import Held, Parcel
from seodang.publishing.client import Done, run
from seodang.publishing.failures import failure_of_client
from seodang.publishing.manifest import NAME, read_manifest
from seodang.publishing.server import Server, ssh_command

_MISSING: Final = re.compile(r"No such file or directory")
_WILD: Final = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Rsync:
    """A folder of a server on which rsync is installed, too."""

    server: Server
    workspace: Path
    configuration: Path | None = None
    takes_everything: bool = False

    def held(self) -> Held:
        """Return what the folder holds; one that does not exist holds nothing."""
        copy = self.workspace / NAME
        copy.unlink(missing_ok=True)
        got = self._rsync(self._target() + NAME, f"./{NAME}")
        if got.code == 0:
            return Held(read_manifest(copy.read_bytes()), is_empty=False)
        if not _MISSING.search(got.err):
            self._expect(got)
        return Held(None, is_empty=self._is_empty())

    def _is_empty(self) -> bool:
        listed = self._rsync("--list-only", self._target())
        if listed.code and _MISSING.search(listed.err):
            return True
        self._expect(listed)
        return len(listed.text.splitlines()) <= 1  # its own line, "."

    def deliver(self, parcel: Parcel) -> None:
        """Send assets, then pages; rsync moves each whole file into its place."""
        aside = self.workspace / "meanwhile"
        aside.mkdir(exist_ok=True)
        (aside / NAME).write_bytes(parcel.meanwhile.to_bytes())
        self._send([NAME], aside)
        self._send(parcel.difference.assets, parcel.folder)
        self._send(parcel.difference.pages, parcel.folder)
        self._remove(parcel)
        self._send([NAME], parcel.folder)

    def _send(self, paths: Sequence[str], folder: Path) -> None:
        if paths:
            # Times say nothing here (the manifest does), so rsync is told not to look at them.
            options = ("--ignore-times", "--compress", "--recursive", "--files-from=-")
            given = "".join(f"{path}\n" for path in paths).encode()
            self._expect(self._rsync(*options, "./", self._target(), folder=folder, given=given))

    def _remove(self, parcel: Parcel) -> None:
        """Delete what is gone: in a source without it, it alone is not protected from deletion."""
        if not parcel.difference.removed:
            return
        without = self.workspace / "without"
        shutil.rmtree(without, ignore_errors=True)
        for folder in _folders(parcel.manifest.files):
            (without / folder).mkdir(parents=True, exist_ok=True)
        without.mkdir(exist_ok=True)
        gone = parcel.difference.removed
        rules = [f"/{folder}/" for folder in _folders(gone)] + [f"/{path}" for path in gone]
        given = "".join(f"{_pattern(rule)}\n" for rule in rules).encode()
        options = ("--recursive", "--delete", "--include-from=-", "--exclude=*")
        self._expect(self._rsync(*options, "./", self._target(), folder=without, given=given))

    def _target(self) -> str:
        path = self.server.path.rstrip("/") + "/" if self.server.path else "./"
        return f"{self.server.login}:{path}"

    def _rsync(self, *arguments: str, folder: Path | None = None, given: bytes = b"") -> Done:
        shell = ssh_command(self.configuration, self.server.port)
        return run(["rsync", "-e", shell, *arguments], folder or self.workspace, given)

    def _expect(self, done: Done) -> None:
        if done.code:
            raise failure_of_client("rsync", done.err)


def _folders(paths: Iterable[str]) -> list[str]:
    found = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    return sorted(found - {"."})


def _pattern(rule: str) -> str:
    """Write a path as a pattern that fits nothing else; without wildcards it is taken as it is."""
    return re.sub(r"([*?\[\\])", r"\\\1", rule) if _WILD.search(rule) else rule
