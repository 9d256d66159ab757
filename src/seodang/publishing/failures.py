"""From what git, ssh, sftp and rsync say to sentences an instructor can act on."""

from __future__ import annotations

import errno
import re
from typing import Final

from seodang.problems import Message, say
from seodang.publishing.errors import PublishingError

Sentences = tuple[str, Message, Message]

_HOST_CHANGED: Final = (
    "host-key-same",
    say("the server shows another key than before; somebody may be standing in between"),
    say("ask whoever runs the server whether its key was changed; publish nothing until then"),
)
_HOST_UNKNOWN: Final = (
    "host-key-known",
    say("this computer has never met the server, so it cannot tell whether it is the right one"),
    say("connect once by hand with ssh, compare the fingerprint shown, and answer yes"),
)
_KEY: Final = (
    "target-accepts-key",
    say("the target does not accept this computer's key or account"),
    say("load your key with ssh-add, or have your public key or account added at the host"),
)
_WRITABLE: Final = (
    "target-writable",
    say("your account may not write there"),
    say("ask whoever runs the target for the right to write, or choose another folder or branch"),
)
_BEHIND: Final = (
    "target-not-ahead",
    say("somebody else published at the same moment; nothing of theirs was replaced"),
    say("get their changes (git pull), build, look at the site, and publish again"),
)
_NETWORK: Final = (
    "target-reachable",
    say("the target cannot be reached"),
    say("see that the network works and that the host's name is right, then publish again"),
)
_ROOM: Final = (
    "target-has-room",
    say("there is no room left at the target"),
    say("make room there, then publish again: what arrived is not sent twice"),
)
_EXISTS: Final = (
    "target-exists",
    say("the folder or repository does not exist at the target"),
    say("see that its name is right, or create it there first"),
)
_SYSTEM: Final = "the system"
# The first that fits counts: a refused key also closes the connection.
_SIGNS: Final[tuple[tuple[str, Sentences], ...]] = (
    ("REMOTE HOST IDENTIFICATION HAS CHANGED", _HOST_CHANGED),
    ("Host key verification failed", _HOST_UNKNOWN),
    ("host key is known", _HOST_UNKNOWN),
    (r"Permission denied \(", _KEY),
    ("Authentication failed|Too many authentication failures", _KEY),
    ("could not read (Username|Password)|terminal prompts disabled", _KEY),
    ("HTTP Basic: Access denied|error: 401", _KEY),
    ("non-fast-forward|fetch first|cannot lock ref|stale info|incorrect old value", _BEHIND),
    ("Permission denied|permission to .* denied|insufficient permission", _WRITABLE),
    ("protected branch|hook declined|not allowed to|error: 403", _WRITABLE),
    ("Read-only file ?system", _WRITABLE),
    ("No space left|quota exceeded", _ROOM),
    ("Could not resolve|Name or service not known|name resolution", _NETWORK),
    ("timed out|Connection (refused|reset|closed)|Broken pipe", _NETWORK),
    ("Network is unreachable|No route to host|Failed to connect|unable to access", _NETWORK),
    ("No such file or directory|not found|does not exist|No such remote", _EXISTS),
    ("does not appear to be a git repository", _EXISTS),
)


def failure_of_client(client: str, words: str) -> PublishingError:
    """Return what a client's error output means."""
    for signs, sentences in _SIGNS:
        if re.search(signs, words, re.IGNORECASE):
            return PublishingError(*sentences)
    return PublishingError(
        "target-took-it",
        say("{client} stopped: {words}", client=client, words=_last_line(words)),
        say("publish again; if it stops again, show this line to whoever runs the target"),
    )


def failure_of_system(error: OSError) -> PublishingError:
    """Return what an error of this computer's file system means."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PublishingError(*_WRITABLE)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PublishingError(*_ROOM)
    return failure_of_client(_SYSTEM, str(error))


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else "?"
