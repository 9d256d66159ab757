"""What the command line says, in the terminal's language."""

from __future__ import annotations

import locale
from collections.abc import Mapping

from seodang.catalogue import Speaker


def typed_command(environ: Mapping[str, str]) -> str:
    """Return how the author calls the engine: by build.py, which says so, or by its own name."""
    return environ.get("SEODANG_COMMAND") or "seodang"


def terminal_speech(environ: Mapping[str, str], domain: str = "messages") -> Speaker:
    """Return who speaks to the author, in the terminal's language by POSIX' order of variables."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    value = next((environ[name] for name in names if environ.get(name)), None)
    if value is None:  # Windows sets none of them; its own setting stands here
        value = locale.getlocale()[0] or ""
    return Speaker("ko" if value.lower().startswith("ko") else "en", domain)
