import contextlib
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap.install_errors import failure_of_output
from bootstrap.messages import say, tell
from bootstrap.project_venv import WINDOWS, Environment
from bootstrap.sizes import read_figures

# Settings for installs made by hand would bend a tested set of packages; indexes, proxies and
# certificates stay the user's.
FOREIGN = ("CONSTRAINT", "DRY_RUN", "PREFIX", "QUIET", "REQUIREMENT", "REQUIRE_HASHES", "ROOT")
FOREIGN_SETTINGS = frozenset(f"PIP_{name}" for name in (*FOREIGN, "TARGET", "USER"))
LOOK_EVERY = 2  # seconds
REPEAT_AFTER = 20  # seconds of silence


@dataclass(frozen=True)
class Workplace:
    """An environment in the hands of the one process whose turn it is."""

    environment: Environment
    lock: str
    turn: int  # a descriptor that children inherit: an orphaned pip still holds the turn


def install_packages(place: Workplace) -> None:
    """Install the lock: only wheels with the hashes it names, so that no package's code runs."""
    hashed = ("--require-hashes", "--no-deps", "--only-binary=:all:")
    _pip_install(place, *hashed, "-r", str(place.environment.lock(place.lock)))


def install_engine(place: Workplace) -> None:
    """Install the engine editable, apart from the lock: pip takes no editable with hashes.

    Needs no network: the build backend is in the lock.
    """
    tell("engine")
    root = str(place.environment.root)
    _pip_install(place, "--no-index", "--no-deps", "--no-build-isolation", "-e", root)


def run(place: Workplace, *command: str) -> None:
    """Run a step of the installation with its output in the log; raises InstallError."""
    variables = {name: each for name, each in os.environ.items() if name not in FOREIGN_SETTINGS}
    with place.environment.log.open("ab") as log:
        start = log.tell()
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=variables,
            pass_fds=() if WINDOWS else (place.turn,),
        ) as process:
            _follow(place, process, start)
    if process.returncode:
        raise failure_of_output(place.environment, place.lock, output(place.environment, start))


def output(environment: Environment, start: int = 0) -> str:
    """Read the log from a place on."""
    with environment.log.open("rb") as log:
        log.seek(start)
        return log.read().decode("utf-8", "replace")


def _pip_install(place: Workplace, *arguments: str) -> None:
    pip = ("-I", "-X", "utf8", "-m", "pip", "--no-input", "--disable-pip-version-check")
    options = ("--no-user", "--progress-bar", "off")
    run(place, str(place.environment.python), *pip, "install", *options, *arguments)


def _follow(place: Workplace, process: subprocess.Popen[bytes], start: int) -> None:
    """Tell what a step is doing until it ends, in lines that also read well in a file."""
    total = read_figures(place.environment.root, place.lock).packages
    shown, when = "", time.monotonic()
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)
        line = progress(output(place.environment, start), place.environment.packages, total)
        if line and (line != shown or time.monotonic() - when > REPEAT_AFTER):
            sys.stderr.write(f"  {line}\n")
            shown, when = line, time.monotonic()


def progress(written: str, packages: Path, total: int) -> str:
    """Put what pip has written so far into one line; empty for steps that download nothing."""
    names = re.findall(r"^Collecting ([\w.-]+)", written, re.MULTILINE)
    if "Retrying (Retry(" in written.rpartition("Collecting")[2]:
        return say("retrying")
    if not names:
        return ""
    if "Installing collected packages" in written:
        done = sum(1 for _ in packages.glob("*.dist-info"))
        return say("unpacking", done=min(done, total), total=total)
    return say("collecting", done=len(names), total=total, name=names[-1])
