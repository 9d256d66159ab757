"""Running the system's own clients: git, ssh, sftp. They know the author's keys."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from seodang.problems import say
from seodang.publishing.publishing_error import PublishingError, Signs, failure_of_client

# Their words are matched against signs, so they have to be English; names stay UTF-8.
_ENGLISH: Final = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
HOUR: Final = 3600
"""Seconds after which a transfer counts as stuck."""
SHORT: Final = 300
"""Seconds after which a question counts as not answered."""


@dataclass(frozen=True, slots=True)
class ClientResult:
    """How a client ended: its exit code, output and error output."""

    program: str
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Its output as text."""
        return self.out.decode("utf-8", "replace")

    def checked(self, signs: Signs) -> Self:
        """Return the result of a client that succeeded; raises PublishingError for another."""
        if self.code:
            raise failure_of_client(self.program, self.err, signs)
        return self


def run_client(
    command: Sequence[str],
    folder: Path,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
    longest: float = SHORT,
) -> ClientResult:
    """Run a client in a folder, without a terminal to ask questions on, for so many seconds."""
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; what is variable are its arguments)
            list(command),
            cwd=folder,
            input=given,
            capture_output=True,
            env={**os.environ, **_ENGLISH, **(variables or {})},
            timeout=longest,
            check=False,
        )
    except FileNotFoundError as error:
        raise PublishingError(
            "tool-installed",
            say("'{program}' is not installed on this computer", program=command[0]),
            say("install it, or publish to another kind of target (docs/publishing.md)"),
        ) from error
    except subprocess.TimeoutExpired as error:
        raise PublishingError(
            "target-reachable",
            say("the target did not answer for {minutes} minutes", minutes=f"{longest / 60:g}"),
            say("see that the network works, then publish again: what arrived is not sent twice"),
        ) from error
    err = done.stderr.decode("utf-8", "replace")
    return ClientResult(command[0], done.returncode, done.stdout, err)


def quoted(path: str) -> str:
    """Write a path as git's fast-import and sftp's batch files read it, wildcards and all."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
