"""What belongs to a command, and what a command leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from pages.quiet_courses import quiet_course
from seodang.cli import COMMANDS, USAGE, cli

REPOSITORY = Path(__file__).parents[2]
HEAVY = ("mkdocs", "nbformat", "polib", "pydantic", "seodang.pipeline", "yaml")


def test_every_command_is_found_under_its_name() -> None:
    assert [cli.commands[name].name for name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("readme", ["README.md", "README.ko.md"])
def test_every_command_stands_in_the_readme(readme: str) -> None:
    text = (REPOSITORY / readme).read_text("utf-8")
    named = (
        "python3 build.py" if name == "build" else f"python3 build.py {name}" for name in COMMANDS
    )
    assert [name for name in named if f"| `{name}` |" not in text] == []


def test_a_build_without_a_change_imports_no_stage_and_no_other_command(tmp_path: Path) -> None:
    root = quiet_course(tmp_path / "course", {})
    assert run_cli(root, "build").code == 0
    others = [module for name, module in COMMANDS.items() if name != "build"]
    code = (
        "import sys; from seodang.cli import main\n"
        f"code = main(['build', '--root', {str(root)!r}])\n"
        f"print([name for name in {[*HEAVY, *others]!r} if name in sys.modules], code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--only", "a"),
        ("clean", "--jobs", "2"),
        ("publish", "--only", "a"),
        ("serve", "--explain"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    build_course: BuildCourse, arguments: tuple[str, ...]
) -> None:
    run = run_cli(build_course({}), *arguments)
    assert run.code == USAGE
    assert f"No such option '{arguments[1]}'" in run.err
