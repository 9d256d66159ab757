"""Loading a course: what is read, what is left out, and what is said about it."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from courses import BuildCourse
from seodang.course.file_kinds import FILE_KINDS
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.documents.notebook import Cell, CellKind
from seodang.exercises.kinds import KINDS
from seodang.files.places import located
from seodang.ids import LessonId
from seodang.problems import Place, Pointer
from seodang.rules import Severity

LESSON = (
    "title: 둘째 수업\nsummary: 요약입니다.\nformat: class\nminutes: 30\nlevel: beginner\n"
    "objectives: [하나]\n"
)
NOTEBOOK = "## 시작\n\n안녕하세요.\n"


def lines(root: Path) -> list[str]:
    problems = located(root, load_course(root)[1])
    places = [(problem, problem.where) for problem in problems]
    return [
        f"{where.path}:{where.line}:{where.column} [{problem.rule}] {problem.message} / {problem.fix}"
        for problem, where in places
        if isinstance(where, Place)
    ]


def test_a_course_is_loaded_whole_and_cannot_change(build_course: BuildCourse) -> None:
    course, problems = load_course(build_course({}))
    assert problems == []
    assert list(course.lessons) == ["a"]
    assert course.notebooks[LessonId("a")] == "lessons/a/notebook.md"
    with pytest.raises(TypeError):
        course.lessons[LessonId("b")] = course.lessons[LessonId("a")]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("lesson.yaml", "lesson.yml"),
        ("Lesson.yml", "lesson.yml"),
        ("lesson.yml.txt", "lesson.yml"),
        ("LESSON.YAML", "lesson.yml"),
    ],
)
def test_a_lesson_under_another_name_is_to_be_renamed(
    name: str, meant: str, build_course: BuildCourse
) -> None:
    root = build_course({f"lessons/b/{name}": LESSON, "lessons/b/notebook.md": NOTEBOOK})
    assert lines(root) == [
        (
            f"lessons/b/{name}:1:1 [file-name] a file with the name '{name}' is not read here"
            f" / rename it to '{meant}'"
        )
    ]


@pytest.mark.parametrize("name", ["Notebook.md", "notebook.markdown", "notebook.ipynb.txt"])
def test_a_notebook_under_another_name_is_to_be_renamed(
    name: str, build_course: BuildCourse
) -> None:
    root = build_course({"lessons/b/lesson.yml": LESSON, f"lessons/b/{name}": NOTEBOOK})
    assert [line.split("]")[0] for line in lines(root)] == [f"lessons/b/{name}:1:1 [file-name"]


@pytest.mark.parametrize(
    ("path", "told", "fix"),
    [
        ("sorces.yml", "sorces.yml", "did you mean 'curriculum/sources.yml'?"),
        ("Peopel.yaml", "Peopel.yaml", "did you mean 'curriculum/people.yml'?"),
        ("region.yml", "region.yml", "did you mean 'curriculum/regions/'?"),
        ("track/second.yml", "track/", "did you mean 'curriculum/tracks/'?"),
        ("Pages/about.md", "Pages/", "did you mean 'curriculum/pages/'?"),
        ("lesson/b/lesson.yml", "lesson/", "did you mean 'lessons/'?"),
        ("exercises/one.yml", "exercises/", "did you mean 'exercises/'?"),
        ("publish.yml", "publish.yml", "did you mean 'publish.yml'?"),
        ("2026/plan.xlsx", "2026/", "move it elsewhere: 'curriculum/' holds only"),
        ("memo.txt", "memo.txt", "move it elsewhere: 'curriculum/' holds only"),
        ("tracks/old/plan.xlsx", "tracks/old/", "move it elsewhere: 'curriculum/tracks/' holds"),
        ("tracks/people.txt", "tracks/people.txt", "move it elsewhere: 'curriculum/tracks/' hol"),
    ],
)
def test_what_fits_no_row_of_the_table_is_named_with_what_may_be_meant(
    path: str, told: str, fix: str, build_course: BuildCourse
) -> None:
    [line] = lines(build_course({f"curriculum/{path}": "a: 1\n"}))
    place = f"curriculum/{told}"
    assert line.startswith(f"{place.rstrip('/')}:1:1 [file-known] nothing reads '{place}' / {fix}")


def test_a_file_beside_the_exercises_belongs_into_a_folder(build_course: BuildCourse) -> None:
    root = build_course({"exercises/a.png": "x", "exercises/images/b.png": "x"})
    assert lines(root) == [
        (
            "exercises/a.png:1:1 [file-known] nothing reads 'exercises/a.png'"
            " / put it into a folder below 'exercises/', or move it elsewhere"
        )
    ]


def test_the_list_of_what_a_folder_holds_names_nothing_that_is_not_read(
    build_course: BuildCourse,
) -> None:
    [line] = lines(build_course({"curriculum/memo.txt": "x"}))
    read = (kind.path for kind in FILE_KINDS if kind.is_loaded)
    known = (re.match(r"curriculum/([^/]+/?)", path) for path in read)
    names = dict.fromkeys(found[1] for found in known if found)
    assert list(names)[:2] == ["programme.yml", "people.yml"]
    assert line.endswith(f"holds only {', '.join(names)}")


def test_files_one_folder_too_deep_and_with_other_endings_are_named(
    build_course: BuildCourse,
) -> None:
    root = build_course(
        {
            "curriculum/People.yaml": "kim: {name: 김서당}\n",
            "curriculum/pages/more/second.md": "# 둘째\n",
            "curriculum/pages/third.markdown": "# 셋째\n",
            "curriculum/tracks/old/second.yml": "a: 1\n",
            "exercises/2026/two.yml": "a: 1\n",
            "exercises/one.yaml": "a: 1\n",
        }
    )
    assert [line.split("] ")[0] for line in lines(root)] == [
        "curriculum/People.yaml:1:1 [file-name",
        "curriculum/pages/more/second.md:1:1 [file-known",
        "curriculum/pages/third.markdown:1:1 [file-name",
        "curriculum/tracks/old/second.yml:1:1 [file-known",
        "exercises/2026/two.yml:1:1 [file-known",
        "exercises/one.yaml:1:1 [file-name",
    ]


@pytest.mark.parametrize("kind", [kind.path for kind in FILE_KINDS if kind.is_planned])
def test_what_a_later_version_reads_is_a_warning(kind: str, build_course: BuildCourse) -> None:
    path = kind.replace("*", "a")
    told = f"{posixpath.dirname(path)}/" if posixpath.basename(kind)[0] == "*" else path
    _, [problem] = load_course(build_course({path: "a: 1\n"}))
    assert (problem.rule, problem.severity) == ("feature-supported", Severity.WARNING)
    assert problem.where == Place(told.rstrip("/"))
    assert str(problem.message) == f"'{told}' is not read by this version yet"


def test_what_a_misspelt_file_may_hold_is_not_missed_a_second_time(
    build_course: BuildCourse,
) -> None:
    misspelt = {"curriculum/sorces.yml": "a: 1\n", "curriculum/track/b.yml": "a: 1\n"}
    course, problems = load_course(build_course(misspelt))
    assert course.exists("sources", "anything")
    assert course.exists("tracks", "anything")
    assert not course.exists("people", "anybody")
    assert len(problems) == 2


def test_a_misspelt_programme_is_not_missing_as_well(build_course: BuildCourse) -> None:
    root = build_course({"curriculum/programme.yml": "", "curriculum/program.yml": "a: 1\n"})
    assert [line.split("] ")[0] for line in lines(root)] == [
        "curriculum/program.yml:1:1 [file-known"
    ]


def test_a_folder_with_the_name_of_a_file_cannot_be_read(build_course: BuildCourse) -> None:
    root = build_course({"curriculum/people.yml/kim.yml": "a: 1\n"})
    assert [line.split("] ")[0] for line in lines(root)] == [
        "curriculum/people.yml:1:1 [file-readable"
    ]


def test_a_lesson_may_have_other_files_beside_its_right_one(build_course: BuildCourse) -> None:
    root = build_course(
        {"lessons/a/Lesson.yaml": "x", "lessons/a/notes/plan.md": "x", "lessons/a/image.png": "x"}
    )
    assert lines(root) == []


def test_what_is_hidden_or_left_behind_or_linked_or_for_people_is_passed_over(
    build_course: BuildCourse,
) -> None:
    root = build_course(
        {
            "lessons/gone/__pycache__/table.pyc": "x",
            "lessons/a/.ipynb_checkpoints/notebook.ipynb": "{",
            "curriculum/tracks/.first.yml.swp": "x",
            "curriculum/tracks/~first.yml": "x",
            "curriculum/tracks/first.yml~": "x",
            "curriculum/people.yml.orig": "x",
            "curriculum/Thumbs.db": "x",
            "curriculum/README.ko.md": "x",
            "curriculum/old/.gitkeep": "",
            "curriculum/pages/images/hall.jpg": "x",
            "curriculum/pages/plan.pdf": "x",
            "exercises/LICENSE-CONTENT": "x",
            "lessons/README.md": "x",
            "lessons/map.png": "x",
        }
    )
    assert lines(root) == []


def test_a_course_may_have_no_lesson_yet(build_course: BuildCourse) -> None:
    nothing = dict.fromkeys(["lessons/a/lesson.yml", "lessons/a/notebook.md"], "")
    assert lines(build_course(nothing)) == []


def test_two_notebooks_are_one_too_many(build_course: BuildCourse) -> None:
    root = build_course({"lessons/a/notebook.ipynb": "{}"})
    assert [line.split("] ")[0] for line in lines(root)] == [
        "lessons/a/notebook.ipynb:1:1 [notebook-unique"
    ]


@pytest.mark.parametrize("folder", ["lessons", "curriculum/tracks", "exercises"])
def test_a_folder_linked_from_outside_is_not_looked_into(
    folder: str, build_course: BuildCourse, tmp_path: Path
) -> None:
    root = build_course({})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "second.yml").write_text("title: x\n")
    (root / folder).mkdir(exist_ok=True)
    (root / folder / "second").symlink_to(outside)
    assert lines(root) == [
        (
            f"{folder}/second:1:1 [file-inside-repository] '{folder}/second' is a symbolic link that"
            " leads out of the repository / copy what it leads to into the repository in its place"
        )
    ]


def test_a_whole_folder_of_the_course_linked_from_outside_is_not_read(
    build_course: BuildCourse, tmp_path: Path
) -> None:
    root = build_course({})
    (tmp_path / "elsewhere").mkdir()
    (root / "exercises").symlink_to(tmp_path / "elsewhere")
    assert [line.split("] ")[0] for line in lines(root)] == [
        "exercises:1:1 [file-inside-repository"
    ]


def test_a_folder_linked_to_itself_ends(build_course: BuildCourse) -> None:
    root = build_course({})
    (root / "lessons" / "again").symlink_to(root / "lessons")
    (root / "lessons" / "circle").symlink_to("circle")
    assert [line.split("] ")[0] for line in lines(root)] == [
        "lessons/again/lesson.yml:1:1 [lesson-file-exists"
    ]


def test_a_name_that_is_no_text_is_shown_escaped(build_course: BuildCourse) -> None:
    root = build_course({})
    name = b"\xff.yml".decode("utf-8", "surrogateescape")
    try:
        (root / "curriculum" / "tracks" / name).touch()
    except (OSError, UnicodeEncodeError):  # macOS and Windows refuse such names themselves
        return
    assert [line.split("] ")[0] for line in lines(root)] == [
        "curriculum/tracks/\\udcff.yml:1:1 [file-name"
    ]


def test_what_could_not_be_loaded_is_known_to_be_there(build_course: BuildCourse) -> None:
    root = build_course(
        {"curriculum/people.yml": "kim: {nam: 김서당}\nlee:\n", "exercises/x.yml": "kind: quiz\n"}
    )
    course, problems = load_course(root)
    assert course.exists("people", "kim")
    assert course.exists("people", "lee")
    assert not course.exists("people", "park")
    assert course.exists("exercises", "x")
    assert sorted(problem.rule for problem in problems) == [
        "key-known",
        "value-known",
        "value-type",
    ]


@pytest.mark.parametrize("text", ["- a\n", "글\n", "a\n"])
def test_a_list_where_keys_belong_breaks_the_whole_file(
    text: str, build_course: BuildCourse
) -> None:
    root = build_course({"curriculum/people.yml": text})
    assert load_course(root)[0].exists("people", "anybody")
    assert lines(root) == [
        (
            "curriculum/people.yml:1:1 [value-type] this must be keys with values"
            " / write each key with a colon on a line of its own, indented alike"
        )
    ]


@pytest.mark.parametrize("kind", ["kind:", "kind: [choice]", "kind: 3", "knid: choice", "a: 1"])
def test_an_exercise_without_a_kind_is_told_which_there_are(
    kind: str, build_course: BuildCourse
) -> None:
    [line] = lines(build_course({"exercises/x.yml": f"{kind}\nquestion: 무엇입니까?\n"}))
    assert ", ".join(KINDS) in line


@pytest.mark.parametrize(
    ("written", "rule", "words"),
    [
        ("title:", "value-type", "nothing after the colon"),
        ("title: {하나: 둘}", "value-type", "makes '하나' a key"),
        ("title: [하나]", "value-type", "this must be text"),
        ("title: ' '", "value-type", "this text is empty"),
        ("minutes: '30'", "value-type", "a whole number"),
        ("minutes: 1e3", "value-type", "a whole number"),
        ("minutes: 0", "value-type", "too small"),
        ("minutes: .nan", "value-type", "a whole number"),
        ("slides: yes", "value-type", "true or false"),
        ("authors: kim", "value-type", "must be a list"),
        ("authors:\n  -kim", "value-type", "must be a list"),
        ("authors: [1]", "value-type", "this must be text"),
        ("objectives: []", "value-type", "too short"),
        ("execution: [data]", "value-type", "keys with values"),
        ("execution: 'data：x'", "value-type", "full-width"),
        ("execution: {timeout: 60}", "value-type", "length of time"),
        ("execution: {timeout: 0s}", "value-type", "length of time"),
        ("execution: {memory: 1 TB}", "value-type", "amount of memory"),
        (f"execution: {{memory: {'9' * 400} GB}}", "value-type", "amount of memory"),
        ("execution: {datas: [a]}", "key-known", "'datas' is not known"),
        ("status: done", "value-known", "'done' is none of"),
        ("id: b", "key-known", "'id' is not known"),
        ("1: b", "key-known", "'1' is not known"),
        ("true: b", "key-known", "'true' is not known"),
        ("제목: b", "key-known", "'제목' is not known"),
        ("__class__: b", "key-known", "'__class__' is not known"),
        ("self: b", "key-known", "'self' is not known"),
    ],
)
def test_a_value_that_does_not_fit_is_explained(
    written: str, rule: str, words: str, build_course: BuildCourse
) -> None:
    key = written.partition(":")[0]
    others = [line for line in LESSON.splitlines() if not line.startswith(f"{key}:")]
    text = "\n".join([*others, written, ""])
    root = build_course({"lessons/b/lesson.yml": text, "lessons/b/notebook.md": NOTEBOOK})
    [line] = lines(root)
    assert line.startswith(f"lessons/b/lesson.yml:{len(others) + 1}:") or "-kim" in written
    assert f"[{rule}]" in line
    assert words in line


def test_a_notebook_that_vanished_is_a_problem(build_course: BuildCourse) -> None:
    root = build_course({})
    course, _ = load_course(root)
    (root / "lessons/a/notebook.md").unlink()
    documents = Documents(course)
    document = documents.open(documents.refs["lessons/a/notebook.md"])
    assert [problem.rule for problem in document.problems] == ["file-readable"]


def test_a_cell_knows_the_place_of_every_line(build_course: BuildCourse) -> None:
    course, _ = load_course(build_course({}))
    documents = Documents(course)
    code = documents.open(documents.refs["lessons/a/notebook.md"]).notebook.code_cells()[0]
    assert code.at(0, 7) == Place("lessons/a/notebook.md", 13, 7)


def test_a_hint_of_several_lines_points_into_its_own_entry() -> None:
    cell = Cell(CellKind.MARKDOWN, "", Pointer("exercises/x.yml", ("hints", 0)), {}, {})
    assert cell.at(2, 3) == Pointer("exercises/x.yml", ("hints", 0), line=2, column=3)
