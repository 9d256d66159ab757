import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bootstrap.install_state import State, read_stamp, state_of
from bootstrap.messages import say, tell
from bootstrap.project_venv import WINDOWS, Environment

INTERRUPTED = 130
WINDOWS_INTERRUPTED = 0xC000013A


def main(arguments: Sequence[str]) -> int:
    """Prepare the environment if it needs it and hand over to the engine; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    environment = Environment(Path(__file__).resolve().parent.parent)
    try:
        return _dispatch(environment, list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED


def _dispatch(environment: Environment, arguments: list[str]) -> int:
    test = arguments[:1] == ["test"]
    locks = ["run", "test"] if test else ["run"]
    ready = state_of(environment, read_stamp(environment), locks) is State.READY
    if {"-h", "--help"} & set(arguments) and (test or not ready):
        sys.stdout.write(say("usage", test=say("usage-test")) + "\n")
        return 0
    if not ready and (code := _prepare(environment, locks)):
        return code
    return _test(environment, arguments[1:]) if test else hand_over(environment, arguments)


# What a ready environment does not need is imported late: it would double the time of a start.
def _prepare(environment: Environment, locks: Sequence[str]) -> int:
    from bootstrap.install_errors import InstallError
    from bootstrap.installation import prepare

    try:
        prepare(environment, locks)
    except InstallError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        tell("interrupted")
        return INTERRUPTED
    return 0


def _test(environment: Environment, arguments: Sequence[str]) -> int:
    from bootstrap.run_checks import run_checks

    return run_checks(environment, arguments, engine_variables())


def _with_command(arguments: Sequence[str]) -> Sequence[str]:
    asks = {"-h", "--help", "--version"} & set(arguments[:1])
    return arguments if arguments and (asks or arguments[0][0] != "-") else ["build", *arguments]


def engine_variables() -> dict[str, str]:
    """Give the environment variables of the engine: UTF-8, and no packages but the lock's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    return kept | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}


def hand_over(environment: Environment, arguments: Sequence[str]) -> int:
    """Become the engine where the system can (POSIX), else wait for it."""
    command = [str(environment.python), "-P", "-m", "seodang.cli", *_with_command(arguments)]
    variables = engine_variables() | {"SEODANG_ROOT": str(environment.root)}
    return _wait_for(command, variables) if WINDOWS else _become(command, variables)


def _become(command: list[str], variables: dict[str, str]) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], command, variables)  # noqa: S606


def _wait_for(command: list[str], variables: dict[str, str]) -> int:
    import subprocess

    process = subprocess.Popen(command, env=variables)
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue  # the engine got it too, and tidies up before it ends
        return INTERRUPTED if code == WINDOWS_INTERRUPTED else code
