"""What a course answers to the questions of a text: values that can be compared and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from seodang.cache.memo import Question
from seodang.course.model import Course
from seodang.course.siblings import page_meant, with_sibling
from seodang.files.reading import read_bytes
from seodang.ids import ExerciseId, SourceId, TermId
from seodang.problems import Problem


def answer_of(course: Course, question: Question) -> Any:
    """Answer a question in a form that can be compared and kept: a JSON value."""
    kind, name = question
    return _ANSWERS[kind](course, name)


def _exercise(course: Course, name: str) -> Any:
    exercise = course.exercises.get(ExerciseId(name))
    return exercise and exercise.model_dump(mode="json")


def _term(course: Course, name: str) -> Any:
    # Only what a text shows of it: a better definition leaves the texts as they are.
    term = course.glossary.get(TermId(name))
    return term and term.term


def _source(course: Course, name: str) -> Any:
    source = course.sources.get(SourceId(name))
    return source and [source.title, source.url]


def _file(course: Course, path: str) -> Any:
    content = read_bytes(course.root, path)
    return None if isinstance(content, Problem) else digest(content)


_ANSWERS: Final[Mapping[str, Callable[[Course, str], Any]]] = {
    "document": lambda course, given: page_meant(course, *given.split("\n", 1)),
    "sibling": with_sibling,
    "exercise": _exercise,
    "source": _source,
    "term": _term,
    "file": _file,
}


def digest(content: bytes) -> str:
    """Return what tells these bytes from all others."""
    return hashlib.sha256(content).hexdigest()
