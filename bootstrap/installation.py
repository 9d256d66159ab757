import contextlib
import importlib.util
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bootstrap.file_lock import file_lock, unlink_link
from bootstrap.install_errors import InstallError, error_from_system, install_error
from bootstrap.install_state import (
    InstallState,
    Status,
    current_state,
    read_state,
    status_of,
    write_state,
)
from bootstrap.messages import say, tell
from bootstrap.pip_steps import InstallJob, install_engine, install_packages, read_log, run_step
from bootstrap.project_venv import WINDOWS, ProjectVenv, base_python
from bootstrap.sizes import SIZES, count_packages

# What an environment that was never finished, or half deleted, can hold at its top.
OWN_NAMES = frozenset({".gitignore", "include", "lib", "lib64", "bin", "scripts", "etc", "share"})
OWN_FILES = frozenset({"man", "pyvenv.cfg", "seodang.json", "seodang.part"})


def prepare(venv: ProjectVenv, wanted: Sequence[str]) -> None:
    """Make the environment fit the wanted locks; raises InstallError when it cannot."""
    try:
        if venv.log.parent.is_symlink():  # what is written there would lie elsewhere
            raise install_error(venv, "state-link")
        with file_lock(venv.root / ".seodang" / "install.lock") as held:
            _install(venv, wanted, held)
    except OSError as error:
        raise error_from_system(venv, error) from error


def _install(venv: ProjectVenv, wanted: Sequence[str], held: int) -> None:
    state = read_state(venv)
    status = status_of(venv, state, wanted)
    if status is Status.READY:  # another process saw to it while this one waited
        return
    started = time.monotonic()
    unlink_link(venv.log)
    venv.log.write_bytes(b"")
    locks = sorted({*wanted, *(state.locks if state else ())})
    job = InstallJob(venv, "test" if "test" in locks else "run", held)
    if state and status in (Status.LOCK_CHANGED, Status.ENGINE_CHANGED):
        _update(job, status, state)
    else:
        _create(job, status)
    write_state(venv, current_state(venv, locks))
    tell("ready", seconds=round(time.monotonic() - started))


def _create(job: InstallJob, status: Status) -> None:
    _check_place(job)
    _announce(job, status)
    run_step(job, base_python(), "-I", "-m", "venv", "--clear", str(job.venv.folder))
    install_packages(job)
    install_engine(job)


def _announce(job: InstallJob, status: Status) -> None:
    if status is Status.ABSENT:
        tell("first")
    else:
        tell("again", reason=say(status.value))
    sizes = SIZES[job.lock]
    fast, slow = sizes.minutes
    tell(
        "sizes",
        packages=count_packages(job.venv.lock(job.lock)),
        download=f"{sizes.download} MB",
        disk=f"{sizes.disk} MB",
        fast=fast,
        slow=slow,
    )


def _check_place(job: InstallJob) -> None:
    venv = job.venv
    if importlib.util.find_spec("ensurepip") is None:  # Debian and Ubuntu keep it apart
        raise install_error(venv, "no-venv")
    if not _is_ours(venv.folder):
        raise install_error(venv, "not-ours")
    # Windows deletes no program that runs.
    if WINDOWS and Path(sys.prefix).resolve() == venv.folder.resolve():
        raise install_error(venv, "in-use")
    if shutil.disk_usage(venv.root).free < SIZES[job.lock].needed * 10**6:
        raise install_error(venv, "full", job.lock)


def _is_ours(folder: Path) -> bool:
    """Tell an environment, or its ruins, from a folder that somebody keeps something in."""
    if not folder.exists() or (folder / "pyvenv.cfg").exists():
        return True
    if not folder.is_dir():
        return False
    return {entry.name.lower() for entry in folder.iterdir()} <= OWN_NAMES | OWN_FILES


def _update(job: InstallJob, status: Status, state: InstallState) -> None:
    job.venv.install_state.unlink()
    if status is Status.LOCK_CHANGED:
        _announce_change(job, state)
        with _state_restored_if_untouched(job.venv, state):
            install_packages(job)
    install_engine(job)


def _announce_change(job: InstallJob, state: InstallState) -> None:
    if job.lock in state.locks:
        tell("lock-changed")
        return
    tell("tools", download=f"{SIZES['test'].download - SIZES['run'].download} MB")


@contextlib.contextmanager
def _state_restored_if_untouched(venv: ProjectVenv, state: InstallState) -> Iterator[None]:
    """Keep a working environment working when pip failed before it changed it, as it does offline."""
    try:
        yield
    except InstallError:
        if "Installing collected packages" not in read_log(venv):
            write_state(venv, state)
        raise
