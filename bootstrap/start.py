import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from bootstrap.install_state import Status, read_state, status_of
from bootstrap.messages import say, tell
from bootstrap.project_venv import WINDOWS, ProjectVenv

INTERRUPTED = 130
WINDOWS_INTERRUPTED = 0xC000013A


def main(arguments: Sequence[str]) -> int:
    """Prepare the environment if it needs it and hand over to the engine; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    venv = ProjectVenv(Path(__file__).resolve().parent.parent)
    try:
        return _dispatch(venv, list(arguments))
    except KeyboardInterrupt:
        tell("ended")
        return INTERRUPTED


def _dispatch(venv: ProjectVenv, arguments: list[str]) -> int:
    test = arguments[:1] == ["test"]
    locks = ["run", "test"] if test else ["run"]
    ready = status_of(venv, read_state(venv), locks) is Status.READY
    if {"-h", "--help"} & set(arguments) and (test or not ready):
        sys.stdout.write(say("usage", test=say("usage-test")) + "\n")
        return 0
    if not ready and (code := _prepare(venv, locks)):
        return code
    return _test(venv, arguments[1:]) if test else hand_over(venv, arguments)


# What a ready environment does not need is imported late: it would double the time of a start.
def _prepare(venv: ProjectVenv, locks: Sequence[str]) -> int:
    from bootstrap.install_errors import InstallError
    from bootstrap.installation import prepare

    try:
        prepare(venv, locks)
    except InstallError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        tell("interrupted")
        return INTERRUPTED
    return 0


def _test(venv: ProjectVenv, arguments: Sequence[str]) -> int:
    from bootstrap.run_checks import run_checks

    return run_checks(venv, arguments, engine_variables())


def _with_command(arguments: Sequence[str]) -> Sequence[str]:
    asks = {"-h", "--help", "--version"} & set(arguments[:1])
    return arguments if arguments and (asks or arguments[0][0] != "-") else ["build", *arguments]


def engine_variables() -> dict[str, str]:
    """Give the engine's environment variables: UTF-8, and no packages but those of .venv."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    return kept | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}


def hand_over(venv: ProjectVenv, arguments: Sequence[str]) -> int:
    """Become the engine where the system can (POSIX), else wait for it."""
    command = [str(venv.python), "-P", "-m", "seodang", *_with_command(arguments)]
    typed = "build" if WINDOWS else "python3 build.py"
    variables = engine_variables() | {"SEODANG_ROOT": str(venv.root), "SEODANG_COMMAND": typed}
    return _spawn(command, variables) if WINDOWS else _exec(command, variables)


def _exec(command: list[str], variables: dict[str, str]) -> NoReturn:
    import signal

    sys.stdout.flush()
    sys.stderr.flush()
    # Ctrl-C waits until the engine listens, so that it never ends in a traceback.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    os.execve(command[0], command, variables)  # noqa: S606


def _spawn(command: list[str], variables: dict[str, str]) -> int:
    import subprocess

    process = subprocess.Popen(command, env=variables)
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue  # the engine got it too, and tidies up before it ends
        return INTERRUPTED if code == WINDOWS_INTERRUPTED else code
