import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bootstrap.messages import say
from bootstrap.project_venv import ProjectVenv

CHECKS: Mapping[str, tuple[str, ...]] = {
    "ruff check": ("-m", "ruff", "check"),
    "ruff format": ("-m", "ruff", "format", "--check"),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", "from importlinter.cli import lint_imports_command as run; run()"),
    "pytest": ("-m", "pytest"),
}

# A process for each processor; the tests of one file stay together, as they share what they made.
SHARED = ("-n", "auto", "--dist", "loadfile")


@dataclass(frozen=True)
class CheckResult:
    """How one check ended."""

    name: str
    code: int
    seconds: float


def run_checks(venv: ProjectVenv, arguments: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run every check, or only pytest when it is given arguments; 1 when any of them failed."""
    names = ["pytest"] if arguments else list(CHECKS)
    arguments = arguments or SHARED
    results = [_run(venv, name, arguments, variables) for name in names]
    sys.stdout.write(_summary(results))
    return int(any(result.code for result in results))


def _run(
    venv: ProjectVenv, name: str, arguments: Sequence[str], variables: Mapping[str, str]
) -> CheckResult:
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    started = time.monotonic()
    options = arguments if name == "pytest" else ()
    command = [str(venv.python), *CHECKS[name], *options]
    code = subprocess.run(command, cwd=venv.root, env=variables, check=False).returncode
    return CheckResult(name, code, time.monotonic() - started)


def _summary(results: Sequence[CheckResult]) -> str:
    lines = [
        f"  {each.name:<13} {say('broken' if each.code else 'passed'):<7} {each.seconds:6.1f} s\n"
        for each in results
    ]
    return "\n" + say("checks") + "\n" + "".join(lines)
