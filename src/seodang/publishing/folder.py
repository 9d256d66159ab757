"""Publishing to a folder: a web server's own, a shared drive, a USB stick."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.problems import say
from seodang.publishing.channel import Held, Parcel
from seodang.publishing.errors import PublishingError
from seodang.publishing.failures import failure_of_system
from seodang.publishing.manifest import NAME, Manifest, read_manifest

_ARRIVING: Final = ".seodang-arriving"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on this computer or on a drive mounted here."""

    path: Path
    takes_everything: bool = False

    def held(self) -> Held:
        """Return what the folder holds; a file that somebody deleted is not held."""
        try:
            if not self.path.exists():
                return Held(None, is_empty=True)
            if not self.path.is_dir():
                raise _not_a_folder(self.path)
            manifest = self._manifest()
            return Held(manifest, is_empty=not any(self.path.iterdir()))
        except OSError as error:
            raise failure_of_system(error) from error

    def deliver(self, parcel: Parcel) -> None:
        """Copy file by file; a reader never meets a part of one."""
        change = parcel.difference
        try:
            self._place(NAME, parcel.meanwhile.to_bytes())
            for path in (*change.assets, *change.pages):
                self._place(path, (parcel.folder / path).read_bytes())
            for path in change.removed:
                self._remove(path)
            self._place(NAME, parcel.manifest.to_bytes())
            shutil.rmtree(self.path / _ARRIVING)
        except OSError as error:
            raise failure_of_system(error) from error

    def _place(self, path: str, content: bytes) -> None:
        """Write a file beside and move it into its place.

        Always the same place beside, so that a copy cut short leaves nothing that stays.
        """
        arriving, file = self.path / _ARRIVING / "file", self.path / path
        arriving.parent.mkdir(parents=True, exist_ok=True)
        arriving.write_bytes(content)
        arriving.chmod(0o644)
        file.parent.mkdir(parents=True, exist_ok=True)
        arriving.replace(file)

    def _manifest(self) -> Manifest | None:
        file = self.path / NAME
        manifest = read_manifest(file.read_bytes()) if file.is_file() else None
        if manifest is None:
            return None
        there = {path: d for path, d in manifest.files.items() if (self.path / path).is_file()}
        return Manifest(there, manifest.commit)

    def _remove(self, path: str) -> None:
        file = self.path / path
        # A folder of the same name may have taken the place of a removed file.
        if file.is_symlink() or not file.is_dir():
            file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == self.path:
                break
            with suppress(OSError):  # something else still lies in it
                folder.rmdir()


def _not_a_folder(path: Path) -> PublishingError:
    return PublishingError(
        "target-readable",
        say("'{path}' is a file, not a folder", path=path),
        say("name a folder, or a file that ends in .zip"),
    )
