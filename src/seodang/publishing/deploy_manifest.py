"""What a target holds of ours: every published file with the hash of its bytes.

The manifest lies at the target itself, so that whoever publishes next, from any computer,
sends only what differs and removes only what Seodang put there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final, Self

MANIFEST_NAME: Final = "seodang-files.json"
"""The manifest's name, without a leading dot: the public address has to show it."""
UNSURE: Final = ""
"""The hash of a file that was being replaced or removed when publishing was cut short."""
ARRIVING: Final = ".seodang-arriving"
"""The folder beside the manifest in which files wait until they are whole."""
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class DeployManifest:
    """The published files by path, with forward slashes, and their SHA-256 (hex).

    `commit` is the course's commit they were made from, where the course is kept in git.
    """

    files: Mapping[str, str]
    commit: str | None = None

    @classmethod
    def of(cls, files: Mapping[str, Path], commit: str | None) -> Self:
        """Hash the files that are to be published."""
        return cls({path: file_digest(file) for path, file in sorted(files.items())}, commit)

    def only(self, is_there: Callable[[str], bool]) -> DeployManifest:
        """Return the manifest without the files that are gone."""
        files = {path: digest for path, digest in self.files.items() if is_there(path)}
        return DeployManifest(files, self.commit)

    def to_bytes(self) -> bytes:
        """Write the manifest; the same files always give the same bytes."""
        value = {"seodang": _VERSION, "commit": self.commit, "files": dict(self.files)}
        return (json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def read_manifest(content: bytes) -> DeployManifest | None:
    """Return a manifest found at a target, or None where this is not one of ours."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("seodang") != _VERSION:
        return None
    files, commit = value.get("files"), value.get("commit")
    if isinstance(files, dict) and _are_ours(files) and isinstance(commit, str | None):
        return DeployManifest(files, commit)
    return None


def file_digest(file: Path) -> str:
    """Return the SHA-256 (hex) of a file's bytes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _are_ours(files: dict[Any, Any]) -> bool:
    return all(isinstance(digest, str) and _is_inside(path) for path, digest in files.items())


def _is_inside(path: str) -> bool:
    """Whether a path stays below the target: a manifest from elsewhere is not to be trusted."""
    parts = PurePosixPath(path).parts
    is_odd = not parts or path.startswith("/") or any(sign in path for sign in "\\\n\r\0")
    return not is_odd and ".." not in parts and ":" not in parts[0]
