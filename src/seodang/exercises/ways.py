"""Where the steps of a scenario lead, by their names; the first is where it begins.

A way to a step that is not there is told elsewhere: what may follow it is not known, so nothing is
said here of a scenario that has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Ways: TypeAlias = Mapping[str, Sequence[str]]


def unreached(ways: Ways) -> list[str]:
    """Return the steps to which no way leads from the first."""
    if not _is_whole(ways):
        return []
    found = _followed(ways, list(ways)[:1])
    return [name for name in ways if name not in found]


def dead_ends(ways: Ways) -> list[str]:
    """Return the steps from which no way leads to an end, a step that leads nowhere."""
    if not _is_whole(ways):
        return []
    back = {name: [other for other in ways if name in ways[other]] for name in ways}
    found = _followed(back, (name for name in ways if not ways[name]))
    return [name for name in ways if name not in found]


def _is_whole(ways: Ways) -> bool:
    return all(to in ways for leads in ways.values() for to in leads)


def _followed(ways: Ways, begin: Iterable[str]) -> set[str]:
    """Return what can be reached, the beginnings included."""
    found = set(begin)
    waiting = list(found)
    while waiting:
        new = set(ways[waiting.pop()]) - found
        found |= new
        waiting += new
    return found
