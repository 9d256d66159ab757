import contextlib
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bootstrap.install_errors import error_from_output
from bootstrap.messages import say, tell
from bootstrap.project_venv import WINDOWS, ProjectVenv, python_version
from bootstrap.sizes import count_packages

# Settings for installs made by hand would bend a tested set of packages; indexes, proxies and
# certificates stay the user's.
FOREIGN = ("CONSTRAINT", "DRY_RUN", "PREFIX", "QUIET", "REQUIREMENT", "REQUIRE_HASHES", "ROOT")
FOREIGN_SETTINGS = frozenset(f"PIP_{name}" for name in (*FOREIGN, "TARGET", "USER"))
# The newest Python that a package has wheels for; on a newer one it is built from its hashed source.
# PyYAML 6.0.3 builds in pure Python when there is no compiler. 6.0.4 has wheels for 3.15, and a
# limit of nesting of its own: files/yaml_reader.py must know that before the lock can name it.
NEWEST_PYTHON = {"pyyaml": (3, 14)}
LOOK_EVERY = 2  # seconds
REPEAT_AFTER = 20  # seconds of silence


@dataclass(frozen=True)
class InstallJob:
    """An environment, the lock that goes into it, and the file lock that this process holds."""

    venv: ProjectVenv
    lock: str
    held: int  # a descriptor that children inherit: an orphaned pip still holds the file lock


def install_packages(job: InstallJob) -> None:
    """Install the lock: only files with the hashes it names, wheels where there are any."""
    sources = built_from_source(python_version(job.venv))
    if sources:
        _install_lock(job, "build")
    _install_lock(job, job.lock, *(f"--no-binary={name}" for name in sources))


def install_engine(job: InstallJob) -> None:
    """Install the engine editable, apart from the lock: pip takes no editable with hashes.

    Needs no network: the build backend is in the lock.
    """
    tell("engine")
    root = str(job.venv.root)
    _pip_install(job, "--no-index", "--no-deps", "--no-build-isolation", "-e", root)


def run_step(job: InstallJob, *command: str) -> None:
    """Run a step of the installation with its output in the log; raises InstallError."""
    variables = {name: each for name, each in os.environ.items() if name not in FOREIGN_SETTINGS}
    with job.venv.log.open("ab") as log:
        start = log.tell()
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=variables,
            pass_fds=() if WINDOWS else (job.held,),
        ) as process:
            _report_progress(job, process, start)
    if process.returncode:
        raise error_from_output(job.venv, job.lock, read_log(job.venv, start))


def read_log(venv: ProjectVenv, start: int = 0) -> str:
    """Read the log from a place (bytes) on."""
    with venv.log.open("rb") as log:
        log.seek(start)
        return log.read().decode("utf-8", "replace")


def built_from_source(python: tuple[int, int]) -> list[str]:
    """Name the packages that have no wheel for a version of Python."""
    return [name for name, newest in NEWEST_PYTHON.items() if python > newest]


def _install_lock(job: InstallJob, lock: str, *options: str) -> None:
    # Wheels only, since building a package runs its code.
    hashed = ("--require-hashes", "--no-deps", "--no-build-isolation", "--only-binary=:all:")
    _pip_install(job, *hashed, *options, "-r", str(job.venv.lock(lock)))


def _pip_install(job: InstallJob, *arguments: str) -> None:
    pip = ("-I", "-X", "utf8", "-m", "pip", "--no-input", "--disable-pip-version-check")
    options = ("--no-user", "--progress-bar", "off")
    run_step(job, str(job.venv.python), *pip, "install", *options, *arguments)


def _report_progress(job: InstallJob, process: subprocess.Popen[bytes], start: int) -> None:
    """Tell what a step is doing until it ends, in lines that also read well in a file."""
    total = count_packages(job.venv.lock(job.lock))
    shown, when = "", time.monotonic()
    while process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)
        line = progress(read_log(job.venv, start), job.venv.packages, total)
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
