from __future__ import annotations

from collections.abc import Iterator

import click

from courses import BuildCourse, run_cli
from seodang.catalogue import catalogue
from seodang.cli import cli


def helps(command: click.Command) -> Iterator[str]:
    yield command.help or ""
    for option in command.params:
        if isinstance(option, click.Option):
            yield option.help or ""
    for inner in getattr(command, "commands", {}).values():
        yield from helps(inner)


def test_every_command_and_option_is_explained_in_korean_too() -> None:
    assert set(helps(cli)) - set(catalogue("ko", "help")) == set()


def test_help_speaks_the_terminal_s_language(build_course: BuildCourse) -> None:
    root = build_course({})
    assert "실행할 노트북의 수" in run_cli(root, "build", "--help", language="ko_KR.UTF-8").out
    assert "Notebooks at a time." in run_cli(root, "build", "--help").out
