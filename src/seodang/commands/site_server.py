"""What `serve` and `serve --share` have in common: the site's files, and a server for them."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from seodang.commands.options import Options
from seodang.commands.terminal import tell
from seodang.course.loader import public_address
from seodang.outputs import site_folder
from seodang.problems import Message, say
from seodang.serving.server import Application, Server, open_server
from seodang.serving.static_files import StaticFiles

LOOPBACK: Final = "127.0.0.1"
OWN_NAMES: Final = frozenset({"localhost", LOOPBACK, "[::1]"})


def site_files(root: Path) -> StaticFiles:
    """Return the site with the path that its programme gives it."""
    # A preview also starts in a course that cannot be loaded yet.
    path = urlsplit(public_address(root) or "").path
    return StaticFiles(site_folder(root), path.rstrip("/") + "/")


def server_or_refusal(
    options: Options, host: str, port: int | None, application: Application
) -> Server | None:
    """Open a server, or say why there is none."""
    try:
        return open_server(host, port, application)
    except OSError as error:
        where = host if port is None else f"{host}:{port}"
        reason = error.strerror or str(error)
        refuse(
            options,
            say("'{where}' cannot be served: {reason}", where=where, reason=reason),
            say("leave out --port and --address, or name others"),
        )
        return None


def refuse(options: Options, what: Message, fix: Message) -> int:
    """Say what keeps from serving and what helps; return the exit code."""
    tell(options.speech.words(what), err=True)
    tell(f"    {options.speech('fix:')} {options.speech.words(fix)}", err=True)
    return 1
