"""Usage errors, where a course is looked for, and Ctrl-C: what the command line says by itself."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from courses import BuildCourse, run_cli, write_course
from seodang.catalogue import catalogue

KOREAN = {**os.environ, "LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1"}
HANGUL = re.compile("[가-힣]")


def seodang(
    *arguments: str, here: Path, environ: Mapping[str, str] = KOREAN
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seodang", *arguments],
        cwd=here,
        env=environ,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--toady", "x"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "둘"],
        ["build", "--today", "내일"],
        ["build", "--root", "없는 폴더"],
        ["build", "--jobs"],
        ["build", "--strict=1"],
        ["build", "lessons"],
        ["publish", "--headers", "iis"],
        ["publish", "--ssh-config", "없는 파일"],
        ["publish", "--address", "example.org"],
        ["clean", "--older", "soon"],
        ["build", "--executor", "cloud"],
    ],
)
def test_a_mistyped_command_is_told_in_korean(tmp_path: Path, arguments: list[str]) -> None:
    run = seodang(*arguments, here=write_course(tmp_path, {}))
    assert run.returncode == 2
    plain = [line for line in run.stderr.splitlines() if line and not HANGUL.search(line)]
    assert plain == []
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", run.stderr)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["publish", "--help"]])
def test_help_is_korean_from_its_first_line_to_its_last(
    tmp_path: Path, arguments: list[str]
) -> None:
    said = seodang(*arguments, here=tmp_path).stdout
    assert said.startswith("쓰는 법: seodang ")
    assert not re.search("Usage|Options|Commands", said)


def test_the_help_of_check_is_about_checking(tmp_path: Path) -> None:
    english = {**KOREAN, "LC_ALL": "C.UTF-8"}
    said = seodang("check", "--help", here=tmp_path, environ=english).stdout
    assert "Processes that check at a time." in said
    assert "Notebooks" not in said


def test_what_is_translated_of_click_is_what_click_says() -> None:
    folder = Path(click.__file__).parent
    source = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    said = re.sub(r'"\s*\n?\s*"', "", source)
    missing = [one for one in catalogue("ko", "click") if one.replace("\n\t", "\\n\\t") not in said]
    assert missing == []


def test_messages_name_the_command_that_was_typed(build_course: BuildCourse) -> None:
    root = build_course({})
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    for typed, environment in (
        ("seodang", environ),
        ("python3 build.py", {**environ, "SEODANG_COMMAND": "python3 build.py"}),
    ):
        run = seodang("publish", "--to", "./x", here=root, environ=environment)
        assert f"build ({typed} build), look at the site" in run.stderr
        assert (
            f"Usage: {typed} build" in seodang("build", "-h", here=root, environ=environment).stdout
        )


def test_the_course_here_comes_before_that_of_build_py(tmp_path: Path) -> None:
    here, own = tmp_path / "here", tmp_path / "own"
    write_course(here, {"lessons/a/lesson.yml": "title: 여기\n"})
    write_course(own, {"lessons/a/notebook.md": ""})
    (tmp_path / "nothing").mkdir()
    environ = {**KOREAN, "SEODANG_ROOT": str(own)}
    at_home = seodang("check", here=here, environ=environ).stderr
    assert "[key-required]" in at_home
    assert "[notebook-exists]" not in at_home
    assert "의 교육 자료:" not in at_home
    elsewhere = seodang("check", here=tmp_path / "nothing", environ=environ).stderr
    assert elsewhere.startswith(f"{own}의 교육 자료:\n")
    assert "[notebook-exists]" in elsewhere
    named = seodang("check", "--root", str(own), here=here, environ=environ).stderr
    assert "[notebook-exists]" in named
    assert "의 교육 자료:" not in named


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_before_anything_is_imported_ends_with_one_word(tmp_path: Path) -> None:
    # As build.py does: held back until the engine listens, and pressed before it does.
    code = (
        "import os, signal, sys\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'seodang', 'check'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=write_course(tmp_path, {}),
        env=KOREAN,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (130, "멈췄습니다.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_ends_a_preview_with_one_word(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "seodang", "serve", "--port", "0"],
        cwd=write_course(tmp_path, {}),
        env=KOREAN,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "멈췄습니다."
    assert "Traceback" not in said


def test_an_unknown_command_is_told_in_english_too(build_course: BuildCourse) -> None:
    assert "No such command 'bild'" in run_cli(build_course({}), "bild").err
