"""Publishing to a zip file: for hosts that take an upload, for an e-mail or a messenger."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.cache.store import replace_file
from seodang.problems import say
from seodang.publishing.channel import Held, Parcel
from seodang.publishing.errors import PublishingError
from seodang.publishing.failures import failure_of_system
from seodang.publishing.manifest import NAME, Manifest, read_manifest

# The earliest date a zip can hold: the same site gives the same bytes on any day.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
# Pictures and fonts are packed already; trying again only takes time.
_PACKED: Final = frozenset(".png .jpg .jpeg .gif .webp .woff2 .zip .mp4 .pdf".split())


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file; it is replaced as a whole."""

    path: Path
    takes_everything: bool = True

    def held(self) -> Held:
        """Return what the zip file holds."""
        try:
            if not self.path.exists():
                return Held(None, is_empty=True)
            return Held(self._manifest(), is_empty=False)
        except OSError as error:
            raise failure_of_system(error) from error

    def deliver(self, parcel: Parcel) -> None:
        """Pack the whole site, sorted and without dates."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted((NAME, *parcel.manifest.files)):
                archive.writestr(_entry(path), (parcel.folder / path).read_bytes())
        try:
            replace_file(self.path, packed.getvalue())
        except OSError as error:
            raise failure_of_system(error) from error

    def _manifest(self) -> Manifest | None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                names = frozenset(archive.namelist())
                return read_manifest(archive.read(NAME)) if NAME in names else None
        except zipfile.BadZipFile as error:
            raise PublishingError(
                "target-ours",
                say("'{path}' is there already and is not a zip file", path=self.path),
                say("choose another name, or delete it first"),
            ) from error


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _NO_DATE)
    entry.external_attr = _READABLE
    entry.create_system = 3  # Unix, on any system: the same bytes, and the mode counts
    is_packed = Path(path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry
