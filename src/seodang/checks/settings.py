"""The rule about settings of mkdocs.yml that something else decides here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from seodang.cache.fingerprint import settings_of
from seodang.checks.context import CourseContext
from seodang.files.yaml_reader import read_yaml
from seodang.problems import Message, Pointer, Problem, Step, say

_FILE: Final = "mkdocs.yml"
_IN_PROGRAMME: Final = say("remove it; write it into curriculum/programme.yml")
_COLOURS: Final = say("remove it; set the colours in theme/ by a style sheet: --sd-accent")
_CHOICE: Final = say("remove it; readers choose in the menu, or else their device does")
_ELSEWHERE: Final[tuple[tuple[tuple[Step, ...], Message], ...]] = (
    (("site_url",), _IN_PROGRAMME),
    (("site_description",), _IN_PROGRAMME),
    (("nav",), say("remove it; the order of tracks is that of curriculum/programme.yml")),
    (("use_directory_urls",), say("remove it; all addresses end in .html")),
    (("theme", "language"), _IN_PROGRAMME),
    (("theme", "features"), say("remove it; menus and contents are Seodang's own")),
    (("theme", "icon"), say("remove it; put an icon into a template in theme/")),
    (("theme", "palette", "media"), _CHOICE),
    (("theme", "palette", "toggle"), _CHOICE),
    (("theme", "palette", "primary"), _COLOURS),
    (("theme", "palette", "accent"), _COLOURS),
)


def setting_used(context: CourseContext) -> Iterator[Problem]:
    """See that every setting of mkdocs.yml does something."""
    settings, problems = read_yaml(settings_of(context.course.root) or "{}", _FILE)
    if problems:
        return  # MkDocs reads more of YAML, and says what it does not
    for keys, fix in _ELSEWHERE:
        for found in _found(settings, keys):
            message = say("'{key}' has no effect here", key=found[-1])
            where = Pointer(_FILE, found, to_key=True)
            yield Problem("setting-used", where, message, fix)


def _found(settings: Any, keys: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the ways to a setting; a palette may be a list of them."""
    if not keys:
        yield ()
    elif isinstance(settings, list):
        for number, one in enumerate(settings):
            yield from ((number, *rest) for rest in _found(one, keys))
    elif isinstance(settings, dict) and keys[0] in settings and settings[keys[0]] != "custom":
        yield from ((keys[0], *rest) for rest in _found(settings[keys[0]], keys[1:]))
