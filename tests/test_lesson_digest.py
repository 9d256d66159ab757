from __future__ import annotations

from collections.abc import Mapping

import pytest

from courses import BuildCourse
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents.documents import Documents
from seodang.documents.lesson_digest import lesson_digest
from seodang.ids import LessonId

LESSON = (
    "title: 가\nsummary: 나\nformat: class\nminutes: 5\nlevel: beginner\nobjectives: [다]\n"
    "sources: [s]\nexecution: {data: [data/x.csv]}\n"
)
SOURCE = "s: {title: 글, url: 'https://example.org/', checked: 2026-11-21}\n"
NOTES = '\n+++ {"tags": ["instructor"]}\n\n강사에게.\n'
HIDDEN = "\n```{code-cell} ipython3\n:tags: [remove-cell]\nx = 1\n```\n"
NOTEBOOK = "## 시작\n\n:::{exercise} one\n:::\n"
FILES = {
    "lessons/a/lesson.yml": LESSON,
    "lessons/a/notebook.md": NOTEBOOK + NOTES + HIDDEN,
    "lessons/a/data/x.csv": "1\n",
    "lessons/b/lesson.yml": LESSON.replace("가", "다른 수업"),
    "lessons/b/notebook.md": "## 끝\n",
    "lessons/b/data/x.csv": "1\n",
    "curriculum/sources.yml": SOURCE,
    "exercises/one.yml": "kind: reflect\nquestion: 무엇입니까?\n",
}
LEARNER, INSTRUCTOR = Variant("ko"), Variant("ko", "", "instructor")


def digest(build: BuildCourse, changes: Mapping[str, str], variant: Variant = LEARNER) -> str:
    course, problems = load_course(build({**FILES, **changes}))
    assert problems == []
    return lesson_digest(Documents(course), course.lessons[LessonId("a")], variant)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("lessons/a/notebook.md", NOTEBOOK.replace("시작", "처음") + NOTES + HIDDEN),
        ("lessons/a/notebook.md", NOTEBOOK + NOTES + HIDDEN.replace("1", "2")),
        ("lessons/a/lesson.yml", LESSON.replace("[다]", "[라]")),
        ("lessons/a/data/x.csv", "2\n"),
        ("lessons/a/drawing.py", "y = 1\n"),
        ("curriculum/sources.yml", SOURCE.replace("글", "다른 글")),
        ("exercises/one.yml", "kind: reflect\nquestion: 왜입니까?\n"),
    ],
)
def test_whatever_a_reader_sees_is_in_the_digest(
    build_course: BuildCourse, path: str, text: str
) -> None:
    assert digest(build_course, {}) != digest(build_course, {path: text})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("lessons/a/notebook.md", NOTEBOOK + NOTES.replace("에게", "께") + HIDDEN),
        ("lessons/a/lesson.yml", LESSON.replace("{data", "{timeout: 90s, data")),
        ("lessons/b/notebook.md", "## 다른 끝\n"),
        ("exercises/two.yml", "kind: reflect\nquestion: 왜입니까?\n"),
    ],
)
def test_what_a_reader_does_not_see_is_not(build_course: BuildCourse, path: str, text: str) -> None:
    assert digest(build_course, {}) == digest(build_course, {path: text})


def test_instructors_have_a_digest_of_their_own(build_course: BuildCourse) -> None:
    more = {"lessons/a/notebook.md": NOTEBOOK + NOTES.replace("에게", "께") + HIDDEN}
    assert digest(build_course, {}, INSTRUCTOR) != digest(build_course, more, INSTRUCTOR)
