import contextlib
import importlib.util
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bootstrap.file_lock import one_at_a_time
from bootstrap.install_errors import InstallError, failure, failure_of_system
from bootstrap.install_state import Stamp, State, new_stamp, read_stamp, state_of, write_stamp
from bootstrap.messages import say, tell
from bootstrap.pip_steps import (
    Workplace,
    install_engine,
    install_packages,
    output,
    run,
)
from bootstrap.project_venv import WINDOWS, Environment, base_python
from bootstrap.sizes import Figures, megabytes, read_figures

# What an environment that was never finished, or half deleted, can hold at its top.
OWN_NAMES = frozenset({".gitignore", "include", "lib", "lib64", "bin", "scripts", "etc", "share"})
OWN_FILES = frozenset({"man", "pyvenv.cfg", "seodang.json", "seodang.part"})


def prepare(environment: Environment, wanted: Sequence[str]) -> None:
    """Make the environment fit the wanted locks; raises InstallError when it cannot."""
    try:
        with one_at_a_time(environment.root / ".seodang" / "install.lock") as turn:
            _repair(environment, wanted, turn)
    except OSError as error:
        raise failure_of_system(environment, error) from error


def _repair(environment: Environment, wanted: Sequence[str], turn: int) -> None:
    stamp = read_stamp(environment)
    state = state_of(environment, stamp, wanted)
    if state is State.READY:  # another process saw to it while this one waited
        return
    started = time.monotonic()
    environment.log.write_bytes(b"")
    locks = sorted({*wanted, *(stamp.locks if stamp else ())})
    place = Workplace(environment, "test" if "test" in locks else "run", turn)
    if stamp and state in (State.LOCK_CHANGED, State.ENGINE_CHANGED):
        _update(place, state, stamp)
    else:
        _make_anew(place, state)
    write_stamp(environment, new_stamp(environment, locks))
    tell("ready", seconds=round(time.monotonic() - started))


def _make_anew(place: Workplace, state: State) -> None:
    weight = read_figures(place.environment.root, place.lock)
    _check_place(place, weight)
    _announce(state, weight)
    run(place, base_python(), "-I", "-m", "venv", "--clear", str(place.environment.folder))
    install_packages(place)
    install_engine(place)


def _announce(state: State, weight: Figures) -> None:
    if state is State.ABSENT:
        tell("first")
    else:
        tell("again", reason=say(state.value))
    tell(
        "sizes",
        packages=weight.packages,
        download=megabytes(weight.download),
        disk=megabytes(weight.disk),
        fast=weight.minutes(megabits=50, slowness=1),
        slow=weight.minutes(megabits=5, slowness=4),
    )


def _check_place(place: Workplace, weight: Figures) -> None:
    environment = place.environment
    if importlib.util.find_spec("ensurepip") is None:
        raise failure(environment, "no-venv")
    if not _is_ours(environment.folder):
        raise failure(environment, "not-ours")
    if WINDOWS and Path(sys.prefix).resolve() == environment.folder.resolve():
        raise failure(environment, "in-use")
    if shutil.disk_usage(environment.root).free < weight.needed:
        raise failure(environment, "full", place.lock)


def _is_ours(folder: Path) -> bool:
    """Tell an environment, or its ruins, from a folder that somebody keeps something in."""
    if not folder.exists() or (folder / "pyvenv.cfg").exists():
        return True
    if not folder.is_dir():
        return False
    return {entry.name.lower() for entry in folder.iterdir()} <= OWN_NAMES | OWN_FILES


def _update(place: Workplace, state: State, stamp: Stamp) -> None:
    place.environment.stamp.unlink()
    if state is State.LOCK_CHANGED:
        _announce_change(place, stamp)
        with _stamp_restored_if_untouched(place.environment, stamp):
            install_packages(place)
    install_engine(place)


def _announce_change(place: Workplace, stamp: Stamp) -> None:
    if place.lock in stamp.locks:
        tell("lock-changed")
        return
    more, less = (read_figures(place.environment.root, lock) for lock in ("test", "run"))
    tell("tools", download=megabytes(more.download - less.download))


@contextlib.contextmanager
def _stamp_restored_if_untouched(environment: Environment, stamp: Stamp) -> Iterator[None]:
    """Keep a working environment working when pip failed before it changed it, as it does offline."""
    try:
        yield
    except InstallError:
        if "Installing collected packages" not in output(environment):
            write_stamp(environment, stamp)
        raise
