"""The table of the kinds of files a course consists of."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from seodang.course.entries import Loading
from seodang.course.file_kinds import ENTRY_KINDS, FILE_KINDS
from seodang.course.loader import course_files, load_course
from seodang.course.model import Course

COURSE = Path(__file__).parents[2]


def test_the_course_has_a_field_for_what_the_loader_reads() -> None:
    fields = {field.name for field in dataclasses.fields(Course)}
    assert {kind.name for kind in FILE_KINDS if kind.is_loaded} <= fields


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
