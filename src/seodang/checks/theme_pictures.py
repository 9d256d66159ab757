"""The rule that browsers show the pictures that every page has: the logo and the browser's icon."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

import yaml

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import Store
from seodang.checks.pictures import ending_of
from seodang.course.layout import PAGES
from seodang.course.model import Course
from seodang.course.site_settings import Setting, place_of, read_settings
from seodang.files.reading import read_bytes
from seodang.pictures.faults import named, picture_fault
from seodang.problems import Problem

_PICTURES: Final = ("logo", "favicon")
_THEME: Final = "theme"


def theme_pictures(course: Course, store: Store | None) -> list[Problem]:
    """See that browsers show the pictures named in mkdocs.yml; each file is read once."""
    memo = Memo(store, "pictures of the theme", engine_key())
    settings = read_settings(course.root)
    found = [
        problem
        for name in _PICTURES
        for setting in settings.within("theme", name)
        for path in _files(course, setting)
        if (problem := _fault(course, path, setting, memo)) is not None
    ]
    memo.save()
    return found


def _files(course: Course, setting: Setting) -> Iterator[str]:
    """Yield where MkDocs finds the file, if it is the course's: in theme/, or beside the pages."""
    if isinstance(setting.value, yaml.ScalarNode):
        paths = (posixpath.normpath(f"{home}/{setting.value.value}") for home in (_THEME, PAGES))
        yield from (path for path in paths if path in course.digests)


def _fault(course: Course, path: str, setting: Setting, memo: Memo) -> Problem | None:
    digest = course.digests[path]
    if memo.get(path, digest) is not None:
        return None
    content = read_bytes(course.root, path)
    if isinstance(content, Problem):
        return content
    wrong = picture_fault(content, ending_of(path), named(path))
    if wrong is None:
        memo.put(path, digest, True)
        return None
    return Problem("picture-readable", place_of(setting.path, setting.value), *wrong)
