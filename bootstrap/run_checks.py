import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bootstrap.messages import say
from bootstrap.project_venv import Environment

CHECKS: Mapping[str, tuple[str, ...]] = {
    "ruff check": ("-m", "ruff", "check"),
    "ruff format": ("-m", "ruff", "format", "--check"),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
    "pytest": ("-m", "pytest"),
}


@dataclass(frozen=True)
class Outcome:
    """How one check ended."""

    name: str
    code: int
    seconds: float


def run_checks(
    environment: Environment, arguments: Sequence[str], variables: Mapping[str, str]
) -> int:
    """Run every check, or only pytest when it is given arguments; 1 when any of them failed."""
    names = ["pytest"] if arguments else list(CHECKS)
    outcomes = [_run(environment, name, arguments, variables) for name in names]
    sys.stdout.write(_summary(outcomes))
    return int(any(outcome.code for outcome in outcomes))


def _run(
    environment: Environment, name: str, arguments: Sequence[str], variables: Mapping[str, str]
) -> Outcome:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    started = time.monotonic()
    command = [str(environment.python), *CHECKS[name], *arguments]
    code = subprocess.run(command, cwd=environment.root, env=variables, check=False).returncode
    return Outcome(name, code, time.monotonic() - started)


def _summary(outcomes: Sequence[Outcome]) -> str:
    lines = [
        f"  {each.name:<13} {say('broken' if each.code else 'passed'):<7} {each.seconds:6.1f} s\n"
        for each in outcomes
    ]
    return "\n" + say("checks") + "\n" + "".join(lines)
