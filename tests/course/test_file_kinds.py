"""The table of the kinds of files a course consists of."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from seodang.checks import names
from seodang.checks.context import CourseContext
from seodang.course import course_folder, loader
from seodang.course.entries import Loading
from seodang.course.file_kinds import ENTRY_KINDS, FILE_KINDS, FileKind
from seodang.course.loader import course_files, load_course
from seodang.course.model import Course, Person
from seodang.ids import PersonId
from seodang.problems import Place

COURSE = Path(__file__).parents[2]


def test_the_course_has_a_field_for_what_the_loader_reads() -> None:
    fields = {field.name for field in dataclasses.fields(Course)}
    assert {kind.name for kind in FILE_KINDS if kind.is_loaded} <= fields


def test_every_kind_has_a_value_where_none_of_its_files_is_there(tmp_path: Path) -> None:
    course, problems = load_course(tmp_path)
    assert [problem.rule for problem in problems] == ["programme-exists"]
    held = [getattr(course, kind.name) for kind in FILE_KINDS if kind.is_loaded]
    assert [one for one in held if one] == [course.programme]


def test_models_and_the_table_say_the_same_of_where_a_file_lies() -> None:
    course = load_course(COURSE)[0]
    told = [
        (entry.file, kind.path_of(entry.id))
        for kind in ENTRY_KINDS
        if kind.brings_id
        for entry in course.known(kind.name).values()
    ]
    assert [one for one, _ in told] == [path for _, path in told] != []


def test_no_path_stands_twice() -> None:
    assert len({kind.path for kind in FILE_KINDS}) == len(FILE_KINDS)


def test_where_two_files_can_bring_one_id_the_table_says_what_is_told() -> None:
    rows = Counter(kind.name for kind in FILE_KINDS if kind.is_loaded)
    assert [kind.path for kind in FILE_KINDS if rows[kind.name] > 1 and not kind.twice] == []


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileKind]:
    """Put a row that is read into the table, whose path has two stars, and forget it again."""
    row = FileKind("translations", "lessons/*/locale/*.po", is_text=True)
    rows = (*(kind for kind in FILE_KINDS if kind.path != row.path), row)
    for module in (course_folder, loader):
        monkeypatch.setattr(module, "FILE_KINDS", rows)
    course_folder.folder_kind.cache_clear()
    yield row
    course_folder.folder_kind.cache_clear()


def test_an_id_of_two_stars_is_that_of_the_folder_and_that_of_the_file(
    translations: FileKind, build_course: BuildCourse
) -> None:
    paths = ["lessons/a/locale/en.po", "lessons/a/locale/vi.po", "lessons/b/locale/en.po"]
    lesson = {"lessons/b/lesson.yml": "title: b\n", "lessons/b/notebook.md": "## b\n"}
    loading = Loading(build_course({**dict.fromkeys(paths, "x"), **lesson}), {})
    loaded = loader._loaded(loading)
    assert loaded["translations"] == dict(zip(["a/en", "a/vi", "b/en"], paths, strict=True))
    assert [translations.path_of(name) for name in loaded["translations"]] == paths
    assert list(loaded["notebooks"]) == ["a", "b"]
    assert "notebook-unique" not in {problem.rule for problem in loading.problems}


def test_a_misspelt_file_of_two_stars_is_known_by_its_whole_id(
    translations: FileKind, build_course: BuildCourse
) -> None:
    loading = Loading(build_course({"lessons/a/locale/EN.PO": "x"}), {})
    assert [file.kind.name for file in loader.course_files(loading)].count("translations") == 0
    assert [problem.rule for problem in loading.problems] == ["file-name"]
    assert loading.broken == {("translations", "a/en")}


def test_of_an_id_of_two_stars_the_file_s_own_is_asked_to_be_an_address(
    build_course: BuildCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = FileKind("people", "lessons/*/people/*.yml", Person)
    monkeypatch.setattr(names, "ENTRY_KINDS", (row,))
    course, _ = load_course(build_course({"curriculum/people.yml": "kim: {name: 김}\n"}))
    people = {PersonId(name): course.people[PersonId("kim")] for name in ("a/kim", "a/Lee")}
    context = CourseContext(replace(course, people=people), frozenset(), True, date(2026, 11, 21))
    [problem] = names.id_well_formed(context)
    assert problem.where == Place("lessons/a/people/Lee.yml")
    assert str(problem.message) == "'Lee' cannot be an id"


def test_every_file_of_this_repository_s_course_fits_a_row() -> None:
    loading = Loading(COURSE, {})
    assert list(course_files(loading))
    assert loading.problems == []


def test_a_file_of_every_kind_that_is_loaded_is_found(tmp_path: Path) -> None:
    loaded = {kind.path for kind in FILE_KINDS if kind.is_loaded}
    for path in loaded:
        file = tmp_path / path.replace("*", "a")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert {file.kind.path for file in course_files(Loading(tmp_path, {}))} == loaded
