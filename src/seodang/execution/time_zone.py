"""A course's time zone as every system's C library reads it in `TZ`."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib import resources
from pathlib import Path


@cache
def posix_zone(name: str) -> str:
    """Return the rule of a time zone, such as `KST-9` of Asia/Seoul (POSIX 8.3).

    The rule, not the name: Windows knows no names, nor does a Linux without files of zones. It
    says the zone's time now, and that of the past as far as the rule was the same.
    """
    # The last line of a zone's file, since the second version of the format (RFC 9636, 3.3).
    return _file(name).rstrip(b"\n").rpartition(b"\n")[2].decode("ascii")


def _file(name: str) -> bytes:
    # The package first: it is in the lock, so that every machine says the same.
    places = [resources.files("tzdata") / "zoneinfo", *map(Path, zoneinfo.TZPATH)]
    found = next(file for place in places if (file := place.joinpath(name)).is_file())
    return found.read_bytes()
