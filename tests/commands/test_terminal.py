"""What reaches a terminal: no sign in a course does anything there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from seodang.commands.terminal import printable, tell

ENGINE = Path(__file__).parents[2] / "src/seodang"
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TRICKS = [
    "\x1b]0;PWNED\a",
    "\x1b[2J\x1b[H",
    "\x1b]52;c;cm0gLXJm\a",
    "\x1b]8;;https://evil.example/\x1b\\x",
    "\x9b31m",
    "\x1bP$q\x1b\\",
    "a\rb",
    "\b\b\b",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "\x7f",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_signs_that_act_are_written_out(trick: str) -> None:
    assert not ACTING.search(printable(trick))
    assert printable(trick).startswith(("\\", "a\\"))


def test_text_stays_and_colours_go() -> None:
    text = "가\t나\n\x1b[1;31m다\x1b[0m 👨\u200d👩 é\r\n"
    assert printable(text) == "가\t나\n다 👨\u200d👩 é\n"


def test_half_of_a_sign_is_printed_too(capsys: pytest.CaptureFixture[str]) -> None:
    tell("가 \ud800")
    assert capsys.readouterr().out == "가 \\ud800\n"


def test_no_other_module_prints() -> None:
    printing = re.compile(r"click\.(?:echo|secho)\(|(?<![\w.])print\(|sys\.std(?:out|err)\.write\(")
    modules = (path for path in ENGINE.rglob("*.py") if "child" not in path.parts)
    found = {path.name for path in modules if printing.search(path.read_text("utf-8"))}
    # `figures` holds a child's program; `__main__` says one word of ours before all is imported.
    assert found == {"terminal.py", "figures.py", "__main__.py"}, "print with `tell`"


def test_a_hostile_course_leaves_terminal_and_report_alone(build_course: BuildCourse) -> None:
    prose = "".join(
        f"{{{role}}}`{trick}`\n\n"
        for trick in TRICKS
        for role in ("term", "source", "exercise")
        if "\r" not in trick
    )
    root = build_course(
        {
            "lessons/a/notebook.md": f"## 가\n\n{prose}[x](a\x1b[2J.png)\n",
            "lessons/a\x1b[2Jb/lesson.yml": "title: 가\n",
            "curriculum/\u202egnp.yml": "가: 나\n",
        }
    )
    for command in ("check", "build"):
        run = run_cli(root, command)
        assert run.code == 1
        assert not ACTING.search(run.out + run.err)
        assert not ACTING.search(json.dumps(run.report, ensure_ascii=False))
        assert "\\x1b]52;c;" in run.err
