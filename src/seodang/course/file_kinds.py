"""Every kind of file that a course consists of: where it lies, what it is called, what it holds.

The loader walks this table, the paths in `layout` follow from it, and what lies in a folder of the
course and fits no row is told. How to add a row stands in CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from seodang.course.file_problems import no_lesson_file, no_programme, two_notebooks
from seodang.course.model import Course, Lesson, Person, Programme, Source, Term, Tool, Track
from seodang.exercises.exercise import Exercise
from seodang.files.schema import Model
from seodang.problems import Problem


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file; `name` is the field of `Course` that takes what it holds.

    In `path`, relative to the course's root, * is the entry's id, and ** whatever else may lie
    there. An id of two stars is written with a slash: `brief/en` for `lessons/*/locale/*.po`.
    The loader reads files that have a `model`; of those that are texts, which are large, it keeps
    the path. `absent` says what is wrong where a folder lacks the file at a path, and `twice`
    where files at several paths bring the same id. `is_planned`: the design knows it, and no
    version reads it yet.
    """

    name: str
    path: str
    model: type[Model] | None = None
    is_text: bool = False
    absent: Callable[[str], Problem] | None = None
    twice: Callable[[str], Problem] | None = None
    is_planned: bool = False

    @property
    def is_loaded(self) -> bool:
        """Whether the loader asks for its files."""
        return self.model is not None or self.is_text

    @property
    def id_type(self) -> Any:
        """The type of the ids by which what it holds is named; None where it has no ids."""
        field = self.model.model_fields.get("id") if self.model else None
        return field and field.annotation

    @property
    def brings_id(self) -> bool:
        """Whether one of its files is one entry, whose id stands in the path."""
        return "*" in self.path

    def path_of(self, name: str) -> str:
        """Return the path of the file of an entry."""
        first, *others = self.path.split("*")
        pairs = zip(name.split("/"), others, strict=True)
        return first + "".join(part + other for part, other in pairs)

    def files_of(self, course: Course) -> Iterator[tuple[str, Any]]:
        """Yield the paths of its files in a course, each with what it holds."""
        held = getattr(course, self.name)
        if self.brings_id:
            yield from ((self.path_of(name), entry) for name, entry in held.items())
        elif held:
            yield self.path, held


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file that the loader reads, and the id that its path brings; empty where it brings none."""

    kind: FileKind
    name: str
    path: str


FILE_KINDS: Final = (
    FileKind("programme", "curriculum/programme.yml", Programme, absent=no_programme),
    FileKind("people", "curriculum/people.yml", Person),
    FileKind("sources", "curriculum/sources.yml", Source),
    FileKind("tools", "curriculum/tools.yml", Tool),
    FileKind("glossary", "curriculum/glossary.yml", Term),
    FileKind("tracks", "curriculum/tracks/*.yml", Track),
    FileKind("pages", "curriculum/pages/*.md", is_text=True),
    FileKind("file", "curriculum/pages/**"),  # published where a text links to it
    FileKind("regions", "curriculum/regions/*.yml", is_planned=True),
    FileKind("sessions", "curriculum/sessions/*.yml", is_planned=True),
    FileKind("cases", "curriculum/cases/*.yml", is_planned=True),
    FileKind("check", "curriculum/check.yml", is_planned=True),
    FileKind("exercises", "exercises/*.yml", Exercise),
    FileKind("file", "exercises/*/**"),
    FileKind("lessons", "lessons/*/lesson.yml", Lesson, absent=no_lesson_file),
    FileKind("notebooks", "lessons/*/notebook.md", is_text=True, twice=two_notebooks),
    FileKind("notebooks", "lessons/*/notebook.ipynb", is_text=True, twice=two_notebooks),
    FileKind("translations", "lessons/*/locale/*.po", is_planned=True),
    FileKind("file", "lessons/*/**"),  # what notebooks import, read and show
    FileKind("file", "lessons/**"),
    FileKind("look", "mkdocs.yml"),  # read by MkDocs
    FileKind("look", "theme/**"),
    FileKind("target", "publish.yml"),  # read when publishing
)


ENTRY_KINDS: Final = tuple(kind for kind in FILE_KINDS if kind.id_type)
"""The kinds of files that hold entries with ids, one or many."""
YAML_KINDS: Final = tuple(kind for kind in FILE_KINDS if kind.model)
"""The kinds of files that hold values of a model."""


def paths_of(kind: str) -> tuple[str, ...]:
    """Return the paths at which a kind of file lies; * stands for the id."""
    return tuple(row.path for row in FILE_KINDS if row.name == kind)
