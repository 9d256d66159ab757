import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from bootstrap.project_venv import Environment, interpreter_of

FORMAT = 3


class State(Enum):
    """What stands between the environment and its use."""

    READY = "ready"
    ABSENT = "absent"
    UNFINISHED = "unfinished"
    DAMAGED = "damaged"
    OTHER_PYTHON = "other-python"
    MOVED = "moved"
    LOCK_CHANGED = "lock-changed"
    ENGINE_CHANGED = "engine-changed"


@dataclass(frozen=True)
class Stamp:
    """What a finished installation was made of; written last, so that its absence tells."""

    format: int
    root: str
    interpreter: str
    locks: dict[str, str]
    engine: str
    contents: dict[str, tuple[int, int]]


def state_of(environment: Environment, stamp: Stamp | None, locks: Iterable[str]) -> State:
    """Compare the environment with its stamp, and the stamp with the project."""
    if stamp is None:
        return State.UNFINISHED if environment.folder.exists() else State.ABSENT
    if not _holds(environment, stamp.contents):
        return State.DAMAGED
    if interpreter_of(environment) != stamp.interpreter:
        return State.OTHER_PYTHON
    if os.path.normcase(environment.root) != os.path.normcase(stamp.root):
        return State.MOVED
    if any(digest(environment.lock(name)) != stamp.locks.get(name) for name in locks):
        return State.LOCK_CHANGED
    changed = engine_digest(environment.root) != stamp.engine
    return State.ENGINE_CHANGED if changed else State.READY


def read_stamp(environment: Environment) -> Stamp | None:
    """Read the stamp; one that cannot be read is none."""
    try:
        stamp = Stamp(**json.loads(environment.stamp.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return stamp if stamp.format == FORMAT else None


def new_stamp(environment: Environment, locks: Sequence[str]) -> Stamp:
    """Describe the environment as it is now."""
    return Stamp(
        format=FORMAT,
        root=str(environment.root),
        interpreter=interpreter_of(environment),
        locks={name: digest(environment.lock(name)) for name in locks},
        engine=engine_digest(environment.root),
        contents=_contents(environment),
    )


def write_stamp(environment: Environment, stamp: Stamp) -> None:
    """Declare the environment finished; the file appears whole or not at all."""
    partial = environment.stamp.with_suffix(".part")
    partial.write_text(json.dumps(asdict(stamp)), "utf-8")
    partial.replace(environment.stamp)


def digest(*files: Path) -> str:
    """Hash files together; line ends do not count, git may have changed them."""
    content = b"\0".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return hashlib.sha256(content).hexdigest()


def engine_digest(root: Path) -> str:
    """Hash what the engine's installed metadata is made from: version, entry points."""
    return digest(root / "pyproject.toml", root / "src" / "seodang" / "__init__.py")


def _contents(environment: Environment) -> dict[str, tuple[int, int]]:
    """Give the entries and the time of change (ns) of each folder of packages and scripts."""
    contents: dict[str, tuple[int, int]] = {}
    waiting: list[str | Path] = [environment.packages, environment.scripts]
    while waiting:
        folder = waiting.pop()
        inside = os.path.relpath(folder, environment.folder)
        contents[inside] = (_count(folder), Path(folder).stat().st_mtime_ns)
        with os.scandir(folder) as entries:
            waiting += [each.path for each in entries if _is_folder_of_packages(each)]
    return contents


def _is_folder_of_packages(entry: os.DirEntry[str]) -> bool:
    return entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False)


def _holds(environment: Environment, expected: dict[str, tuple[int, int]]) -> bool:
    """Look for losses only: what somebody added by hand is theirs."""
    base = str(environment.folder) + os.sep
    try:
        # Some 2,000 folders at every start: count only in those that have changed.
        return all(
            os.stat(base + folder).st_mtime_ns == changed or _count(base + folder) >= count  # noqa: PTH116
            for folder, (count, changed) in expected.items()
        )
    except (FileNotFoundError, NotADirectoryError):
        return False


def _count(folder: str | Path) -> int:
    # Byte code comes and goes.
    return sum(name != "__pycache__" for name in os.listdir(folder))  # noqa: PTH208
