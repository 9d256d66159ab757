"""Loading a course: authors' files become one immutable `Course`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from seodang.cache.fingerprint import InputFingerprint, fingerprint_inputs
from seodang.cache.store import Store
from seodang.course.entries import Loading
from seodang.course.layout import (
    CURRICULUM,
    EXERCISES,
    GLOSSARY,
    LESSON,
    LESSONS,
    NOTEBOOKS,
    PAGES,
    PEOPLE,
    PROGRAMME,
    SOURCES,
    TOOLS,
    TRACKS,
)
from seodang.course.model import (
    Course,
    Lesson,
    Person,
    Programme,
    Source,
    Term,
    Tool,
    Track,
)
from seodang.exercises.exercise import Exercise
from seodang.files.listing import Entry, misnamed, rename, well_named
from seodang.files.validation import AnyModel
from seodang.ids import ExerciseId, LessonId, TrackId, nearest
from seodang.problems import Place, Problem, say

# The files of entries by id, and the kind of entry in each.
_KINDS: Final = {PEOPLE: "person", SOURCES: "source", TOOLS: "tool", GLOSSARY: "term"}

# What stands in for a programme that cannot be loaded, so that the rest is still checked.
_UNREADABLE: Final = Programme(
    seodang=1, title="?", language="ko", url="https://example.org/", licence="?"
)


def load_course(
    root: Path, store: Store | None = None, authored: InputFingerprint | None = None
) -> tuple[Course, list[Problem]]:
    """Read every YAML file of the course below `root`.

    Returns `(course, problems)`; the course lacks what the problems name. Notebooks are read
    later, one at a time, by `read_notebook`. A store keeps what files held; `authored` are the
    files, where they were looked through before.
    """
    loading = Loading(root, (authored or fingerprint_inputs(root)).digests, store)
    there = frozenset(_curriculum(loading))
    lessons, notebooks = _lessons(loading)
    course = Course(
        root=root,
        programme=_programme(loading, there),
        tracks=MappingProxyType(_tracks(loading)),
        lessons=MappingProxyType(lessons),
        notebooks=MappingProxyType(notebooks),
        people=MappingProxyType(_mapping(loading, there, Person, PEOPLE)),
        sources=MappingProxyType(_mapping(loading, there, Source, SOURCES)),
        tools=MappingProxyType(_mapping(loading, there, Tool, TOOLS)),
        glossary=MappingProxyType(_mapping(loading, there, Term, GLOSSARY)),
        exercises=MappingProxyType(_exercises(loading)),
        pages=tuple(loading.files(PAGES, ".md", "page")),
        broken=frozenset(loading.broken),
        digests=MappingProxyType(loading.digests),
    )
    loading.close()
    return course, loading.problems


def _curriculum(loading: Loading) -> Iterator[str]:
    """Yield the paths of the files in `curriculum/`; those nobody reads are problems."""
    known = [PurePosixPath(path).name for path in (PROGRAMME, *_KINDS)]
    for entry in loading.entries(CURRICULUM):
        meant = well_named(entry.name)
        if entry.name in known:
            yield entry.path
        elif meant.endswith(".yml") and not entry.is_folder:
            _not_read(loading, entry, nearest(meant, known))


def _not_read(loading: Loading, entry: Entry, meant: str | None) -> None:
    if meant is None:
        loading.problems.append(_unknown_file(entry))
    else:
        loading.problems.append(rename(entry, meant))
        loading.broken.add((_KINDS.get(f"{CURRICULUM}/{meant}", "programme"), "*"))


def _unknown_file(entry: Entry) -> Problem:
    return Problem(
        "file-known",
        Place(entry.path),
        say("nothing reads '{path}'", path=entry.path),
        say("move it elsewhere; tracks belong into curriculum/tracks/, exercises into exercises/"),
    )


def _programme(loading: Loading, there: frozenset[str]) -> Programme:
    if PROGRAMME in there:
        data = loading.yaml(PROGRAMME)
        entry = None if data is None else loading.entry(Programme, data, PROGRAMME)
        return entry or _UNREADABLE
    if ("programme", "*") not in loading.broken:
        loading.problems.append(
            Problem(
                "programme-exists",
                Place(PROGRAMME),
                say("there is no '{path}', so this folder holds no course", path=PROGRAMME),
                say("change to the course's folder, or name it with --root"),
            )
        )
    return _UNREADABLE


def _mapping(
    loading: Loading, there: frozenset[str], model: type[AnyModel], path: str
) -> dict[Any, AnyModel]:
    return loading.mapping(model, _KINDS[path], path) if path in there else {}


def _tracks(loading: Loading) -> dict[TrackId, Track]:
    found = {}
    for path in loading.files(TRACKS, ".yml", "track"):
        name = TrackId(PurePosixPath(path).stem)
        track = loading.file(Track, "track", name, path)
        if track is not None:
            found[name] = track
    return found


def _exercises(loading: Loading) -> dict[ExerciseId, Exercise]:
    found = {}
    for path in loading.files(EXERCISES, ".yml", "exercise"):
        name = ExerciseId(PurePosixPath(path).stem)
        exercise = loading.exercise(name, path)
        if exercise is not None:
            found[name] = exercise
    return found


def _lessons(loading: Loading) -> tuple[dict[LessonId, Lesson], dict[LessonId, str]]:
    lessons, notebooks = {}, {}
    for folder in loading.entries(LESSONS):
        inside = loading.entries(folder.path) if folder.is_folder else []
        if not inside:
            # A file beside the lessons, or a folder that a removed lesson left behind.
            continue
        name = LessonId(folder.name)
        lesson = _lesson(loading, name, inside)
        notebook = _notebook(loading, name, inside)
        if lesson is not None:
            lessons[name] = lesson
        if lesson is not None and notebook is not None:
            notebooks[name] = notebook
    return lessons, notebooks


def _lesson(loading: Loading, name: LessonId, inside: list[Entry]) -> Lesson | None:
    written = next((entry for entry in inside if entry.name == LESSON), None)
    if written is not None:
        return loading.file(Lesson, "lesson", name, written.path)
    other = misnamed(LESSON, inside)
    loading.broken.add(("lesson", name))
    loading.problems.append(_no_lesson_file(name) if other is None else rename(other, LESSON))
    return None


def _no_lesson_file(name: str) -> Problem:
    return Problem(
        "lesson-file-exists",
        Place(f"{LESSONS}/{name}/{LESSON}"),
        say("the folder 'lessons/{name}' has no lesson.yml", name=name),
        say("write one, or move the folder elsewhere"),
    )


def _notebook(loading: Loading, name: LessonId, inside: list[Entry]) -> str | None:
    there = [entry.path for entry in inside if entry.name in NOTEBOOKS]
    if len(there) > 1:
        loading.problems.append(_two_notebooks(there[0]))
    for expected in NOTEBOOKS if not there else ():
        other = misnamed(expected, inside)
        if other is not None:
            loading.problems.append(rename(other, expected))
            loading.broken.add(("notebook", name))
    # notebook.md, where there are both.
    return max(there, default=None)


def _two_notebooks(path: str) -> Problem:
    return Problem(
        "notebook-unique",
        Place(path),
        say("this lesson has two notebooks, notebook.md and notebook.ipynb"),
        say("keep one of them"),
    )
