"""Loading a course: authors' files become one immutable `Course`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from seodang.course.files import read_text
from seodang.course.ids import ExerciseId, LessonId, TrackId, nearest
from seodang.course.ipynb import read_ipynb
from seodang.course.model import (
    EXERCISE_KINDS,
    Course,
    Exercise,
    Lesson,
    Model,
    Person,
    Programme,
    Source,
    Term,
    Tool,
    Track,
)
from seodang.course.myst import read_myst
from seodang.course.notebook import Notebook
from seodang.course.validation import AnyModel, validated
from seodang.course.yaml_reader import read_yaml
from seodang.problems import Place, Pointer, Problem, say

PROGRAMME: Final = "curriculum/programme.yml"
NOTEBOOKS: Final = ("notebook.md", "notebook.ipynb")

# What stands in for a programme that cannot be loaded, so that the rest is still checked.
_UNREADABLE = Programme(
    seodang=1, title="?", language="ko", url="https://example.org/", licence="?"
)


class _Loading:
    """What has been found so far: problems, and the names of what could not be loaded."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.broken: set[tuple[str, str]] = set()

    def yaml(self, path: str) -> Any:
        text = read_text(self.root, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        value, problems = read_yaml(text, path)
        self.problems += problems
        return None if problems else value

    def entry(
        self, model: type[AnyModel], data: Any, path: str, *keys: str, **given: object
    ) -> AnyModel | None:
        found = validated(model, data, path, keys, **given)
        if isinstance(found, Model):
            return found
        self.problems += found
        return None

    def file(self, model: type[AnyModel], kind: str, name: str, path: str) -> AnyModel | None:
        """Load a file that holds one entry."""
        data = self.yaml(path)
        entry = None if data is None else self.entry(model, data, path, id=name)
        if entry is None:
            self.broken.add((kind, name))
        return entry

    def mapping(self, model: type[AnyModel], kind: str, path: str) -> dict[Any, AnyModel]:
        """Load a file that holds entries by id; it need not exist."""
        if not (self.root / path).exists():
            return {}
        data = self.yaml(path)
        if not isinstance(data, dict):
            self.broken.add((kind, "*"))
            if data is not None:
                self.entry(model, data, path)
            return {}
        found = {name: self.entry(model, value, path, name, id=name) for name, value in data.items()}
        self.broken |= {(kind, name) for name, entry in found.items() if entry is None}
        return {name: entry for name, entry in found.items() if entry is not None}


def load_course(root: Path) -> tuple[Course, list[Problem]]:
    """Read every YAML file of the course below `root`.

    Returns `(course, problems)`; the course lacks what the problems name. Notebooks are read
    later, one at a time, by `read_notebook`.
    """
    loading = _Loading(root)
    lessons = _lessons(loading)
    course = Course(
        root=root,
        programme=_programme(loading),
        tracks=MappingProxyType(_tracks(loading)),
        lessons=MappingProxyType(lessons),
        notebooks=MappingProxyType(dict(_notebooks(loading, lessons))),
        people=MappingProxyType(loading.mapping(Person, "person", "curriculum/people.yml")),
        sources=MappingProxyType(loading.mapping(Source, "source", "curriculum/sources.yml")),
        tools=MappingProxyType(loading.mapping(Tool, "tool", "curriculum/tools.yml")),
        glossary=MappingProxyType(loading.mapping(Term, "term", "curriculum/glossary.yml")),
        exercises=MappingProxyType(_exercises(loading)),
        pages=tuple(_files(root, "curriculum/pages", ".md")),
        broken=frozenset(loading.broken),
    )
    return course, loading.problems


def read_notebook(course: Course, lesson: Lesson) -> tuple[Notebook, list[Problem]] | None:
    """Read a lesson's notebook, or return None where the lesson has none.

    Returns `(notebook, problems)`; a file that cannot be read gives a notebook without cells.
    """
    path = course.notebooks.get(lesson.id)
    if path is None:
        return None
    text = read_text(course.root, path)
    if isinstance(text, Problem):
        return Notebook(path, "", ()), [text]
    return read_ipynb(text, path) if path.endswith(".ipynb") else read_myst(text, path)


def _programme(loading: _Loading) -> Programme:
    if not (loading.root / PROGRAMME).exists():
        loading.problems.append(
            Problem(
                "programme-exists",
                Place(PROGRAMME),
                say("there is no '{path}', so this folder holds no course", path=PROGRAMME),
                say("change to the course's folder, or name it with --root"),
            )
        )
        return _UNREADABLE
    data = loading.yaml(PROGRAMME)
    entry = None if data is None else loading.entry(Programme, data, PROGRAMME)
    return entry or _UNREADABLE


def _files(root: Path, folder: str, ending: str) -> Iterator[str]:
    """Yield the visible files of a folder in the order of their names."""
    if (root / folder).is_dir():
        names = sorted(entry.name for entry in (root / folder).iterdir())
        yield from (f"{folder}/{n}" for n in names if n.endswith(ending) and n[0] not in "._")


def _tracks(loading: _Loading) -> dict[TrackId, Track]:
    found = {}
    for path in _files(loading.root, "curriculum/tracks", ".yml"):
        name = TrackId(Path(path).stem)
        track = loading.file(Track, "track", name, path)
        if track is not None:
            found[name] = track
    return found


def _lessons(loading: _Loading) -> dict[LessonId, Lesson]:
    found = {}
    folder = loading.root / "lessons"
    names = sorted(e.name for e in folder.iterdir() if e.is_dir()) if folder.is_dir() else []
    for name in (LessonId(n) for n in names if n[0] not in "._"):
        if not (folder / name / "lesson.yml").exists():
            loading.broken.add(("lesson", name))
            loading.problems.append(_no_lesson_file(name))
            continue
        lesson = loading.file(Lesson, "lesson", name, f"lessons/{name}/lesson.yml")
        if lesson is not None:
            found[name] = lesson
    return found


def _no_lesson_file(name: str) -> Problem:
    path = f"lessons/{name}/lesson.yml"
    return Problem(
        "lesson-file-exists",
        Place(path),
        say("the folder 'lessons/{name}' has no lesson.yml", name=name),
        say("write one, or move the folder elsewhere"),
    )


def _notebooks(
    loading: _Loading, lessons: dict[LessonId, Lesson]
) -> Iterator[tuple[LessonId, str]]:
    for lesson in lessons.values():
        paths = [f"{lesson.folder}/{name}" for name in NOTEBOOKS]
        there = [path for path in paths if (loading.root / path).is_file()]
        if there:
            yield lesson.id, there[0]
        if len(there) > 1:
            loading.problems.append(_two_notebooks(there[1]))


def _two_notebooks(path: str) -> Problem:
    return Problem(
        "notebook-unique",
        Place(path),
        say("this lesson has two notebooks, notebook.md and notebook.ipynb"),
        say("keep one of them"),
    )


def _exercises(loading: _Loading) -> dict[ExerciseId, Exercise]:
    found = {}
    for path in _files(loading.root, "exercises", ".yml"):
        name = ExerciseId(Path(path).stem)
        exercise = _exercise(loading, name, path)
        if exercise is None:
            loading.broken.add(("exercise", name))
        else:
            found[name] = exercise
    return found


def _exercise(loading: _Loading, name: ExerciseId, path: str) -> Exercise | None:
    data = loading.yaml(path)
    if data is None:
        return None
    kind = data.get("kind") if isinstance(data, dict) else "choice"
    model = EXERCISE_KINDS.get(kind) if isinstance(kind, str) else None
    if model is not None:
        return loading.entry(model, data, path, id=name)
    loading.problems.append(_unknown_kind(path, kind, "kind" in data))
    return None


def _unknown_kind(path: str, kind: object, is_written: bool) -> Problem:
    choices = ", ".join(EXERCISE_KINDS)
    if not is_written:
        return Problem(
            "key-required",
            Pointer(path),
            say("the key '{key}' is missing", key="kind"),
            say("add 'kind:' with one of: {choices}", choices=choices),
        )
    meant = nearest(str(kind), EXERCISE_KINDS)
    return Problem(
        "value-known",
        Pointer(path, ("kind",)),
        say("'{value}' is none of: {choices}", value=kind, choices=choices),
        say("did you mean '{meant}'?", meant=meant)
        if meant
        else say("write one of: {choices}", choices=choices),
    )
