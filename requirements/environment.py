import hashlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

STAMP_FORMAT = 1


class State(Enum):
    """What stands between the environment and its use."""

    READY = "ready"
    ABSENT = "absent"
    UNFINISHED = "unfinished"
    DAMAGED = "damaged"
    OTHER_PYTHON = "other-python"
    MOVED = "refit"
    LOCK_CHANGED = "update"
    ENGINE_CHANGED = "engine"


@dataclass(frozen=True)
class Environment:
    """The places of the project's own Python environment."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if sys.platform == "win32" else "python")

    @property
    def stamp(self) -> Path:
        return self.folder / "seodang.json"

    @property
    def log(self) -> Path:
        return self.root / ".seodang" / "install.log"

    @property
    def packages(self) -> Path:
        if sys.platform == "win32":
            return self.folder / "Lib" / "site-packages"
        found = sorted((self.folder / "lib").glob("python3*/site-packages"))
        return found[0] if found else self.folder / "lib"

    def lock(self, name: str) -> Path:
        return self.root / "requirements" / f"{name}.txt"


@dataclass(frozen=True)
class Stamp:
    """What a finished installation was made of; written last, so that its absence tells."""

    format: int
    root: str
    interpreter: str
    abi: str
    locks: dict[str, str]
    engine: str
    contents: dict[str, int]


def abi() -> str:
    """Name what compiled packages depend on: two Pythons of one name can share a site-packages."""
    machine = (
        os.environ.get("PROCESSOR_ARCHITECTURE", "")
        if sys.platform == "win32"
        else os.uname().machine
    )
    return f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}-{sys.platform}-{machine}"


def base_python() -> str:
    """Find the Python outside any environment, even when one of them runs this."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def interpreter_of(environment: Environment) -> str:
    """Find the Python that an environment stands on; empty when it has vanished."""
    if sys.platform != "win32":
        real = os.path.realpath(environment.python)
        return real if os.access(real, os.X_OK) else ""
    settings = environment.folder / "pyvenv.cfg"
    lines = settings.read_text("utf-8").splitlines() if settings.exists() else []
    home = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("home")), "")
    return home if home and environment.python.exists() and _is_there(home) else ""


def _is_there(path: str) -> bool:
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # the Windows store hides its folders, yet runs what is in them
    return True


def contents_of(environment: Environment) -> dict[str, int]:
    """Count the files of each folder of site-packages and of the scripts, byte code aside."""
    counts: dict[str, int] = {}
    waiting = [environment.packages, environment.scripts]
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            names = [entry for entry in entries if entry.name != "__pycache__"]
        counts[os.path.relpath(folder, environment.folder)] = len(names)
        waiting += [Path(entry.path) for entry in names if entry.is_dir(follow_symlinks=False)]
    return counts


def _complete(environment: Environment, expected: dict[str, int]) -> bool:
    try:
        return all(
            _count(environment.folder / folder) >= count for folder, count in expected.items()
        )
    except FileNotFoundError:
        return False


def _count(folder: Path) -> int:
    return sum(name != "__pycache__" for name in os.listdir(folder))


def digest(*files: Path) -> str:
    """Hash files together; line ends do not count, git may have changed them."""
    content = b"\0".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return hashlib.sha256(content).hexdigest()


def engine_digest(root: Path) -> str:
    """Hash what the engine's installed metadata is made from: version, entry points."""
    return digest(root / "pyproject.toml", root / "src" / "seodang" / "__init__.py")


def read_stamp(environment: Environment) -> Stamp | None:
    """Read the stamp; one that cannot be read is none."""
    try:
        stamp = Stamp(**json.loads(environment.stamp.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return stamp if stamp.format == STAMP_FORMAT else None


def write_stamp(environment: Environment, locks: Sequence[str], abi: str) -> None:
    """Declare the environment finished."""
    stamp = Stamp(
        format=STAMP_FORMAT,
        root=str(environment.root),
        interpreter=interpreter_of(environment),
        abi=abi,
        locks={name: digest(environment.lock(name)) for name in locks},
        engine=engine_digest(environment.root),
        contents=contents_of(environment),
    )
    restore_stamp(environment, stamp)


def restore_stamp(environment: Environment, stamp: Stamp) -> None:
    """Write a stamp, whole or not at all."""
    partial = environment.stamp.with_suffix(".part")
    partial.write_text(json.dumps(asdict(stamp), indent=1), "utf-8")
    partial.replace(environment.stamp)


def state_of(environment: Environment, stamp: Stamp | None, locks: Sequence[str]) -> State:
    """Compare the environment with its stamp and the stamp with the project, cheapest first."""
    if stamp is None:
        return State.UNFINISHED if environment.folder.exists() else State.ABSENT
    if not _complete(environment, stamp.contents):
        return State.DAMAGED
    interpreter = interpreter_of(environment)
    if interpreter != stamp.interpreter:
        return State.MOVED if abi() == stamp.abi else State.OTHER_PYTHON
    if str(environment.root) != stamp.root:
        return State.MOVED
    if any(digest(environment.lock(name)) != stamp.locks.get(name) for name in locks):
        return State.LOCK_CHANGED
    changed = engine_digest(environment.root) != stamp.engine
    return State.ENGINE_CHANGED if changed else State.READY
