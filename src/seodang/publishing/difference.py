"""What has to be sent and removed, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from seodang.output.artefact import is_page
from seodang.publishing.deploy_manifest import UNSURE, DeployManifest


@dataclass(frozen=True, slots=True)
class Difference:
    """The paths in which the site and what a target holds differ, each part sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """Everything that travels."""
        return tuple(sorted((*self.new, *self.changed)))

    @property
    def assets(self) -> tuple[str, ...]:
        """What pages need: it has to be there before they are."""
        return tuple(path for path in self.sent if not is_page(path))

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that travel."""
        return tuple(path for path in self.sent if is_page(path))

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def compare(site: DeployManifest, remote: DeployManifest) -> Difference:
    """Compare the site with what a target holds."""
    now, before = site.files, remote.files
    both = now.keys() & before.keys()
    return Difference(
        new=_sorted(now.keys() - before.keys()),
        changed=_sorted(path for path in both if now[path] != before[path]),
        removed=_sorted(before.keys() - now.keys()),
        unchanged=_sorted(path for path in both if now[path] == before[path]),
    )


def interim_manifest(site: DeployManifest, change: Difference) -> DeployManifest:
    """Return the manifest that holds while files travel.

    It names every file that may be at the target, so that a publishing cut short at any
    moment is completed by the next one and leaves nothing behind.
    """
    unchanged = {path: site.files[path] for path in change.unchanged}
    unsure = dict.fromkeys((*change.sent, *change.removed), UNSURE)
    return DeployManifest({**unchanged, **unsure}, site.commit)


def with_unknown_bytes(remote: DeployManifest) -> DeployManifest:
    """Return what a target holds as if none of its bytes were known."""
    return DeployManifest(dict.fromkeys(remote.files, UNSURE), remote.commit)


def parent_folders(paths: Iterable[str]) -> list[str]:
    """Return the folders of some files, outer ones first."""
    found = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    return sorted(found - {"."})


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))
