import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from bootstrap.project_venv import ProjectVenv, interpreter_of

FORMAT = 3


class Status(Enum):
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
class InstallState:
    """What a finished installation was made of; written last, so that its absence tells.

    locks: a digest for each name · engine: a digest · contents: for each folder, its number of
    entries and time of change (ns).
    """

    format: int
    root: str
    interpreter: str
    locks: dict[str, str]
    engine: str
    contents: dict[str, tuple[int, int]]


def status_of(venv: ProjectVenv, state: InstallState | None, locks: Iterable[str]) -> Status:
    """Compare the environment with its state when it was finished, and that with the project."""
    if state is None:
        return Status.UNFINISHED if venv.folder.exists() else Status.ABSENT
    if not _holds(venv, state.contents):
        return Status.DAMAGED
    if interpreter_of(venv) != state.interpreter:
        return Status.OTHER_PYTHON
    # Its commands and the engine's place are absolute paths.
    if os.path.normcase(venv.root) != os.path.normcase(state.root):
        return Status.MOVED
    if any(digest(venv.lock(name)) != state.locks.get(name) for name in locks):
        return Status.LOCK_CHANGED
    changed = engine_digest(venv.root) != state.engine
    return Status.ENGINE_CHANGED if changed else Status.READY


def read_state(venv: ProjectVenv) -> InstallState | None:
    """Read the state; one that cannot be read is none."""
    try:
        state = InstallState(**json.loads(venv.install_state.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return state if state.format == FORMAT else None


def current_state(venv: ProjectVenv, locks: Sequence[str]) -> InstallState:
    """Describe the environment as it is now."""
    return InstallState(
        format=FORMAT,
        root=str(venv.root),
        interpreter=interpreter_of(venv),
        locks={name: digest(venv.lock(name)) for name in locks},
        engine=engine_digest(venv.root),
        contents=_contents(venv),
    )


def write_state(venv: ProjectVenv, state: InstallState) -> None:
    """Declare the environment finished; the file appears whole or not at all."""
    partial = venv.install_state.with_suffix(".part")
    partial.write_text(json.dumps(asdict(state)), "utf-8")
    partial.replace(venv.install_state)


def digest(*files: Path) -> str:
    """Hash files together; line ends do not count, git may have changed them."""
    content = b"\0".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return hashlib.sha256(content).hexdigest()


def engine_digest(root: Path) -> str:
    """Hash what the engine's installed metadata is made from: version, entry points."""
    return digest(root / "pyproject.toml", root / "src" / "seodang" / "__init__.py")


def _contents(venv: ProjectVenv) -> dict[str, tuple[int, int]]:
    contents: dict[str, tuple[int, int]] = {}
    waiting: list[str | Path] = [venv.packages, venv.scripts]
    while waiting:
        folder = waiting.pop()
        inside = os.path.relpath(folder, venv.folder)
        contents[inside] = (_count(folder), Path(folder).stat().st_mtime_ns)
        with os.scandir(folder) as entries:
            waiting += [each.path for each in entries if _is_folder_of_packages(each)]
    return contents


def _is_folder_of_packages(entry: os.DirEntry[str]) -> bool:
    return entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False)


def _holds(venv: ProjectVenv, expected: dict[str, tuple[int, int]]) -> bool:
    """Look for losses only: what somebody added by hand is theirs."""
    base = str(venv.folder) + os.sep
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
