"""Publishing to a server by rsync over SSH: of a changed file only the changed parts travel."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Self

from seodang.publishing.client import ClientResult, run_client
from seodang.publishing.deploy_manifest import MANIFEST_NAME, read_manifest
from seodang.publishing.difference import parent_folders
from seodang.publishing.ssh import SSH_SIGNS, SshServer, ssh_command
from seodang.publishing.target_kind import DeployContext, RemoteState, Target, Upload

_MISSING: Final = re.compile(r"No such file or directory")
_TRIES: Final = 3
_WILD: Final = re.compile(r"[*?\[]")
# What a shell at the server leaves alone; older rsyncs pass the path through one.
_PLAIN_PATH: Final = re.compile(r"[\w./@+=,:-]*")


@dataclass(frozen=True, slots=True)
class Rsync(Target):
    """A folder of a server on which rsync is installed, too."""

    example: ClassVar = "rsync://user@host/folder"

    server: SshServer
    context: DeployContext

    @classmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Read `rsync:` and a server."""
        server = SshServer.parse(rest) if scheme == "rsync" else None
        is_plain = server is not None and _PLAIN_PATH.fullmatch(server.path)
        return cls(server, context) if server is not None and is_plain else None

    def read_state(self) -> RemoteState:
        """Return what the folder holds; one that does not exist holds nothing."""
        copy = self.context.workspace / MANIFEST_NAME
        copy.unlink(missing_ok=True)
        got = self._rsync(self._target() + MANIFEST_NAME, f"./{MANIFEST_NAME}")
        if got.code == 0:
            return RemoteState(read_manifest(copy.read_bytes()), is_empty=False)
        if not _MISSING.search(got.err):
            got.checked(SSH_SIGNS)
        return RemoteState(None, is_empty=self._is_empty())

    def _is_empty(self) -> bool:
        listed = self._rsync("--list-only", self._target())
        if listed.code and _MISSING.search(listed.err):
            return True
        return len(listed.checked(SSH_SIGNS).text.splitlines()) <= 1  # its own line, "."

    def publish(self, upload: Upload) -> None:
        """Send assets, then pages; rsync moves each whole file into its place."""
        aside = self.context.workspace / "interim"
        aside.mkdir(exist_ok=True)
        (aside / MANIFEST_NAME).write_bytes(upload.interim.to_bytes())
        self._send([MANIFEST_NAME], aside)
        self._send(upload.difference.assets, upload.folder)
        self._send(upload.difference.pages, upload.folder)
        self._remove(upload)
        self._send([MANIFEST_NAME], upload.folder)

    def _send(self, paths: Sequence[str], folder: Path) -> None:
        if paths:
            # Times say nothing here (the manifest does), so rsync is told not to look at them.
            options = ("--ignore-times", "--compress", "--recursive", "--files-from=-")
            given = "".join(f"{path}\n" for path in paths).encode()
            self._sync(options, folder, given)

    def _remove(self, upload: Upload) -> None:
        """Delete what is gone: in a source without it, it alone is not protected from deletion."""
        if not upload.difference.removed:
            return
        without = self.context.workspace / "without"
        shutil.rmtree(without, ignore_errors=True)
        for folder in parent_folders(upload.manifest.files):
            (without / folder).mkdir(parents=True, exist_ok=True)
        without.mkdir(exist_ok=True)
        gone = upload.difference.removed
        rules = [f"/{folder}/" for folder in parent_folders(gone)] + [f"/{path}" for path in gone]
        given = "".join(f"{_pattern(rule)}\n" for rule in rules).encode()
        options = ("--recursive", "--delete", "--include-from=-", "--exclude=*")
        self._sync(options, without, given)

    def _sync(self, options: Sequence[str], folder: Path, given: bytes) -> None:
        # When a server gives up at once, rsync 3.5 loses what it said one time in ten: ask again.
        for _ in range(_TRIES):
            done = self._rsync(*options, "./", self._target(), folder=folder, given=given)
            if done.code == 0 or done.err:
                break
        done.checked(SSH_SIGNS)

    def _target(self) -> str:
        path = self.server.path.rstrip("/") + "/" if self.server.path else "./"
        return f"{self.server.login}:{path}"

    def _rsync(self, *options: str, folder: Path | None = None, given: bytes = b"") -> ClientResult:
        shell = ssh_command(self.context.ssh_configuration, self.server.port)
        command = ["rsync", "-e", shell, *options]
        return run_client(command, folder or self.context.workspace, given)


def _pattern(rule: str) -> str:
    """Write a path as a pattern that fits nothing else; without wildcards it is taken as it is."""
    return re.sub(r"([*?\[\\])", r"\\\1", rule) if _WILD.search(rule) else rule
