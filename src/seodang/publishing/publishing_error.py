"""What keeps a site from being published: from a client's words to sentences to act on."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TypeAlias

from seodang.problems import Message, Place, Problem, say

Sentences: TypeAlias = tuple[str, Message, Message]
"""A rule, what is wrong, and what mends it."""
Signs: TypeAlias = tuple[tuple[str, Sentences], ...]
"""Patterns in a client's error output, and what each means; the first that fits counts."""


class PublishingError(Exception):
    """Publishing cannot go on; `message` says why and `fix` what mends it."""

    def __init__(self, rule: str, message: Message, fix: Message) -> None:
        super().__init__(str(message))
        self.rule = rule
        self.message = message
        self.fix = fix

    def at(self, path: str) -> Problem:
        """Return the problem, at the file or target it is about."""
        return Problem(self.rule, Place(path), self.message, self.fix)


KEY_REFUSED: Final[Sentences] = (
    "target-accepts-key",
    say("the target does not accept this computer's key or account"),
    say("load your key with ssh-add, or have your public key or account added at the host"),
)
NOT_WRITABLE: Final[Sentences] = (
    "target-writable",
    say("your account may not write there"),
    say("ask whoever runs the target for the right to write, or choose another folder or branch"),
)
UNREACHABLE: Final[Sentences] = (
    "target-reachable",
    say("the target cannot be reached"),
    say("see that the network works and that the host's name is right, then publish again"),
)
NO_ROOM: Final[Sentences] = (
    "target-has-room",
    say("there is no room left at the target"),
    say("make room there, then publish again: what arrived is not sent twice"),
)
MISSING: Final[Sentences] = (
    "target-exists",
    say("the folder or repository does not exist at the target"),
    say("see that its name is right, or create it there first"),
)
_COMMON_SIGNS: Final[Signs] = (
    ("Permission denied|permission to .* denied|insufficient permission", NOT_WRITABLE),
    ("Read-only file ?system", NOT_WRITABLE),
    ("No space left|quota exceeded", NO_ROOM),
    ("Could not resolve|Name or service not known|name resolution", UNREACHABLE),
    ("timed out|Connection (refused|reset|closed)|Broken pipe", UNREACHABLE),
    ("Network is unreachable|No route to host|Failed to connect|unable to access", UNREACHABLE),
    ("No such file or directory|not found|does not exist", MISSING),
)
_SYSTEM_ERRORS: Final[Mapping[int, Sentences]] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), NOT_WRITABLE),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), NO_ROOM),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), MISSING),
}


def failure_of_client(client: str, words: str, signs: Signs = ()) -> PublishingError:
    """Return what a client's error output means.

    `signs` are the client's own; they come first, since a refused key also closes the connection.
    """
    for pattern, sentences in (*signs, *_COMMON_SIGNS):
        if re.search(pattern, words, re.IGNORECASE):
            return PublishingError(*sentences)
    last = next((line.strip() for line in reversed(words.splitlines()) if line.strip()), "?")
    return PublishingError(
        "target-took-it",
        say("{client} stopped: {words}", client=client, words=last),
        say("publish again; if it stops again, show this line to whoever runs the target"),
    )


@contextmanager
def on_this_computer() -> Iterator[None]:
    """Say what an error of this computer's file system means: raise it as a PublishingError."""
    try:
        yield
    except OSError as error:
        sentences = _SYSTEM_ERRORS.get(error.errno or 0)
        if sentences:
            raise PublishingError(*sentences) from error
        raise failure_of_client("the system", str(error)) from error
