"""Every kind of target, and from how an author writes one to the target."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce
from typing import Final

from seodang.problems import Message, say
from seodang.publishing.folder import Folder
from seodang.publishing.git_branch import GitBranch
from seodang.publishing.publishing_error import PublishingError
from seodang.publishing.sftp import Sftp
from seodang.publishing.target_kind import DeployContext, Target
from seodang.publishing.zip_archive import ZipArchive

# The last kind that can read a target has it: a folder would take any path.
TARGETS: Final[Mapping[str, type[Target]]] = {
    "folder": Folder,
    "zip": ZipArchive,
    "git": GitBranch,
    "sftp": Sftp,
}

# Two letters at least: `C:` is a drive.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)
_SECRET: Final = re.compile(r"//[^/@]*:[^/@]+@")


def parse_target(text: str, context: DeployContext) -> Target:
    """Return the target that a text names; raises PublishingError where it names none."""
    if _SECRET.search(text):
        raise PublishingError(
            "target-without-secret",
            say("the target contains a password, which everybody with the course could read"),
            say("take it out; git and sftp find your key or saved account by themselves"),
        )
    found = _SCHEME.fullmatch(text)
    scheme, rest = (found[1].lower(), found[2]) if found else ("", text)
    for kind in reversed([*TARGETS.values()]):
        target = kind.parse(scheme, rest, context)
        if target is not None:
            return target
    message = say("'{text}' is not a target that can be published to", text=text)
    raise PublishingError("target-readable", message, _how_to_write())


def _how_to_write() -> Message:
    *others, last = (kind.example for kind in TARGETS.values())
    listed = reduce(
        lambda first, second: say("{first}, {second}", first=first, second=second), others
    )
    return say("write {others} or {last}", others=listed, last=last)
