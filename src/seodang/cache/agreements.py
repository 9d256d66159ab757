"""What of courses' own code a person agreed to, kept where no course can write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from seodang.cache.store import replace_file
from seodang.cache.user_folders import state_folder

_FILE: Final = "agreed.json"


def agreed_digests(environ: Mapping[str, str]) -> frozenset[str]:
    """Return the digests of the code that was agreed to; none where they cannot be read."""
    try:
        kept = json.loads(_file(environ).read_bytes())
    except (OSError, ValueError, RecursionError):
        return frozenset()
    return (
        frozenset(one for one in kept if isinstance(one, str))
        if isinstance(kept, list)
        else frozenset()
    )


def agree(digests: Iterable[str], environ: Mapping[str, str]) -> None:
    """Keep that a person agreed to some code. OSError where that cannot be kept."""
    kept = agreed_digests(environ) | frozenset(digests)
    file = _file(environ)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(file, json.dumps(sorted(kept), indent=0).encode())


def _file(environ: Mapping[str, str]) -> Path:
    return state_folder(environ) / _FILE
