"""Publishing to a server by SFTP, with the system's own `sftp`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Self

from seodang.publishing.client import HOUR, SHORT, ClientResult, quoted, run_client
from seodang.publishing.deploy_manifest import ARRIVING, MANIFEST_NAME, read_manifest
from seodang.publishing.difference import parent_folders
from seodang.publishing.publishing_error import MISSING, PublishingError
from seodang.publishing.ssh import SSH_SIGNS, SshServer, ssh_options
from seodang.publishing.target_kind import DeployContext, RemoteState, Target, Upload

_INTERIM: Final = "interim.json"
_ECHO: Final = "sftp>"


@dataclass(frozen=True, slots=True)
class Sftp(Target):
    """A folder of a server that speaks SFTP."""

    example: ClassVar = "sftp://user@host/folder"

    server: SshServer
    context: DeployContext

    @classmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Read `sftp:` and a server."""
        server = SshServer.parse(rest) if scheme == "sftp" else None
        return cls(server, context) if server is not None else None

    def read_state(self) -> RemoteState:
        """Return what the folder holds; a wrong name makes no new one."""
        copy = self.context.workspace / MANIFEST_NAME
        copy.unlink(missing_ok=True)
        get = f"-get {quoted(MANIFEST_NAME)} {quoted(MANIFEST_NAME)}"
        done = self._sftp([self._enter(), get, "ls -1a"], longest=SHORT)
        if done.code and "No such file" in done.err:  # that the manifest is missing is no failure
            raise PublishingError(*MISSING)
        done.checked(SSH_SIGNS)
        manifest = read_manifest(copy.read_bytes()) if copy.exists() else None
        return RemoteState(manifest, is_empty=not _names(done))

    def publish(self, upload: Upload) -> None:
        """Send files to a waiting folder and move each into its place, pages last."""
        numbered = self.context.workspace / "numbered"
        shutil.rmtree(numbered, ignore_errors=True)
        numbers = _numbered(upload, numbered)
        steps = _steps(upload, numbers, is_atomic=self._can_replace(numbered))
        self._sftp([self._enter(), *steps], numbered).checked(SSH_SIGNS)
        shutil.rmtree(numbered)

    def _can_replace(self, numbered: Path) -> bool:
        """See whether the server moves a file over another; not all do."""
        puts = [f"put {_INTERIM} {ARRIVING}/{name}" for name in ("one", "two")]
        self._sftp([self._enter(), f"-mkdir {ARRIVING}", *puts], numbered).checked(SSH_SIGNS)
        move = f"rename {ARRIVING}/one {ARRIVING}/two"
        return self._sftp([self._enter(), move], numbered).code == 0

    def _enter(self) -> str:
        return f"cd {quoted(self.server.path or '.')}"

    def _sftp(
        self, steps: Iterable[str], folder: Path | None = None, longest: float = HOUR
    ) -> ClientResult:
        port = ["-P", str(self.server.port)] if self.server.port else []
        options = [*ssh_options(self.context.ssh_configuration), *port]
        command = ["sftp", "-b", "-", *options, self.server.login]
        given = "".join(f"{step}\n" for step in steps).encode()
        return run_client(command, folder or self.context.workspace, given, longest=longest)


def _numbered(upload: Upload, folder: Path) -> dict[str, str]:
    """Give the files that travel plain names, because sftp seeks wildcards in local ones."""
    folder.mkdir()
    (folder / _INTERIM).write_bytes(upload.interim.to_bytes())
    numbers = {path: str(n) for n, path in enumerate((*upload.difference.sent, MANIFEST_NAME))}
    for path, number in numbers.items():
        (upload.folder / path).replace(folder / number)
    return numbers


def _steps(upload: Upload, numbers: Mapping[str, str], *, is_atomic: bool) -> Iterator[str]:
    change = upload.difference
    yield from (f"-mkdir {quoted(folder)}" for folder in parent_folders(change.sent))
    yield from _arrive({MANIFEST_NAME: _INTERIM}, [MANIFEST_NAME], is_atomic=is_atomic)
    yield from _arrive(numbers, change.assets, is_atomic=is_atomic)
    yield from _arrive(numbers, change.pages, is_atomic=is_atomic)
    # `rm` would take a name for a pattern; `rename` does not.
    for number, path in enumerate(change.removed):
        yield f"-rename {quoted(path)} {ARRIVING}/gone-{number}"
    yield from (f"-rmdir {quoted(folder)}" for folder in _emptied(upload))
    yield from _arrive(numbers, [MANIFEST_NAME], is_atomic=is_atomic)
    yield f"-rm {ARRIVING}/*"
    yield f"-rmdir {ARRIVING}"


def _arrive(numbers: Mapping[str, str], paths: Sequence[str], *, is_atomic: bool) -> Iterator[str]:
    """Send all of these files before the first of them moves into its place."""
    yield from (f"put {numbers[path]} {ARRIVING}/{numbers[path]}" for path in paths)
    for path in paths:
        if not is_atomic:
            yield f"-rename {quoted(path)} {ARRIVING}/old-{numbers[path]}"
        yield f"rename {ARRIVING}/{numbers[path]} {quoted(path)}"


def _emptied(upload: Upload) -> list[str]:
    """Return the folders in which nothing of ours remains, inner ones first."""
    remaining = set(parent_folders(upload.manifest.files))
    gone = set(parent_folders(upload.difference.removed))
    return sorted(gone - remaining, reverse=True)


def _names(done: ClientResult) -> list[str]:
    lines = (line.strip() for line in done.text.splitlines() if not line.startswith(_ECHO))
    return [line for line in lines if line not in ("", ".", "..", "./", "../", ARRIVING)]
