"""Servers reached over SSH: how they are written, how the clients are told, how they fail."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from seodang.problems import say
from seodang.publishing.publishing_error import KEY_REFUSED, Sentences, Signs

_SECONDS: Final = 20
"""How long a server may take to answer."""
_SERVER: Final = re.compile(
    r"//(?:(?P<user>[^@/:]+)@)?(?P<host>[^@/:\[\]]+|\[[0-9a-fA-F:.]+\])"
    r"(?::(?P<port>\d+)(?=/|$))?(?::?(?P<path>.*))?"
)
_HOST_CHANGED: Final[Sentences] = (
    "host-key-same",
    say("the server shows another key than before; somebody may be standing in between"),
    say("ask whoever runs the server whether its key was changed; publish nothing until then"),
)
_HOST_UNKNOWN: Final[Sentences] = (
    "host-key-known",
    say("this computer has never met the server, so it cannot tell whether it is the right one"),
    say("connect once by hand with ssh, compare the fingerprint shown, and answer yes"),
)
SSH_SIGNS: Final[Signs] = (
    ("REMOTE HOST IDENTIFICATION HAS CHANGED", _HOST_CHANGED),
    ("Host key verification failed|host key is known", _HOST_UNKNOWN),
    (r"Permission denied \(", KEY_REFUSED),
    ("Authentication failed|Too many authentication failures", KEY_REFUSED),
)


@dataclass(frozen=True, slots=True)
class SshServer:
    """A folder of a server: `path` is absolute, or counts from the account's home."""

    user: str
    host: str
    port: int | None
    path: str

    @property
    def login(self) -> str:
        """The account, as ssh takes it."""
        return f"{self.user}@{self.host}" if self.user else self.host

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `//user@host:22/path` (absolute), `//user@host/~/path` or `//user@host:path`."""
        found = _SERVER.fullmatch(text)
        if found is None or any(ord(sign) < ord(" ") for sign in text):
            return None
        user, host, path = found["user"] or "", found["host"], found["path"] or ""
        # The clients would take such a name for an option, which could run a program.
        if user.startswith("-") or host.startswith("-"):
            return None
        port = int(found["port"]) if found["port"] else None
        return cls(user, host, port, path.removeprefix("/~/"))


def ssh_options(configuration: Path | None) -> list[str]:
    """Return the options for ssh and sftp: never ask, and give up on a silent server."""
    own = ["-F", str(configuration)] if configuration else []
    wait = ["-o", f"ConnectTimeout={_SECONDS}", "-o", f"ServerAliveInterval={_SECONDS}"]
    return [*own, "-o", "BatchMode=yes", *wait]


def ssh_command(configuration: Path | None, port: int | None = None) -> str:
    """Return ssh as one string, for git."""
    at = ["-p", str(port)] if port else []
    return shlex.join(["ssh", *ssh_options(configuration), *at])
