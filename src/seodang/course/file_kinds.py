"""Every kind of file that a course consists of: where it lies, what it is called, what reads it.

The loader walks this table, the paths in `layout` follow from it, and what lies in a folder of the
course and fits no row is told. How to add a row stands in CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from seodang.course.entries import Loading
from seodang.course.file_problems import no_lesson_file, no_programme
from seodang.course.model import Course, Lesson, Person, Programme, Source, Term, Tool, Track
from seodang.files.schema import Model
from seodang.problems import Problem

Read: TypeAlias = Callable[[Loading, str, str, str], Any]
"""Reads a file, given the name of its kind, the entry's id and the path."""


def one(model: type[Model]) -> Read:
    """Read a file that holds one entry."""
    return lambda loading, kind, name, path: loading.file(model, kind, name, path)


def by_id(model: type[Model]) -> Read:
    """Read a file that holds entries by their ids."""
    return lambda loading, kind, _, path: loading.mapping(model, kind, path)


def exercise(loading: Loading, _: str, name: str, path: str) -> Any:
    """Read an exercise."""
    return loading.exercise(name, path)


def its_path(_: Loading, __: str, ___: str, path: str) -> str:
    """Leave a text unread: it is large, and read when it is needed."""
    return path


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file; `name` is what references, `Course.KINDS` and `Course.broken` call it.

    In `path`, relative to the course's root, * is the entry's id, and ** whatever else may lie
    there. `read` is None where the loader does not read it. `absent` says what is wrong where a
    folder lacks the file at a path. `is_planned`: the design knows it, and no version reads it yet.
    """

    name: str
    path: str
    read: Read | None = None
    absent: Callable[[str], Problem] | None = None
    is_planned: bool = False

    @property
    def brings_id(self) -> bool:
        """Whether one of its files is one entry, whose id stands in the path."""
        return "*" in self.path

    def path_of(self, name: str) -> str:
        """Return the path of the file of an entry."""
        return self.path.replace("*", name)


FILE_KINDS: Final = (
    FileKind("programme", "curriculum/programme.yml", one(Programme), absent=no_programme),
    FileKind("person", "curriculum/people.yml", by_id(Person)),
    FileKind("source", "curriculum/sources.yml", by_id(Source)),
    FileKind("tool", "curriculum/tools.yml", by_id(Tool)),
    FileKind("term", "curriculum/glossary.yml", by_id(Term)),
    FileKind("track", "curriculum/tracks/*.yml", one(Track)),
    FileKind("page", "curriculum/pages/*.md", its_path),
    FileKind("file", "curriculum/pages/**"),  # published where a text links to it
    FileKind("region", "curriculum/regions/*.yml", is_planned=True),
    FileKind("session", "curriculum/sessions/*.yml", is_planned=True),
    FileKind("case", "curriculum/cases/*.yml", is_planned=True),
    FileKind("check", "curriculum/check.yml", is_planned=True),
    FileKind("exercise", "exercises/*.yml", exercise),
    FileKind("file", "exercises/*/**"),
    FileKind("lesson", "lessons/*/lesson.yml", one(Lesson), absent=no_lesson_file),
    FileKind("notebook", "lessons/*/notebook.md", its_path),
    FileKind("notebook", "lessons/*/notebook.ipynb", its_path),
    FileKind("translation", "lessons/*/locale/*.po", is_planned=True),
    FileKind("file", "lessons/*/**"),  # what notebooks import, read and show
    FileKind("file", "lessons/**"),
    FileKind("look", "mkdocs.yml"),  # read by MkDocs
    FileKind("look", "theme/**"),
    FileKind("target", "publish.yml"),  # read when publishing
)


ENTRY_KINDS: Final = tuple(kind for kind in FILE_KINDS if kind.name in Course.KINDS)
"""The kinds of files that hold entries with ids, one or many."""


def paths_of(kind: str) -> tuple[str, ...]:
    """Return the paths at which a kind of file lies; * stands for the id."""
    return tuple(row.path for row in FILE_KINDS if row.name == kind)
