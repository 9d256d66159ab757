"""What of a course runs outside a notebook's walls, as its author's own programs do.

MkDocs runs hooks, plugins and extensions, makes Python objects of YAML tags, and templates may call
anything. Each part has a digest of what it would run, by which people agree to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from seodang.course.site_settings import Setting, SiteSettings, items, place_of, read_settings
from seodang.files.reading import read_bytes
from seodang.problems import Message, Place, Problem, say

_OWN_PLUGIN: Final = "seodang"
_PLAIN_TAGS: Final = "tag:yaml.org,2002:"
_PLAIN: Final = frozenset("str int float bool null seq map timestamp merge value binary".split())
# Extensions of Python-Markdown that come with MkDocs and Material; pages of ours use none.
_KNOWN_EXTENSIONS: Final = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs"
    " legacy_em md_in_html meta nl2br sane_lists smarty tables toc wikilinks".split()
)
_KNOWN_FAMILIES: Final = ("pymdownx.", "markdown.extensions.")
_TEMPLATE_SIGNS: Final = (b"{{", b"{%")
_ASSETS: Final = frozenset(
    ".css .gif .ico .jpeg .jpg .js .json .map .mp4 .png .ttf .webp .woff .woff2".split()
)


@dataclass(frozen=True, slots=True)
class Unconfined:
    """A part of a course that runs without walls: what it is, where it stands, its digest."""

    what: Message
    place: Place
    digest: str


def unconfined_code(root: Path) -> tuple[Unconfined, ...]:
    """Return what building the course's site would run outside the walls."""
    settings = read_settings(root)
    return (
        *_hooks(root, settings),
        *_names(root, settings),
        *_tags(settings),
        *_templates(root, settings),
    )


def not_agreed(part: Unconfined) -> Problem:
    """Say that nobody has agreed to a part yet."""
    return Problem(
        "unconfined-code-agreed",
        part.place,
        say("{what} would run outside the notebooks' walls, with all your rights", what=part.what),
        say("read it; if you agree to run it, build once with --trust"),
    )


def _hooks(root: Path, settings: SiteSettings) -> Iterator[Unconfined]:
    for setting in settings.named("hooks"):
        for node in items(setting.value):
            file = str(node.value)
            # A hook imports what lies beside it.
            content = _programs((root / setting.path).parent / Path(file).parent)
            what = say("the hook '{name}'", name=file)
            yield _part(what, place_of(setting.path, node), "hook", file, content)


def _names(root: Path, settings: SiteSettings) -> Iterator[Unconfined]:
    for key, what in (
        ("plugins", say("the plugin '{name}'")),
        ("markdown_extensions", say("the extension '{name}'")),
    ):
        for setting in settings.named(key):
            for name, node in _named(setting):
                if not _is_known(key, name):
                    options = yaml.serialize(node)
                    message = Message(what.msgid, {"name": name})
                    place = place_of(setting.path, node)
                    yield _part(message, place, key, options, _programs(root))


def _named(setting: Setting) -> Iterator[tuple[str, yaml.Node]]:
    for node in items(setting.value):
        if isinstance(node, yaml.MappingNode):
            yield from (
                (str(key.value), yaml.MappingNode(node.tag, [(key, value)], key.start_mark))
                for key, value in node.value
            )
        else:
            yield str(node.value), node


def _is_known(key: str, name: str) -> bool:
    if key == "plugins":
        return name == _OWN_PLUGIN
    return name in _KNOWN_EXTENSIONS or name.startswith(_KNOWN_FAMILIES)


def _tags(settings: SiteSettings) -> Iterator[Unconfined]:
    for path, tree in settings.trees:
        for node in _nodes(tree):
            tag = str(node.tag)
            if tag.removeprefix(_PLAIN_TAGS) not in _PLAIN:
                shown = tag.replace(_PLAIN_TAGS, "!!")
                what = say("the YAML tag '{name}'", name=shown[:80])
                yield _part(what, place_of(path, node), "tag", yaml.serialize(node), "")


def _nodes(tree: yaml.Node) -> Iterator[yaml.Node]:
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:  # an alias is the same node once more
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += (one for pair in node.value for one in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _templates(root: Path, settings: SiteSettings) -> Iterator[Unconfined]:
    for key in ("extra_templates", "static_templates", "custom_dir"):
        for setting in (*settings.named(key), *settings.within("theme", key)):
            what = say("the templates of '{name}'", name=key)
            yield _part(what, setting.place, key, yaml.serialize(setting.value), "")
    folders = {"theme", *_custom_folders(settings)}
    for folder in sorted(folders):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            content = read_bytes(root, path) if file.suffix.lower() not in _ASSETS else b""
            if isinstance(content, bytes) and any(sign in content for sign in _TEMPLATE_SIGNS):
                what = say("the template '{name}'", name=path)
                yield _part(what, Place(path), "template", path, content.decode(errors="replace"))


def _custom_folders(settings: SiteSettings) -> Iterator[str]:
    for setting in settings.within("theme", "custom_dir"):
        if (
            isinstance(setting.value, yaml.ScalarNode)
            and not Path(setting.value.value).is_absolute()
        ):
            yield str(setting.value.value)


def _programs(folder: Path) -> str:
    """Return the Python files of a folder, which what runs there may import."""
    found = []
    for file in sorted(folder.glob("*.py")):
        try:
            found.append(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}")
        except OSError:
            found.append(f"{file.name}\0")
    return "\0".join(found)


def _part(what: Message, place: Place, *content: str) -> Unconfined:
    return Unconfined(
        what, place, hashlib.sha256("\0".join(content).encode(errors="replace")).hexdigest()
    )
