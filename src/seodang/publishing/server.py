"""Servers reached over SSH: who, where, and how the clients are told."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SECONDS: Final = 20
"""How long a server may take to answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A folder of a server: `path` is absolute, or counts from the account's home."""

    user: str
    host: str
    port: int | None
    path: str

    @property
    def login(self) -> str:
        """The account, as ssh takes it."""
        return f"{self.user}@{self.host}" if self.user else self.host


def ssh_options(configuration: Path | None) -> list[str]:
    """Return the options for ssh and sftp: never ask, and give up on a silent server."""
    own = ["-F", str(configuration)] if configuration else []
    wait = ["-o", f"ConnectTimeout={_SECONDS}", "-o", f"ServerAliveInterval={_SECONDS}"]
    return [*own, "-o", "BatchMode=yes", *wait]


def ssh_command(configuration: Path | None, port: int | None = None) -> str:
    """Return ssh as one string, for git and rsync."""
    at = ["-p", str(port)] if port else []
    return shlex.join(["ssh", *ssh_options(configuration), *at])
