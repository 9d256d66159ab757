"""Publishing to a server by SFTP, with the system's own `sftp`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        (parcel.folder / _MEANWHILE).write_bytes(parcel.meanwhile.to_bytes())
        self._expect(self._sftp([*self._folders(), self._enter()], parcel.folder))
        is_atomic = self._can_replace(parcel)
        self._expect(
            self._sftp([self._enter(), *_steps(parcel, is_atomic=is_atomic)], parcel.folder)
        )

    def _can_replace(self, parcel: Parcel) -> bool:
        """Whether the server moves a file over another one; not all do."""
        probe = [_quoted(f"{_ARRIVING}/{name}") for name in ("one", "two")]
        puts = [f"put {_quoted(_MEANWHILE)} {name}" for name in probe]
        made = [f"-mkdir {_quoted(_ARRIVING)}", *puts]
        self._expect(self._sftp([self._enter(), *made], parcel.folder))
        done = self._sftp([self._enter(), f"rename {probe[0]} {probe[1]}"], parcel.folder)
        return done.code == 0

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
        command = ["sftp", "-q", "-b", "-", *options, self.server.login]
        return run(command, folder or self.workspace, "".join(f"{s}\n" for s in steps).encode())

    def _expect(self, done: Done) -> None:
        if done.code:
            raise failure_of_client("sftp", done.err)


def _steps(parcel: Parcel, *, is_atomic: bool) -> Iterator[str]:
    change = parcel.difference
    yield from _arrive(_MEANWHILE, NAME, is_atomic=is_atomic)
    for folder in _folders_of(change.sent):
        yield f"-mkdir {_quoted(folder)}"
    for path in change.assets:
        yield from _arrive(path, path, is_atomic=is_atomic)
    for number, path in enumerate(change.pages):
        yield f"put {_quoted(path)} {_quoted(f'{_ARRIVING}/{number}')}"
    for number, path in enumerate(change.pages):
        yield from _move(str(number), path, is_atomic=is_atomic)
    yield from (f"-rm {_quoted(path)}" for path in change.removed)
    yield from (f"-rmdir {_quoted(folder)}" for folder in _emptied(parcel))
    yield from _arrive(NAME, NAME, is_atomic=is_atomic)
    yield f"-rm {_quoted(_ARRIVING)}/*"
    yield f"-rmdir {_quoted(_ARRIVING)}"


def _arrive(local: str, path: str, *, is_atomic: bool) -> Iterator[str]:
    yield f"put {_quoted(local)} {_quoted(f'{_ARRIVING}/file')}"
    yield from _move("file", path, is_atomic=is_atomic)


def _move(name: str, path: str, *, is_atomic: bool) -> Iterator[str]:
    if not is_atomic:
        yield f"-rm {_quoted(path)}"
    yield f"rename {_quoted(f'{_ARRIVING}/{name}')} {_quoted(path)}"


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
    """Quote a path for a batch file; sftp would take * ? [ for wildcards."""
    escaped = "".join(f"\\{sign}" if sign in '"*?[\\' else sign for sign in path)
    return f'"{escaped}"'
