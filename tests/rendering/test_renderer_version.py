"""A kept fragment is not shown once something has changed that decides what a text becomes."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from seodang.rendering import renderer_version

ENGINE = renderer_version._ENGINE
MAY_DIFFER = {
    "__version__": "the engine's version, which its own files say more exactly",
    "execution": "its outputs are asked for by a key of their content",
    "kernels": "which of them are here decides what runs, and outputs are keyed by their content",
    "parallel": "the same work, in how many processes it may be",
    "rules": "how much a kept problem weighs is looked up whenever it is told",
}
"""Rooms that those of the list import and that may change without a text being written anew."""


def imported() -> Iterator[str]:
    """Yield all modules that the rooms of the list import."""
    sources = (file for file in renderer_version._sources() if file.suffix == ".py")
    for node in (node for file in sources for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_that_decides_what_a_text_becomes_is_in_the_version() -> None:
    rooms = {name.split(".")[1] for name in imported() if name.split(".")[0] == "seodang"}
    assert rooms - {*renderer_version._ROOMS} == {*MAY_DIFFER}
    known = {file.relative_to(ENGINE).parts[0] for file in renderer_version._sources()}
    assert {name.removesuffix(".py") for name in known} == {*renderer_version._ROOMS}


def test_every_library_that_decides_what_a_text_becomes_is_in_the_version() -> None:
    tops = {name.split(".")[0] for name in imported()} - {*sys.stdlib_module_names, "seodang"}
    packages = packages_distributions()
    libraries = {_normal(package) for name in tops for package in packages[name]}
    assert libraries == {*map(_normal, renderer_version._LIBRARIES)}


@pytest.mark.parametrize("name", ["catalogue.py", "checks/a.py", "rendering/templates/a.html"])
def test_a_file_of_these_rooms_makes_another_version(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer_version, "_ENGINE", tmp_path)
    before = renderer_version.renderer_version()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("a = 1\n")
    assert renderer_version.renderer_version() != before


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()
