"""What every kind of target can do, and what it is given for that."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self

from seodang.outputs import output_folders
from seodang.problems import Message, say
from seodang.publishing.deploy_manifest import DeployManifest
from seodang.publishing.difference import Difference
from seodang.publishing.publishing_error import PublishingError


@dataclass(frozen=True, slots=True)
class DeployContext:
    """Where a deployment takes place: folders, the moment (seconds since 1970), ssh's settings.

    `site` is the folder to publish, `workspace` one for files of ours; paths that targets name
    count from `relative_to`.
    """

    root: Path
    site: Path
    workspace: Path
    relative_to: Path
    timestamp: int
    ssh_configuration: Path | None = None

    def local_path(self, text: str) -> Path:
        """Return the path that a target names.

        Raises PublishingError for the course itself, where authored and published files would mix.
        """
        path, course = (self.relative_to / text).resolve(), self.root.resolve()
        own = [course / name for name in ("curriculum", "lessons", ".seodang", ".git")]
        own += [folder.resolve() for folder in output_folders(self.root)]
        if any(map(path.is_relative_to, own)) or path in (course, course / "exercises"):
            raise PublishingError(
                "target-apart",
                say("'{path}' belongs to the course itself", path=path),
                say("name a folder outside, or a new one such as public"),
            )
        return path


@dataclass(frozen=True, slots=True)
class RemoteState:
    """What a target holds: our manifest, or None and whether anything else is there."""

    manifest: DeployManifest | None
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """What is to be published: a folder with exactly the files that travel, and the manifest.

    `interim` is the manifest for the time they travel.
    """

    folder: Path
    difference: Difference
    manifest: DeployManifest
    interim: DeployManifest


class Target(ABC):
    """A place that a site can be published to; each kind of place is a subclass in TARGETS."""

    __slots__ = ()
    example: ClassVar[str | Message]
    """How it is written: one text, the same on the command line and in publish.yml."""
    is_online: ClassVar[bool] = True
    """Whether publishing there changes what the public address shows."""
    patience: ClassVar[float] = 20.0
    """Seconds the public address may take to show the site."""
    sends_all_files: ClassVar[bool] = False
    """Whether unchanged files have to travel, too."""
    extra_files: ClassVar[Mapping[str, bytes]] = {}
    """Files that it needs beside the site's, by name."""

    @classmethod
    @abstractmethod
    def parse(cls, scheme: str, rest: str, context: DeployContext) -> Self | None:
        """Return the target written `scheme:rest`, or None where it is none of this kind.

        A path of this computer has the scheme "".
        """

    @abstractmethod
    def read_state(self) -> RemoteState:
        """Return what the target holds; raises PublishingError."""

    @abstractmethod
    def publish(self, upload: Upload) -> None:
        """Send assets, pages, removals and the manifest, in this order; raises PublishingError."""
