"""What rules look at: one text at a time, and the course as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from seodang.cache.memo import Question
from seodang.cache.store import Store
from seodang.course.model import Course, Lesson
from seodang.documents.contents import Contents
from seodang.documents.document import Document
from seodang.documents.documents import anchors_around
from seodang.documents.landmarks import Directory, Found, Landmarks
from seodang.kernels import is_kernel_here

Anchors: TypeAlias = Callable[[str], frozenset[str] | None]
"""The anchors of a notebook or page by its path; None where it cannot be read."""
TODAY: Question = ("today", "")


@dataclass(frozen=True, slots=True)
class TextContext:
    """A text: a notebook, a page, an exercise, a term, or the values of a YAML file.

    Links in it are relative to the folder of its path. `lesson` is the one whose notebook it is.
    `asked` gathers what its rules asked of the world outside it, so that the text is looked at
    again when an answer changes.
    """

    course: Course
    document: Document
    lesson: Lesson | None
    anchors_of: Anchors
    day: date
    asked: dict[Question, None]
    directory: Directory
    store: Store | None = None

    @property
    def path(self) -> str:
        """The path of its file."""
        return self.document.path

    @property
    def contents(self) -> Contents:
        """What its prose holds; a rule about all lines is one of `PASSAGE_CHECKS`."""
        return self.document.contents

    @property
    def today(self) -> date:
        """The day the build is for."""
        self.asked[TODAY] = None
        return self.day

    def anchors_in(self, path: str) -> frozenset[str] | None:
        """Return the anchors of another text's page; None where it cannot be read."""
        self.asked["anchors", path] = None
        return self.anchors_of(path)

    @property
    def landmarks(self) -> Landmarks:
        """What the texts of the course show of each other."""
        return Landmarks(self.directory, self.path, self.asked)

    def target(self, name: str) -> Found | None:
        """Return what has a name, in this text or another."""
        return self.landmarks.target(name, {one.name: one for one in self.contents.targets})

    def has_kernel(self, name: str) -> bool:
        """Whether this machine has a Jupyter kernel of this name."""
        self.asked["kernel", name] = None
        return is_kernel_here(name)

    def anchors(self) -> frozenset[str]:
        """Return the anchors of its page: headings, exercises, the lesson's sources, HTML ids."""
        return self.contents.anchors() | anchors_around(self.lesson)


@dataclass(frozen=True, slots=True)
class CourseContext:
    """A course, the exercises its texts put in, and whether all of it could be read rightly."""

    course: Course
    exercises: frozenset[str]
    is_whole: bool
    today: date
