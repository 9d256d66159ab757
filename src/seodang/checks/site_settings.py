"""Rules about mkdocs.yml: what would stop MkDocs, what its templates cannot show, who would be asked.

MkDocs is not imported to check a course; what it finds beyond this is told when the site is built.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

import yaml

from seodang.course.addresses import foreign_scheme
from seodang.course.layout import PAGES
from seodang.course.site_settings import (
    SETTINGS,
    Setting,
    SiteSettings,
    items,
    place_of,
    read_settings,
)
from seodang.files.reading import is_there
from seodang.problems import Message, Place, Problem, say

Fits: TypeAlias = Callable[[yaml.Node], bool]
ENGINE: Final = "seodang"
THEME: Final = "material"
_PLAIN_TAGS: Final = "tag:yaml.org,2002:"
_NULL: Final = ("", "~", "null", "Null", "NULL")


def settings_problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the settings of a course's site."""
    settings = read_settings(root)
    yield from settings.problems
    if settings.trees:
        yield from _kinds(settings)
        yield from _needed(settings)
        yield from _there(settings, root)
        yield from _calling_out(settings)


def _is_text(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _is_keys(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode)


def _is_texts(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and all(map(_is_text, node.value))


def _is_list_of_keys(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and all(map(_is_keys, node.value))


def _is_names(node: yaml.Node) -> bool:
    """Whether a node is a list of names, some with options, or names with options as keys."""
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    return _is_keys(node) or (
        isinstance(node, yaml.SequenceNode)
        and all(_is_text(one) or _is_keys(one) for one in entries)
    )


def _is_palette(node: yaml.Node) -> bool:
    entries = items(node)
    return all(_is_keys(one) and all(map(_is_colour, one.value)) for one in entries)


def _is_colour(pair: tuple[yaml.Node, yaml.Node]) -> bool:
    key, value = pair
    if key.value == "toggle":
        return _is_keys(value) and all(_is_text(one) for _, one in value.value)
    return _is_text(value)


_TEXT, _TEXTS = say("a text"), say("a list of texts")
_KEYS, _LIST_OF_KEYS = say("keys with values"), say("a list of keys with values")
_NAMES, _PALETTE = say("a list of names"), say("keys with names of colours, or a list of such keys")
_KINDS: Final[Mapping[str, Mapping[str, tuple[Fits, Message]]]] = {
    "": {
        **dict.fromkeys(
            "site_name site_description site_author site_url copyright docs_dir site_dir".split(),
            (_is_text, _TEXT),
        ),
        **dict.fromkeys("hooks extra_css extra_templates watch".split(), (_is_texts, _TEXTS)),
        **dict.fromkeys(
            "plugins markdown_extensions extra_javascript".split(), (_is_names, _NAMES)
        ),
        "theme": (lambda node: _is_text(node) or _is_keys(node), _KEYS),
        "extra": (_is_keys, _KEYS),
        "nav": (lambda node: isinstance(node, yaml.SequenceNode), _LIST_OF_KEYS),
    },
    "theme": {
        **dict.fromkeys(
            "name custom_dir logo favicon language direction".split(), (_is_text, _TEXT)
        ),
        **dict.fromkeys("features static_templates".split(), (_is_texts, _TEXTS)),
        "palette": (_is_palette, _PALETTE),
        "icon": (_is_keys, _KEYS),
    },
    "extra": {
        **dict.fromkeys("social alternate".split(), (_is_list_of_keys, _LIST_OF_KEYS)),
        **dict.fromkeys("scope homepage".split(), (_is_text, _TEXT)),
        "polyfills": (_is_names, _NAMES),
    },
}
"""By the setting that holds them, the settings that templates take apart, and what they must be."""


def _kinds(settings: SiteSettings) -> Iterator[Problem]:
    for top, kinds in _KINDS.items():
        for name, (fits, kind) in kinds.items():
            for one in settings.within(top, name) if top else settings.named(name):
                is_made = not str(one.value.tag).startswith(_PLAIN_TAGS)  # by MkDocs, of a tag
                if not (fits(one.value) or is_made or _is_empty(one.value)):
                    yield _problem(
                        place_of(one.path, one.value),
                        say("'{key}' must be {kind}", key=name, kind=kind),
                        say("write {kind} after '{key}:', or remove the line", key=name, kind=kind),
                    )


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULL


def _needed(settings: SiteSettings) -> Iterator[Problem]:
    name = next(settings.named("site_name"), None)
    if name is None or _is_empty(name.value):
        yield _problem(
            Place(SETTINGS) if name is None else name.place,
            say("there is no 'site_name', for which MkDocs asks"),
            say("add a line 'site_name: …'; the title in programme.yml takes its place"),
        )
    theme = next(settings.named("theme"), None)
    if theme is None or _theme_name(theme) != THEME:
        yield _problem(
            Place(SETTINGS) if theme is None else theme.place,
            say("the theme is not '{name}', on which the pages stand", name=THEME),
            say("write '{name}' as the theme's name", name=THEME),
        )
    plugins = next(settings.named("plugins"), None)
    if plugins is None or ENGINE not in plugin_names(plugins):
        yield _problem(
            Place(SETTINGS) if plugins is None else plugins.place,
            say("the list 'plugins' does not name '{name}'", name=ENGINE),
            say("add a line '- {name}' to it", name=ENGINE),
        )


def _there(settings: SiteSettings, root: Path) -> Iterator[Problem]:
    hooks, folders = settings.named("hooks"), settings.within("theme", "custom_dir")
    for one in (*hooks, *folders, *settings.named("docs_dir")):
        for node in _texts(one.value):
            file = posixpath.join(posixpath.dirname(one.path), str(node.value))
            # A course without plain pages has no folder for them.
            if not _is_empty(node) and file != PAGES and not is_there(root / file):
                yield _problem(
                    place_of(one.path, node),
                    say("there is no '{file}'", file=str(node.value)),
                    say("put the file there, or remove the line"),
                )


def _theme_name(theme: Setting) -> str:
    if isinstance(theme.value, yaml.ScalarNode):
        return str(theme.value.value)
    return next((str(one.value.value) for one in theme.below() if one.name == "name"), "")


def plugin_names(plugins: Setting) -> list[str]:
    """Return the names of plugins in whichever way they are listed."""
    found = []
    for one in items(plugins.value):
        if isinstance(one, yaml.MappingNode):
            found += [str(key.value) for key, _ in one.value]
        else:
            found.append(str(one.value))
    return found


_CALLING: Final = (
    ("", "repo_url"),
    ("", "google_analytics"),
    ("extra", "analytics"),
    ("extra", "consent"),
    ("theme", "font"),
)
"""Settings with which Material's pages ask other hosts, or ask whether they may."""
_ADDRESSES: Final = (
    ("", "extra_css"),
    ("", "extra_javascript"),
    ("theme", "logo"),
    ("theme", "favicon"),
    ("extra", "polyfills"),
)


def _calling_out(settings: SiteSettings) -> Iterator[Problem]:
    for top, name in _CALLING:
        for one in settings.within(top, name) if top else settings.named(name):
            if not (name == "font" and one.value.value == "false") and not _is_empty(one.value):
                yield _asking(one.place, name)
    for plugins in settings.named("plugins"):
        if "social" in plugin_names(plugins):
            yield _asking(plugins.place, "social")
    for top, name in _ADDRESSES:
        for one in settings.within(top, name) if top else settings.named(name):
            yield from _foreign(one)


def _foreign(setting: Setting) -> Iterator[Problem]:
    for node in _texts(setting.value):
        address = str(node.value)
        if "://" in address or foreign_scheme(address):
            yield Problem(
                "site-asks-no-host",
                place_of(setting.path, node),
                say(
                    "'{key}' loads '{file}' from another host", key=setting.name, file=address[:80]
                ),
                say("put a copy of the file into the course; other hosts learn who reads what"),
            )


def _texts(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    for one in items(node):
        if isinstance(one, yaml.ScalarNode):
            yield one
        elif isinstance(one, yaml.MappingNode):
            yield from (value for _, value in one.value if isinstance(value, yaml.ScalarNode))


def _asking(place: Place, name: str) -> Problem:
    return Problem(
        "site-asks-no-host",
        place,
        say("with '{key}' other hosts would be asked, who learn who reads what", key=name),
        say("remove it; a link in a page or in 'extra: social' is followed only by who wants to"),
    )


def _problem(place: Place, message: Message, fix: Message) -> Problem:
    return Problem("site-settings", place, message, fix)
