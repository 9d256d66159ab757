"""The command line: `seodang`, and `python3 build.py` in front of it."""

from __future__ import annotations

import gc
import os
import sys
from collections import UserDict
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

import click

from seodang import __version__
from seodang.commands.click_words import let_click_speak
from seodang.commands.speech import terminal_speech, typed_command

FINE, PROBLEMS, USAGE, BUG = 0, 1, 2, 3

_YOUNG_OBJECTS: Final = 50_000
"""So many new objects call the garbage collector: with Python's 700 it takes 7 % of a cold build."""

COMMANDS: Final[Mapping[str, str]] = {
    "build": "seodang.commands.build",
    "check": "seodang.commands.check",
    "clean": "seodang.commands.clean",
    "publish": "seodang.commands.publish",
    "serve": "seodang.commands.serve",
}
"""By each command's name the module whose `command` it is."""


class Imported(UserDict[str, Any]):
    """The commands by name, each imported when it is asked for: a build needs no server."""

    def __getitem__(self, name: str) -> click.Command:
        """Return a command."""
        command: click.Command = import_module(super().__getitem__(name)).command
        return command


@click.group(commands=Imported(COMMANDS), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Make a course site from Jupyter notebooks and YAML."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code (design, section 6)."""
    gc.set_threshold(_YOUNG_OBJECTS)
    arguments = _with_default_command(sys.argv[1:] if arguments is None else arguments)
    try:
        let_click_speak(terminal_speech(os.environ).language)
        if {"-h", "--help"} & set(arguments):
            _translate(arguments[0])
        code = cli.main(arguments, typed_command(os.environ), standalone_mode=False)
    except click.Abort as error:  # Ctrl-C at a question; elsewhere it ends in `__main__`
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        error.show()
        return USAGE
    except Exception as error:  # noqa: BLE001 (an author never sees a traceback)
        return _failed(error, arguments)
    return code if isinstance(code, int) else FINE


def _failed(error: Exception, arguments: list[str]) -> int:
    from seodang.commands.failures import refusal, tell_bug, tell_refusal

    refused = refusal(error)
    if refused is None:
        tell_bug(arguments, os.environ)
        return BUG
    tell_refusal(*refused, os.environ)
    return PROBLEMS


def _translate(asked: str) -> None:
    from seodang.commands.help import in_words_of

    in_words_of(cli.commands.get(asked, cli), terminal_speech(os.environ, "help"))


def _with_default_command(arguments: list[str]) -> list[str]:
    first = arguments[0] if arguments else ""
    is_option = first.startswith("-") and first not in ("-h", "--help", "--version")
    return ["build", *arguments] if is_option or not first else arguments


if __name__ == "__main__":
    import runpy

    runpy.run_module("seodang", run_name="__main__")  # `python -m seodang.cli` is an older way
