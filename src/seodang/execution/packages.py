"""The installed packages that a notebook's outputs may owe something to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

_ENGINE: Final = "seodang"
# A line of a package's metadata: what it requires, with which extras, and for which of its own.
_REQUIRES: Final = re.compile(
    r"""^Requires-Dist:\s*([\w.-]+)\s*(?:\[([^]]*)\])?(?:.*\bextra\s*==\s*['"]([\w.-]+))?""",
    re.MULTILINE,
)
_Wanted: TypeAlias = tuple[str, str]
"""A package by its name, and one of its extras ('': itself)."""


@cache
def installed_packages(path: tuple[str, ...]) -> Mapping[str, str]:
    """Return the installed packages' versions by name, without those only our tests need.

    The names of the metadata folders say both; `importlib.metadata` would open every one of
    them, which takes longer than planning a course. Without the tests' tools, because running
    the tests should not make every lesson run again.
    """
    folders = metadata_folders(path)
    tools = tools_of_tests(folders) if "pytest" in folders else frozenset()
    return {
        name: folder.stem.partition("-")[2] for name, folder in folders.items() if name not in tools
    }


def metadata_folders(path: tuple[str, ...]) -> Mapping[str, Path]:
    """Return the folder of each installed package's metadata by the package's name."""
    found: dict[str, Path] = {}
    for folder in (Path(entry) for entry in path if entry):
        for entry in sorted(folder.glob("*-info")) if folder.is_dir() else ():
            # The first on the path is the one that is imported.
            found.setdefault(_normal(entry.stem.partition("-")[0]), entry)
    return found


def tools_of_tests(folders: Mapping[str, Path]) -> frozenset[str]:
    """Return what the engine's extra `test` brings and the engine itself does not need.

    `folders` are those of the packages' metadata. They are read here, without
    `importlib.metadata`, which takes each file apart as a letter and is five times as slow.
    """
    required: dict[str, list[tuple[_Wanted, str]]] = {}

    def reached(first: _Wanted) -> set[str]:
        waiting, seen = [first], {first}
        while waiting:
            name, extra = waiting.pop()
            if name not in required:
                required[name] = list(_required(folders.get(name)))
            new = {wanted for wanted, of in required[name] if of == extra} - seen
            waiting += new
            seen |= new
        return {name for name, _ in seen}

    return frozenset(reached((_ENGINE, "test")) - reached((_ENGINE, "")))


def _required(folder: Path | None) -> Iterator[tuple[_Wanted, str]]:
    """Yield what a package requires, and for which of its extras ('': for itself)."""
    for name, extras, of in _REQUIRES.findall(_head(folder) if folder else ""):
        wanted = (_normal(name), "")
        yield wanted, _normal(of)
        for extra in filter(None, map(str.strip, extras.split(","))):
            yield (wanted[0], _normal(extra)), _normal(of)


def _head(folder: Path) -> str:
    """Return a package's metadata without its description, or nothing where there is none."""
    for name in ("METADATA", "PKG-INFO"):
        with suppress(OSError):
            return (folder / name).read_text("utf-8", "replace").partition("\n\n")[0]
    return ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
