"""The acceptance of a build, as its users see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import BuildCourse, run_cli, tree

pytestmark = pytest.mark.kernel

DATA_LESSON = {
    "lessons/a/lesson.yml": (
        "title: 첫 수업\nsummary: 요약입니다.\nformat: class\nminutes: 30\nlevel: beginner\n"
        "objectives: [하나]\nexecution: {data: [data/numbers.csv]}\n"
    ),
    "lessons/a/data/numbers.csv": "1\n2\n3\n",
    "lessons/a/adding.py": "def total(lines):\n    return sum(int(line) for line in lines)\n",
    "lessons/a/notebook.md": (
        "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
        "## 더하기\n\n셋을 더합니다.\n\n"
        "```{code-cell} ipython3\n"
        "from adding import total\n"
        "print('합계', total(open('data/numbers.csv')))\n"
        "```\n"
    ),
}


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_warning_is_told_in_the_language_of_each_terminal(build_course: BuildCourse) -> None:
    root = build_course({"exercises/x.yml": "kind: reflect\nquestion: 왜?\n"})
    korean = run_cli(root, "build", language="ko_KR.UTF-8")
    english = run_cli(root, "build")
    again = run_cli(root, "build")
    assert "경고" in korean.err
    assert "warning" in english.err
    assert english.err == again.err
    assert again.report["pages"]["written"] == 0
    assert "language" not in again.report


def test_a_build_reports_what_it_did_and_shows_the_output(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    run = run_cli(root, "build")
    assert run.code == 0, run.err
    report = run.report
    assert (report["lessons"], report["executed"], report["reused"], report["failed"]) == (
        1,
        1,
        0,
        0,
    )
    assert report["pages"]["written"] > 0
    assert report["problems"] == []
    assert set(report["seconds"]) == {
        *("load", "check", "plan", "execute", "render", "site", "inspect", "total")
    }
    assert "합계 6" in (root / "site/lessons/a.html").read_text("utf-8")
    assert (root / "site/index.html").as_uri() in run.out


def test_only_what_a_lesson_runs_on_makes_it_run_again(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    assert run_cli(root, "build").report["executed"] == 1

    assert run_cli(root, "build").report["executed"] == 0

    edit(root, "lessons/a/notebook.md", "셋을 더합니다.", "세 수를 더합니다.")
    prose = run_cli(root, "build").report
    assert (prose["executed"], prose["reused"]) == (0, 1)
    assert "세 수를 더합니다." in (root / "site/lessons/a.html").read_text("utf-8")

    for path, old, new in (
        ("lessons/a/notebook.md", "'합계'", "'모두'"),
        ("lessons/a/data/numbers.csv", "3", "4"),
        ("lessons/a/adding.py", "sum(", "0 + sum("),
    ):
        edit(root, path, old, new)
        assert run_cli(root, "build").report["executed"] == 1, path
    assert "모두 7" in (root / "site/lessons/a.html").read_text("utf-8")


def test_any_number_of_jobs_gives_the_same_bytes(tmp_path: Path, build_course: BuildCourse) -> None:
    second = {path.replace("lessons/a", "lessons/b"): text for path, text in DATA_LESSON.items()}
    track = "title: 과정\nsummary: 요약\nformat: class\naudience: 누구나\noutcomes: [하나]\n"
    track += "modules: [{title: 하나, lessons: [a, b]}]\n"
    root = build_course({**DATA_LESSON, **second, "curriculum/tracks/first.yml": track})
    assert run_cli(root, "build", "--jobs", "1").code == 0
    first = tree(root / "site")
    assert run_cli(root, "clean").code == 0
    assert not (root / "site/index.html").exists()
    assert run_cli(root, "build", "--jobs", "2").report["executed"] == 2
    assert tree(root / "site") == first


def test_a_failing_notebook_leaves_the_site_as_it_was(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    assert run_cli(root, "build").code == 0
    before = tree(root / "site")
    edit(root, "lessons/a/adding.py", "sum(", "1 / 0 + sum(")
    run = run_cli(root, "build")
    assert run.code == 1
    assert run.report["failed"] == 1
    assert "lessons/a/notebook.md:" in run.err
    assert "ZeroDivisionError" in run.err
    assert "Traceback" not in run.err
    assert tree(root / "site") == before
    assert run_cli(root, "build").report["failed"] == 1, "a failed run is never cached"


def test_keep_going_publishes_a_placeholder_in_its_place(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    edit(root, "lessons/a/adding.py", "sum(", "1 / 0 + sum(")
    run = run_cli(root, "build", "--keep-going")
    assert run.code == 1
    page = (root / "site/lessons/a.html").read_text("utf-8")
    assert "첫 수업" in page
    assert "합계" not in page


def test_a_warning_fails_only_a_strict_build(build_course: BuildCourse) -> None:
    unused = "kind: reflect\nquestion: 무엇을 배웠나요?\n"
    root = build_course({"exercises/unused.yml": unused})
    run = run_cli(root, "check")
    assert run.code == 0
    assert [problem["severity"] for problem in run.report["problems"]] == ["warning"]
    assert run_cli(root, "check", "--strict").code == 1
    assert run_cli(root, "build", "--strict").code == 1
    assert not (root / "site/index.html").exists()


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["bild"], ["build", "--toady", "x"]])
def test_a_mistyped_command_is_a_matter_of_usage(
    build_course: BuildCourse, arguments: list[str]
) -> None:
    run = run_cli(build_course({}), *arguments)
    assert run.code == 2
    assert "Traceback" not in run.err


def test_messages_are_korean_on_a_korean_terminal(build_course: BuildCourse) -> None:
    root = build_course({"lessons/a/lesson.yml": "title: 제목\n"})
    run = run_cli(root, "check", language="ko_KR.UTF-8")
    assert run.code == 1
    assert "lessons/a/lesson.yml:1:1: 오류 [key-required] 'summary' 키가 없습니다" in run.err
    assert "고치는 법:" in run.err


def test_a_folder_without_a_course_is_named_as_such(tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()
    run = run_cli(root, "build")
    assert run.code == 1
    assert "[programme-exists]" in run.err


def test_the_report_says_how_notebooks_were_contained(build_course: BuildCourse) -> None:
    run = run_cli(build_course(DATA_LESSON), "build")
    assert run.report["notes"]
    assert all(note in run.err for note in run.report["notes"])


def test_spawned_processes_give_the_same_site(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    assert run_cli(root, "build").code == 0
    first = tree(root / "site")
    assert run_cli(root, "clean").code == 0
    assert run_cli(root, "build", "--executor", "spawn").report["executed"] == 1
    assert tree(root / "site") == first


def test_outputs_made_elsewhere_are_taken_from_a_shared_cache(
    build_course: BuildCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build_course(DATA_LESSON)
    monkeypatch.setenv("SEODANG_CACHE", str(tmp_path / "shared"))
    monkeypatch.setenv("SEODANG_CACHE_WRITE", "1")
    assert run_cli(root, "build").report["executed"] == 1
    monkeypatch.delenv("SEODANG_CACHE_WRITE")
    assert run_cli(root, "clean").code == 0
    assert run_cli(root, "build").report["executed"] == 0


def test_the_cache_is_held_in_bounds(build_course: BuildCourse) -> None:
    root = build_course(DATA_LESSON)
    assert run_cli(root, "build").code == 0
    assert "dropped 0 entries" in run_cli(root, "clean", "--cache", "--older", "30d").out
    assert "0.0 MB are left" in run_cli(root, "clean", "--cache", "--max", "0KB").out
    assert (root / "site/index.html").exists()
    assert run_cli(root, "build").report["executed"] == 1
    assert run_cli(root, "clean", "--older", "soon").code == 2
