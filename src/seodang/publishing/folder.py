"""Publishing to a folder: a web server's own, a shared drive, a USB stick."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self

from seodang.output.journal import remove_file
from seodang.problems import say
from seodang.publishing.deploy_manifest import ARRIVING, MANIFEST_NAME, read_manifest
from seodang.publishing.publishing_error import PublishingError, on_this_computer
from seodang.publishing.target_kind import DeployContext, RemoteState, Target, Upload


@dataclass(frozen=True, slots=True)
class Folder(Target):
    """A folder on this computer or on a drive mounted here."""

    example: ClassVar = say("a folder")
    is_online: ClassVar = False

    path: Path

    @classmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Read a path; what has no scheme is one."""
        return None if scheme else cls(context.local_path(rest))

    @on_this_computer()
    def read_state(self) -> RemoteState:
        """Return what the folder holds; a file that somebody deleted is not held."""
        if not self.path.exists():
            return RemoteState(None, is_empty=True)
        if not self.path.is_dir():
            raise PublishingError(
                "target-readable",
                say("'{path}' is a file, not a folder", path=self.path),
                say("name a folder, or a file that ends in .zip"),
            )
        file = self.path / MANIFEST_NAME
        manifest = read_manifest(file.read_bytes()) if file.is_file() else None
        there = manifest and manifest.only(lambda path: (self.path / path).is_file())
        return RemoteState(there, is_empty=not any(self.path.iterdir()))

    @on_this_computer()
    def publish(self, upload: Upload) -> None:
        """Copy file by file; a reader never meets a part of one."""
        change = upload.difference
        self._place(MANIFEST_NAME, upload.interim.to_bytes())
        for path in (*change.assets, *change.pages):
            self._place(path, (upload.folder / path).read_bytes())
        for path in change.removed:
            remove_file(self.path, path)
        self._place(MANIFEST_NAME, upload.manifest.to_bytes())
        shutil.rmtree(self.path / ARRIVING)

    def _place(self, path: str, content: bytes) -> None:
        """Write a file beside and move it into its place.

        Always the same place beside, so that a copy cut short leaves nothing that stays.
        """
        arriving, file = self.path / ARRIVING / "file", self.path / path
        arriving.parent.mkdir(parents=True, exist_ok=True)
        arriving.write_bytes(content)
        arriving.chmod(0o644)
        file.parent.mkdir(parents=True, exist_ok=True)
        arriving.replace(file)
