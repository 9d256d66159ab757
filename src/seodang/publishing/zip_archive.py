"""Publishing to a zip file: for hosts that take an upload, for an e-mail or a messenger."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Self

from seodang.cache.store import replace_file
from seodang.problems import say
from seodang.publishing.deploy_manifest import MANIFEST_NAME, DeployManifest, read_manifest
from seodang.publishing.publishing_error import PublishingError, on_this_computer
from seodang.publishing.target_kind import DeployContext, RemoteState, Target, Upload

# The earliest date a zip can hold: the same site gives the same bytes on any day.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
# Pictures and fonts are packed already; trying again only takes time.
_PACKED: Final = frozenset(".png .jpg .jpeg .gif .webp .woff2 .zip .mp4 .pdf".split())


@dataclass(frozen=True, slots=True)
class ZipArchive(Target):
    """A zip file; it is replaced as a whole."""

    example: ClassVar = say("a file ending in .zip")
    is_online: ClassVar = False
    sends_all_files: ClassVar = True

    path: Path

    @classmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Read a path that ends in .zip."""
        is_zip = not scheme and rest.lower().endswith(".zip")
        return cls(context.local_path(rest)) if is_zip else None

    @on_this_computer()
    def read_state(self) -> RemoteState:
        """Return what the zip file holds."""
        if not self.path.exists():
            return RemoteState(None, is_empty=True)
        if not self.path.is_file():  # whoever opens a pipe may wait for ever
            raise self._taken()
        return RemoteState(self._manifest(), is_empty=False)

    def publish(self, upload: Upload) -> None:
        """Pack the whole site, sorted and without dates."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted((MANIFEST_NAME, *upload.manifest.files)):
                archive.writestr(_entry(path), (upload.folder / path).read_bytes())
        with on_this_computer():
            replace_file(self.path, packed.getvalue())

    def _manifest(self) -> DeployManifest | None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                is_ours = MANIFEST_NAME in archive.namelist()
                return read_manifest(archive.read(MANIFEST_NAME)) if is_ours else None
        except zipfile.BadZipFile as error:
            raise self._taken() from error

    def _taken(self) -> PublishingError:
        return PublishingError(
            "target-ours",
            say("'{path}' is there already and is not a zip file", path=self.path),
            say("choose another name, or delete it first"),
        )


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _NO_DATE)
    entry.external_attr = _READABLE
    entry.create_system = 3  # Unix, on any system: the same bytes, and the mode counts
    is_packed = Path(path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry
