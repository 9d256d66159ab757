"""How a site gets to a target: what every kind of target can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from seodang.publishing.difference import Difference
from seodang.publishing.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Held:
    """What a target holds: our manifest, or None and whether anything else is there."""

    manifest: Manifest | None
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be delivered: a folder with exactly the files that travel.

    The folder also holds the manifest; `meanwhile` is the manifest for the time they travel.
    """

    folder: Path
    difference: Difference
    manifest: Manifest
    meanwhile: Manifest


class Channel(Protocol):
    """A target that can be read and delivered to; both raise PublishingError."""

    @property
    def takes_everything(self) -> bool:
        """Whether unchanged files have to travel, too."""

    def held(self) -> Held:
        """Return what the target holds."""

    def deliver(self, parcel: Parcel) -> None:
        """Bring a parcel to the target: assets, pages, removals, manifest, in this order."""
