"""What rules say about a course as a whole: ids, references, prerequisites, declared files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from seodang.checks.check_course import check_course
from seodang.checks.prerequisites import cycles
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.ids import LessonId, is_well_formed, nearest, suggested_id
from seodang.problems import Place
from seodang.rules import Severity

LESSON = (
    "title: 수업\nsummary: 요약입니다.\nformat: class\nminutes: 30\nlevel: beginner\n"
    "objectives: [하나]\nstatus: draft\n"
)


def lesson(name: str, more: str = "") -> Mapping[str, str]:
    return {
        f"lessons/{name}/lesson.yml": f"{LESSON}{more}",
        f"lessons/{name}/notebook.md": "## 시작\n",
    }


def said(root: Path, severity: Severity = Severity.ERROR) -> list[str]:
    course, problems = load_course(root)
    found = located(root, problems + check_course(Documents(course), date(2026, 11, 21)))
    places = [(problem, problem.where) for problem in found if problem.severity is severity]
    return [
        f"{where.path}:{where.line}:{where.column} [{problem.rule}] {problem.message} / {problem.fix}"
        for problem, where in places
        if isinstance(where, Place)
    ]


def test_an_id_that_cannot_be_an_address_gets_a_suggestion(build_course: BuildCourse) -> None:
    root = build_course(
        {**lesson("My Lesson_2"), **lesson("con"), "curriculum/people.yml": "김서당:\n  name: 김\n"}
    )
    found = said(root)
    assert [line.split(" [")[0] for line in found] == [
        "curriculum/people.yml:1:1",
        "lessons/My Lesson_2/lesson.yml:1:1",
        "lessons/con/lesson.yml:1:1",
    ]
    assert "'first-steps'" in found[0]
    assert "'my-lesson-2'" in found[1]
    assert "'con-1'" in found[2]


@pytest.mark.parametrize("name", ["a", "a-b", "2026", "a1-b2", "a" * 64])
def test_these_are_ids(name: str) -> None:
    assert is_well_formed(name)
    assert suggested_id(name) == name


@pytest.mark.parametrize("name", ["", "A", "a--b", "-a", "a-", "a_b", "가", "a.b", "a" * 65, "nul"])
def test_these_are_none(name: str) -> None:
    assert not is_well_formed(name)
    assert suggested_id(name) == "" or is_well_formed(suggested_id(name))


def test_hangul_is_compared_letter_by_letter() -> None:
    assert nearest("시각", ["끝", "시작"]) == "시작"
    assert nearest("완전히", ["끝", "시작"]) is None


def test_ids_that_differ_only_in_case_meet_on_other_systems(build_course: BuildCourse) -> None:
    root = build_course({**lesson("b-one"), **lesson("B-one")})
    if len(list((root / "lessons").iterdir())) == 2:  # this very system takes the two for one
        return
    assert "[id-unique] 'b-one' and 'B-one' differ only in capital letters" in " ".join(said(root))


def test_a_former_id_belongs_to_one_lesson(build_course: BuildCourse) -> None:
    root = build_course({**lesson("b", "was: [old]\n"), **lesson("c", "was: [older, old]\n")})
    assert said(root) == [
        (
            "lessons/c/lesson.yml:8:14 [id-unique] the former id 'old' already belongs to the lesson 'b'"
            " / keep it in one of the two lessons"
        )
    ]


def test_a_page_cannot_take_the_address_of_the_site_itself(build_course: BuildCourse) -> None:
    root = build_course({"curriculum/pages/index.md": "# 안내\n"})
    assert ["index.html" in line for line in said(root)] == [True]


def test_a_chain_of_a_thousand_lessons_is_checked_at_once(build_course: BuildCourse) -> None:
    course, _ = load_course(build_course(lesson("b", "requires: [a]\n")))
    one = course.lessons[LessonId("b")]
    chain = {
        LessonId(f"l{n}"): one.model_copy(
            update={"id": f"l{n}", "requires": (LessonId(f"l{n + 1}"),)}
        )
        for n in range(1000)
    }
    assert cycles(chain) == []
    chain[LessonId("l1000")] = one.model_copy(update={"requires": (LessonId("l990"),)})
    assert [len(cycle) for cycle in cycles(chain)] == [11]


def test_every_circle_is_named_once_from_its_first_lesson(build_course: BuildCourse) -> None:
    root = build_course(
        {
            **lesson("b", "requires: [c]\n"),
            **lesson("c", "requires: [d]\n"),
            **lesson("d", "requires: [b]\n"),
            **lesson("e", "requires: [b, e]\n"),
        }
    )
    assert [line.partition("[")[2].partition(" /")[0] for line in said(root)] == [
        "prerequisite-acyclic] these lessons require each other in a circle: b → c → d → b",
        "prerequisite-acyclic] these lessons require each other in a circle: e → e",
    ]


def test_a_prerequisite_of_another_track_may_be_anywhere(build_course: BuildCourse) -> None:
    root = build_course(
        {
            **lesson("b", "requires: [a]\n"),
            "curriculum/tracks/second.yml": (
                "title: 둘째\nsummary: 요약\nformat: class\naudience: 누구나\noutcomes: [하나]\n"
                "modules:\n  - {title: 하나, lessons: [b]}\n"
            ),
        }
    )
    assert said(root) == []


def test_a_track_names_a_lesson_once(build_course: BuildCourse) -> None:
    root = build_course(
        {
            "curriculum/tracks/first.yml": (
                "title: 첫\nsummary: 요약\nformat: class\naudience: 누구나\noutcomes: [하나]\n"
                "modules:\n  - {title: 하나, lessons: [a]}\n  - {title: 둘, lessons: [a]}\n"
            )
        }
    )
    assert [line.split(" this")[0] for line in said(root)] == [
        "curriculum/tracks/first.yml:8:26 [lesson-once-in-track]"
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("numbers", "there is no file 'lessons/b/numbers' / put the file there"),
        ("data/b.cvs", "/ did you mean 'data/b.csv'?"),
        ("Data/B.csv", "there is no 'Data/B.csv', but there is 'data/b.csv'"),
        ("'data\\b.csv'", "/ write / between folders on every system: data/b.csv"),
        ("/etc/hostname", "'/etc/hostname' is not inside the lesson's folder"),
        ("../a/lesson.yml", "'../a/lesson.yml' is not inside the lesson's folder"),
        ("C:/data/b.csv", "'C:/data/b.csv' is not inside the lesson's folder"),
        ("data", "'data' is a folder, not a file"),
        ("data/out.csv", "'data/out.csv' is a symbolic link that leads out"),
        ("data/gone.csv", "there is no file 'lessons/b/data/gone.csv'"),
    ],
)
def test_declared_data_is_a_file_in_the_lessons_folder(
    written: str, words: str, build_course: BuildCourse
) -> None:
    root = build_course(
        {**lesson("b", f"execution: {{data: [{written}]}}\n"), "lessons/b/data/b.csv": "1\n"}
    )
    (root / "lessons/b/data/out.csv").symlink_to("../../a/lesson.yml")
    (root / "lessons/b/data/gone.csv").symlink_to("nothing.csv")
    [line] = said(root)
    assert line.startswith("lessons/b/lesson.yml:8:20 [data-exists]")
    assert words in line


def test_declared_data_that_is_there_raises_no_problem(build_course: BuildCourse) -> None:
    data = "execution:\n  data:\n    - ./data/b.csv\n    - data/표 하나.csv\n"
    files = {"lessons/b/data/b.csv": "1\n", "lessons/b/data/표 하나.csv": "1\n"}
    assert said(build_course({**lesson("b", data), **files})) == []


def test_a_retired_lesson_needs_no_notebook(build_course: BuildCourse) -> None:
    retired = LESSON.replace("draft", "retired")
    assert said(build_course({"lessons/b/lesson.yml": retired})) == []


def test_a_lesson_that_no_track_names_is_a_warning(build_course: BuildCourse) -> None:
    published = {**lesson("b"), "lessons/b/lesson.yml": LESSON.replace("draft", "published")}
    [line] = said(build_course(published), Severity.WARNING)
    assert line.startswith("lessons/b/lesson.yml:1:1 [lesson-in-track]")


def test_an_unused_exercise_is_named_once_all_else_is_right(build_course: BuildCourse) -> None:
    exercise = {"exercises/voice.yml": "kind: reflect\nquestion: 무엇입니까?\n"}
    [line] = said(build_course(exercise), Severity.WARNING)
    assert line.startswith("exercises/voice.yml:1:1 [exercise-used]")
    wrong = {"lessons/a/notebook.md": "[x](y.md)\n"}
    assert said(build_course({**exercise, **wrong}), Severity.WARNING) == []


@pytest.mark.parametrize("written", ["[a，c]", "[a、c]"])
def test_a_full_width_comma_is_named(written: str, build_course: BuildCourse) -> None:
    [line] = said(build_course(lesson("b", f"requires: {written}\n")))
    assert line.endswith("put a comma and a space, typed in Latin mode, between the entries")


def test_a_mistake_in_a_broken_entry_is_not_said_again_where_it_is_named(
    build_course: BuildCourse,
) -> None:
    root = build_course(
        {
            **lesson("b", "authors: [kim]\nsources: [law]\n"),
            "curriculum/people.yml": "kim:\n  nam: 김서당\n",
            "curriculum/sources.yml": "law: [\n",
        }
    )
    assert [line.split("[")[1].split("]")[0] for line in said(root)] == ["key-known", "yaml-syntax"]


TRACK = (
    "title: 과정\nsummary: 시험용 과정입니다.\nformat: class\naudience: 누구나\n"
    "outcomes: [하나]\nmodules: [{title: 하나, lessons: [%s]}]\n"
)


def test_a_renamed_folder_is_named_where_its_old_name_stands(build_course: BuildCourse) -> None:
    files = {
        **lesson("writing-draft"),
        **lesson("first-brief", "requires: [writing-draft]\n"),
        **lesson("later", "requires: [writing-brief]\n"),
        "curriculum/tracks/first.yml": TRACK % "a, writing-draft, writing-brief, later",
        "lessons/writing-draft/notebook.md": "[앞](../writing-brief/notebook.md#시작)\n",
    }
    fix = "if its folder was renamed, write '{}' here and 'was: [writing-brief]' in lessons/first-brief/lesson.yml"
    found = [line.split(" / ") for line in said(build_course(files))]
    assert [(line.split(" ")[0], told) for line, told in found] == [
        ("curriculum/tracks/first.yml:6:51", fix.format("first-brief")),
        ("lessons/later/lesson.yml:8:12", fix.format("first-brief")),
        ("lessons/writing-draft/notebook.md:1:5", fix.format("../first-brief/notebook.md")),
    ]


def test_a_lesson_says_itself_what_it_was_called(build_course: BuildCourse) -> None:
    files = {
        **lesson("first-brief", "was: [writing-brief]\n"),
        **lesson("free"),
        "lessons/a/notebook.md": "[앞](../writing-brief/notebook.md)\n",
    }
    [told] = said(build_course(files))
    assert told.endswith("/ its folder was renamed; write '../first-brief/notebook.md'")


def test_nobody_is_sent_to_the_lesson_he_writes(build_course: BuildCourse) -> None:
    files = {
        **lesson("writing-draft"),
        "lessons/writing-draft/notebook.md": "[앞](../writing-brief/notebook.md)\n",
    }
    [told] = said(build_course(files))
    assert told.endswith("/ put the file there, or correct the address")


@pytest.mark.parametrize(
    ("value", "column"),
    [
        ("가을 #설문 읽기", 11),
        ("AI #1 수업", 11),
        ("가을  #", None),
        ("가을 # 나중에 고침", None),
        ("'가을 #설문'", None),
        ("가을#설문", None),
        ("|\n  가을 #설문", None),
    ],
)
def test_a_text_that_a_sign_cuts_is_told(
    value: str, column: int | None, build_course: BuildCourse
) -> None:
    root = build_course({**lesson("b"), "lessons/b/lesson.yml": LESSON.replace("수업", value)})
    expected = f"lessons/b/lesson.yml:1:{column} [yaml-text-whole]"
    told = [line for line in said(root, Severity.WARNING) if "yaml-" in line]
    assert [line.startswith(expected) for line in told] == ([True] if column else [])
    assert said(root) == []


def test_a_cut_option_of_a_cell_is_told_and_the_cell_is_read(build_course: BuildCourse) -> None:
    cell = "```{code-cell} python3\n:alt: 그림 #1\n:tags: [hide-input]\n1\n```\n"
    root = build_course({"lessons/a/notebook.md": cell})
    course, _ = load_course(root)
    documents = Documents(course)
    document = documents.open(documents.refs["lessons/a/notebook.md"])
    assert (document.notebook.cells[0].tags, document.is_faulty) == (("hide-input",), False)
    assert documents.facts(documents.refs["lessons/a/notebook.md"]).code.cells
    [told] = said(root, Severity.WARNING)
    assert told.startswith("lessons/a/notebook.md:2:10 [yaml-text-whole]")


def test_a_key_of_an_entry_that_stands_too_far_left_is_sent_inside(
    build_course: BuildCourse,
) -> None:
    text = "kind: choice\nquestion: 가\noptions:\n- text: 나\n  correct: true\n- text: 다\nfeedback: 라\n"
    assert said(build_course({"exercises/x.yml": text})) == [
        (
            "exercises/x.yml:7:1 [key-known] the key 'feedback' is not known here"
            " / indent it as far as the other keys within 'options'"
        )
    ]


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13", "2024-00", "2024-04-31", "'0000'"])
def test_a_day_that_the_calendar_lacks_is_found_by_check(
    day: str, build_course: BuildCourse
) -> None:
    source = (
        f"law: {{title: 법, url: 'https://example.org/', checked: 2026-01-31, published: {day}}}\n"
    )
    [told] = said(build_course({"curriculum/sources.yml": source}))
    assert "[value-type] the calendar has no such day or month" in told


@pytest.mark.parametrize("day", ["2024-02-29", "2024-12", "2024", "'2024'"])
def test_a_day_a_month_or_a_year_is_right(day: str, build_course: BuildCourse) -> None:
    source = (
        f"law: {{title: 법, url: 'https://example.org/', checked: 2026-01-31, published: {day}}}\n"
    )
    assert said(build_course({"curriculum/sources.yml": source})) == []


MERGE = "<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n"


@pytest.mark.parametrize("name", ["data/a.csv", "data/a.txt", "tools.py", "data/a.tsv"])
def test_an_unfinished_merge_is_found_in_any_text(name: str, build_course: BuildCourse) -> None:
    root = build_course({f"lessons/a/{name}": f"가\r\n{MERGE}"})
    for _ in range(2):
        [told] = said(root)
        assert told.startswith(f"lessons/a/{name}:2:1 [file-merged]")


def test_what_is_named_twice_is_told_in_every_list(build_course: BuildCourse) -> None:
    files = {
        **lesson("b", "requires: [a, a]\nwas: [c, c]\n"),
        "curriculum/people.yml": "kim: {name: 김}\n",
        "curriculum/tools.yml": "ai: {name: 도구}\n",
        "lessons/a/data/a.csv": "1\n",
        "curriculum/programme.yml": (
            "seodang: 1\ntitle: 과정\nlanguage: ko\nurl: https://seodang.test/\nlicence: CC-BY-4.0\n"
            "tracks: [first, first]\n"
        ),
    }
    files["lessons/b/lesson.yml"] += (
        "authors: [kim, kim]\ntools: [ai, ai]\nexecution: {data: [a.csv, a.csv]}\n"
    )
    root = build_course({**files, "lessons/b/a.csv": "1\n"})
    told = [line for line in said(root, Severity.WARNING) if "[reference-once]" in line]
    assert len(told) == 6
    assert said(root) == []


def test_settings_that_do_something_are_not_told(build_course: BuildCourse) -> None:
    settings = (
        "site_name: x\nplugins: [seodang]\ntheme:\n  name: material\n  logo: a.svg\n"
        "  palette:\n    - {scheme: default, primary: custom}\n"
    )
    assert said(build_course({"mkdocs.yml": settings}), Severity.WARNING) == []
    materials = settings.replace("  logo: a.svg", "  features: [toc.follow]").replace(
        "primary: custom", "toggle: {name: a, icon: b}"
    )
    told = said(build_course({"mkdocs.yml": materials}), Severity.WARNING)
    assert [line.split(" has")[0] for line in told] == [
        "mkdocs.yml:5:3 [setting-used] 'features'",
        "mkdocs.yml:7:25 [setting-used] 'toggle'",
    ]
    several = settings.replace("custom", "blue").replace("logo: a.svg", "language: ko")
    told = said(build_course({"mkdocs.yml": f"{several}nav: [a.md]\n"}), Severity.WARNING)
    assert [line.split(" has")[0] for line in told] == [
        "mkdocs.yml:5:3 [setting-used] 'language'",
        "mkdocs.yml:7:25 [setting-used] 'primary'",
        "mkdocs.yml:8:1 [setting-used] 'nav'",
    ]
