"""The table of the kinds of files a course consists of."""

from __future__ import annotations

from pathlib import Path

from seodang.course.course_files import course_files
from seodang.course.entries import Loading
from seodang.course.file_kinds import FILE_KINDS
from seodang.course.model import Course

COURSE = Path(__file__).parents[2]


def test_what_references_name_is_read_from_a_file() -> None:
    assert set(Course.KINDS) <= {kind.name for kind in FILE_KINDS if kind.read}


def test_no_path_stands_twice() -> None:
    assert len({kind.path for kind in FILE_KINDS}) == len(FILE_KINDS)


def test_every_file_of_this_repository_s_course_fits_a_row() -> None:
    loading = Loading(COURSE, {})
    found = {file.kind.path for file in course_files(loading)}
    assert loading.problems == []
    assert found == {kind.path for kind in FILE_KINDS if kind.read}
