"""mkdocs.yml as its author wrote it, with the files it inherits from: keys, values, places.

MkDocs would run code while it reads them; here they are only nodes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from seodang.files.reading import read_text
from seodang.files.yaml_reader import compose
from seodang.problems import Place, Problem, say

SETTINGS: Final = "mkdocs.yml"
_INHERIT: Final = "INHERIT"
_MOST_FILES: Final = 10


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of settings with its value; `path` is the file's."""

    path: str
    key: yaml.Node
    value: yaml.Node

    @property
    def name(self) -> str:
        """The key as it is written."""
        return str(self.key.value) if isinstance(self.key, yaml.ScalarNode) else ""

    @property
    def place(self) -> Place:
        """Where the key stands."""
        return place_of(self.path, self.key)

    def below(self) -> Iterator[Setting]:
        """Yield the settings of a value with keys, and of one that is a list of such values."""
        for one in items(self.value):
            if isinstance(one, yaml.MappingNode):
                yield from (Setting(self.path, key, value) for key, value in one.value)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of all files, those of mkdocs.yml first; what could not be read is a problem."""

    settings: tuple[Setting, ...]
    trees: tuple[tuple[str, yaml.Node], ...]
    problems: tuple[Problem, ...]

    def named(self, name: str) -> Iterator[Setting]:
        """Yield the settings at the top with this name."""
        return (one for one in self.settings if one.name == name)

    def text(self, name: str) -> str | None:
        """Return the text of the first setting at the top with this name."""
        found = next(self.named(name), None)
        is_text = found is not None and isinstance(found.value, yaml.ScalarNode)
        return str(found.value.value) if found is not None and is_text else None

    def within(self, top: str, name: str) -> Iterator[Setting]:
        """Yield those with a name within those at the top with another."""
        return (one for outer in self.named(top) for one in outer.below() if one.name == name)


def read_settings(root: Path) -> SiteSettings:
    """Read mkdocs.yml, if there is one, and what it inherits."""
    settings: list[Setting] = []
    trees: list[tuple[str, yaml.Node]] = []
    problems: list[Problem] = []
    path: str | None = SETTINGS if (root / SETTINGS).exists() else None
    while path is not None and len(trees) < _MOST_FILES:
        tree, problem = _tree(root, path)
        problems += [problem] if problem else []
        if tree is None:
            break
        trees.append((path, tree))
        own = [Setting(path, *pair) for pair in tree.value]
        settings += own
        path, problem = _inherited(root, own)
        problems += [problem] if problem else []
    return SiteSettings(tuple(settings), tuple(trees), tuple(problems))


def items(value: yaml.Node) -> list[yaml.Node]:
    """Return the entries of a list; a value that is none stands alone."""
    return value.value if isinstance(value, yaml.SequenceNode) else [value]


def place_of(path: str, node: yaml.Node) -> Place:
    """Return where a node stands."""
    mark = node.start_mark
    return Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)


def _tree(root: Path, path: str) -> tuple[yaml.MappingNode | None, Problem | None]:
    text = read_text(root, path)
    if isinstance(text, Problem):
        return None, text
    node, problem = compose(text, path, is_ours=False)
    if problem is not None or isinstance(node, yaml.MappingNode):
        return (node if isinstance(node, yaml.MappingNode) else None), problem
    return None, Problem(
        "site-settings",
        Place(path),
        say("'{path}' holds no settings", path=path),
        say("write keys with values, or delete the file"),
    )


def _inherited(root: Path, own: list[Setting]) -> tuple[str | None, Problem | None]:
    setting = next((one for one in own if one.name == _INHERIT), None)
    if setting is None:
        return None, None
    named = str(setting.value.value) if isinstance(setting.value, yaml.ScalarNode) else ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(setting.path), named))
    if path.startswith(("../", "/")):
        return None, Problem(
            "file-inside-repository",
            place_of(setting.path, setting.value),
            say("'{path}' lies outside of the course", path=named),
            say("copy the file into the course, and name it there"),
        )
    if (root / path).is_file():
        return path, None
    return None, Problem(
        "site-settings",
        place_of(setting.path, setting.value),
        say("there is no '{file}'", file=named),
        say("put the file there, or remove the line"),
    )
