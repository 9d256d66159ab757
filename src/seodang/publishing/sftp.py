"""Publishing to a server by SFTP, with the system's own `sftp`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from seodang.publishing.channel import Held, Parcel
from seodang.publishing.client import Done, run
from seodang.publishing.failures import failure_of_client
from seodang.publishing.manifest import NAME, read_manifest
from seodang.publishing.server import Server, ssh_options

_ARRIVING: Final = ".seodang-arriving"
"""The folder at the target in which files wait until they are whole."""
_MEANWHILE: Final = "meanwhile.json"
_ECHO: Final = "sftp>"


@dataclass(frozen=True, slots=True)
class Sftp:
    """A folder of a server that speaks SFTP."""

    server: Server
    workspace: Path
    configuration: Path | None = None
    takes_everything: bool = False

    def held(self) -> Held:
        """Return what the folder holds; one that does not exist holds nothing."""
        copy = self.workspace / NAME
        copy.unlink(missing_ok=True)
        done = self._sftp([self._enter(), f"-get {_quoted(NAME)} {_quoted(NAME)}", "ls -1a"])
        if done.code and "No such file" in done.err:
            return Held(None, is_empty=True)
        self._expect(done)
        manifest = read_manifest(copy.read_bytes()) if copy.exists() else None
        return Held(manifest, is_empty=not _names(done))

    def deliver(self, parcel: Parcel) -> None:
        """Send files to a waiting folder and move each into its place, pages last."""
        numbered = self.workspace / "numbered"
        shutil.rmtree(numbered, ignore_errors=True)
        numbers = _numbered(parcel, numbered)
        is_atomic = self._can_replace(numbered)
        steps = _steps(parcel, numbers, is_atomic=is_atomic)
        self._expect(self._sftp([self._enter(), *steps], numbered))
        shutil.rmtree(numbered)

    def _can_replace(self, numbered: Path) -> bool:
        """Make the folders, and see whether the server moves a file over another; not all do."""
        puts = [f"put {_MEANWHILE} {_ARRIVING}/{name}" for name in ("one", "two")]
        made = [*self._folders(), self._enter(), f"-mkdir {_ARRIVING}", *puts]
        self._expect(self._sftp(made, numbered))
        move = f"rename {_ARRIVING}/one {_ARRIVING}/two"
        return self._sftp([self._enter(), move], numbered).code == 0

    def _folders(self) -> Iterator[str]:
        """Make the target's folder; those above it may exist and be closed to us."""
        path = PurePosixPath(self.server.path)
        for folder in reversed([path, *path.parents]):
            if str(folder) not in ("/", "."):
                yield f"-mkdir {_quoted(str(folder))}"

    def _enter(self) -> str:
        return f"cd {_quoted(self.server.path or '.')}"

    def _sftp(self, steps: Iterable[str], folder: Path | None = None) -> Done:
        port = ["-P", str(self.server.port)] if self.server.port else []
        options = [*ssh_options(self.configuration), *port]
        command = ["sftp", "-b", "-", *options, self.server.login]
        return run(command, folder or self.workspace, "".join(f"{s}\n" for s in steps).encode())

    def _expect(self, done: Done) -> None:
        if done.code:
            raise failure_of_client("sftp", done.err)


def _numbered(parcel: Parcel, folder: Path) -> dict[str, str]:
    """Give the files that travel plain names, because sftp seeks wildcards in local ones."""
    folder.mkdir()
    (folder / _MEANWHILE).write_bytes(parcel.meanwhile.to_bytes())
    numbers = {path: str(n) for n, path in enumerate((*parcel.difference.sent, NAME))}
    for path, number in numbers.items():
        (parcel.folder / path).replace(folder / number)
    return numbers


def _steps(parcel: Parcel, numbers: Mapping[str, str], *, is_atomic: bool) -> Iterator[str]:
    change = parcel.difference
    yield from (f"-mkdir {_quoted(folder)}" for folder in _folders_of(change.sent))
    yield from _arrive({NAME: _MEANWHILE}, [NAME], is_atomic=is_atomic)
    yield from _arrive(numbers, change.assets, is_atomic=is_atomic)
    yield from _arrive(numbers, change.pages, is_atomic=is_atomic)
    # `rm` would take a name for a pattern; `rename` does not.
    for number, path in enumerate(change.removed):
        yield f"-rename {_quoted(path)} {_ARRIVING}/gone-{number}"
    yield from (f"-rmdir {_quoted(folder)}" for folder in _emptied(parcel))
    yield from _arrive(numbers, [NAME], is_atomic=is_atomic)
    yield f"-rm {_ARRIVING}/*"
    yield f"-rmdir {_ARRIVING}"


def _arrive(numbers: Mapping[str, str], paths: Sequence[str], *, is_atomic: bool) -> Iterator[str]:
    """Send all of these files before the first of them moves into its place."""
    yield from (f"put {numbers[path]} {_ARRIVING}/{numbers[path]}" for path in paths)
    for path in paths:
        if not is_atomic:
            yield f"-rename {_quoted(path)} {_ARRIVING}/old-{numbers[path]}"
        yield f"rename {_ARRIVING}/{numbers[path]} {_quoted(path)}"


def _folders_of(paths: Iterable[str]) -> list[str]:
    """Return the folders of some files, outer ones first."""
    found = {str(p) for path in paths for p in PurePosixPath(path).parents}
    return sorted(found - {"."})


def _emptied(parcel: Parcel) -> list[str]:
    """Return the folders in which nothing of ours remains, inner ones first."""
    remaining = set(_folders_of(parcel.manifest.files))
    gone = set(_folders_of(parcel.difference.removed))
    return sorted(gone - remaining, reverse=True)


def _names(done: Done) -> list[str]:
    lines = (line.strip() for line in done.text.splitlines() if not line.startswith(_ECHO))
    return [line for line in lines if line not in ("", ".", "..", "./", "../", _ARRIVING)]


def _quoted(path: str) -> str:
    """Quote a path for a batch file; within quotes sftp takes wildcards as they are."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
