"""The installed packages that a notebook's outputs may owe something to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Final

_ENGINE: Final = "seodang"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def installed_packages(path: tuple[str, ...]) -> Mapping[str, str]:
    """Return the installed packages' versions by name, without those only our tests need.

    The names of the metadata folders say both; `importlib.metadata` would open every one of
    them, which takes longer than planning a course. Without the tests' tools, because running
    the tests should not make every lesson run again.
    """
    found: dict[str, str] = {}
    for folder in (Path(entry) for entry in path if entry):
        for entry in sorted(folder.glob("*-info")) if folder.is_dir() else ():
            name, _, version = entry.stem.partition("-")
            # The first on the path is the one that is imported.
            found.setdefault(_normal(name), version)
    tools = tools_of_tests() if "pytest" in found else frozenset()
    return {name: version for name, version in found.items() if name not in tools}


def tools_of_tests() -> frozenset[str]:
    """Return what the engine's extra `test` brings and the engine itself does not need."""
    return frozenset(_reached(_required(_ENGINE, "test"))) - frozenset(_reached(_required(_ENGINE)))


def _reached(names: Iterator[str]) -> set[str]:
    waiting, reached = set(names), set[str]()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= set(_required(name)) - reached
    return reached


def _required(name: str, extra: str | None = None) -> Iterator[str]:
    """Yield the names a package requires, or those that one of its extras adds."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # required on other systems only
        return
    for line in lines:
        named = re.search(r"""extra\s*==\s*['"]([\w-]+)""", line)
        if (named[1] if named else None) == extra and (found := _NAME.match(line)):
            yield _normal(found[0])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
