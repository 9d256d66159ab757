"""From how an author writes a target to the target."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from seodang.problems import say
from seodang.publishing.archive import Archive
from seodang.publishing.branch import Branch
from seodang.publishing.channel import Channel
from seodang.publishing.errors import PublishingError
from seodang.publishing.folder import Folder
from seodang.publishing.rsync import Rsync
from seodang.publishing.server import Server, ssh_command
from seodang.publishing.sftp import Sftp

USUAL_BRANCH: Final = "gh-pages"


class Kind(StrEnum):
    """The kinds of targets."""

    FOLDER = "folder"
    ZIP = "zip"
    GIT = "git"
    SFTP = "sftp"
    RSYNC = "rsync"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as it is written, and its kind; `rest` is what follows the kind."""

    text: str
    kind: Kind
    rest: str

    @property
    def is_online(self) -> bool:
        """Whether publishing there changes what the public address shows."""
        return self.kind not in (Kind.FOLDER, Kind.ZIP)

    @property
    def patience(self) -> float:
        """Seconds the address may take to show the site: git hosts build it first."""
        return 300.0 if self.kind is Kind.GIT else 20.0


@dataclass(frozen=True, slots=True)
class Around:
    """What a target needs to know: folders, the moment (seconds since 1970), ssh's settings."""

    root: Path
    workspace: Path
    beside: Path
    when: int
    ssh_configuration: Path | None = None


# Two letters at least: `C:` is a drive.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)
_SERVER: Final = re.compile(
    r"//(?:(?P<user>[^@/:]+)@)?(?P<host>[^@/:\[\]]+|\[[0-9a-fA-F:.]+\])"
    r"(?::(?P<port>\d+)(?=/|$))?(?::?(?P<path>.*))?"
)
_SECRET: Final = re.compile(r"//[^/@]*:[^/@]+@")
# What a shell at the server leaves alone; older rsyncs pass the path through one.
_PLAIN_PATH: Final = re.compile(r"[\w./@+=,:-]*")


def read_target(text: str) -> Target:
    """Read a target: a folder, a file that ends in .zip, git:, sftp:// or rsync://."""
    if _SECRET.search(text):
        raise PublishingError(
            "target-without-secret",
            say("the target contains a password, which everybody with the course could read"),
            say("take it out; git, sftp and rsync find your key or saved account by themselves"),
        )
    scheme = _SCHEME.fullmatch(text)
    if scheme is None:
        kind = Kind.ZIP if text.lower().endswith(".zip") else Kind.FOLDER
        return Target(text, kind, text)
    name = scheme[1].lower()
    if name not in (Kind.GIT, Kind.SFTP, Kind.RSYNC) or not scheme[2]:
        raise _unreadable(text)
    return Target(text, Kind(name), scheme[2])


def channel_of(target: Target, around: Around) -> Channel:
    """Return the way to a target; paths count from `around.beside`."""
    if target.kind is Kind.FOLDER:
        return Folder(_apart(around.beside / target.rest, around.root))
    if target.kind is Kind.ZIP:
        return Archive(_apart(around.beside / target.rest, around.root))
    if target.kind is Kind.GIT:
        return _branch(target, around)
    server = _server(target)
    if target.kind is Kind.SFTP:
        return Sftp(server, around.workspace, around.ssh_configuration)
    if not _PLAIN_PATH.fullmatch(server.path):
        raise _unreadable(target.text)
    return Rsync(server, around.workspace, around.ssh_configuration)


def _branch(target: Target, around: Around) -> Branch:
    repository, _, branch = target.rest.partition("#")
    if not repository or repository.startswith("-") or branch.startswith("-"):
        raise _unreadable(target.text)
    beside = around.beside / repository
    return Branch(
        repository=str(beside.resolve()) if beside.is_dir() else repository,
        branch=branch or USUAL_BRANCH,
        folder=around.root,
        workspace=around.workspace,
        when=around.when,
        ssh=ssh_command(around.ssh_configuration),
    )


def _server(target: Target) -> Server:
    """Read `//user@host:22/path` (absolute), `//user@host/~/path` or `//user@host:path`."""
    found = _SERVER.fullmatch(target.rest)
    if found is None:
        raise _unreadable(target.text)
    user, host, path = found["user"] or "", found["host"], found["path"] or ""
    is_option = user.startswith("-") or host.startswith("-")
    if is_option or any(ord(sign) < ord(" ") for sign in target.text):
        raise _unreadable(target.text)
    path = path.removeprefix("/~/") if path.startswith("/~/") else path
    port = int(found["port"]) if found["port"] else None
    return Server(user, host, port, path)


def _apart(path: Path, root: Path) -> Path:
    """Refuse a folder of the course itself, where authored and published files would mix."""
    path = path.resolve()
    course = root.resolve()
    ours = [course, *(course / name for name in ("site", "curriculum", "lessons", "exercises"))]
    inside = [course / name for name in ("site", "curriculum", "lessons", ".seodang", ".git")]
    if path in ours or any(path.is_relative_to(folder) for folder in inside):
        raise PublishingError(
            "target-apart",
            say("'{path}' belongs to the course itself", path=path),
            say("name a folder outside, or a new one such as public"),
        )
    return path


def _unreadable(text: str) -> PublishingError:
    return PublishingError(
        "target-readable",
        say("'{text}' is not a target that can be published to", text=text),
        say(
            "write a folder, a file ending in .zip, git:origin#gh-pages, "
            "sftp://user@host/folder or rsync://user@host/folder"
        ),
    )
