import os
import sys
from dataclasses import dataclass
from pathlib import Path

WINDOWS = sys.platform == "win32"


@dataclass(frozen=True)
class ProjectVenv:
    """The places of the project's own virtual environment."""

    root: Path

    @property
    def folder(self) -> Path:
        """The environment itself."""
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        """The folder of its commands."""
        return self.folder / ("Scripts" if WINDOWS else "bin")

    @property
    def python(self) -> Path:
        """The interpreter to start the engine with."""
        return self.scripts / ("python.exe" if WINDOWS else "python")

    @property
    def packages(self) -> Path:
        """The folder of its packages, whatever its Python's version."""
        if WINDOWS:
            return self.folder / "Lib" / "site-packages"
        found = sorted((self.folder / "lib").glob("python3*/site-packages"))
        return found[0] if found else self.folder / "lib"

    @property
    def install_state(self) -> Path:
        """The file that a finished installation leaves."""
        return self.folder / "seodang.json"

    @property
    def log(self) -> Path:
        """The whole output of the latest installation."""
        return self.root / ".seodang" / "install.log"

    def lock(self, name: str) -> Path:
        """Find the list of packages called run or test."""
        return self.root / "requirements" / f"{name}.txt"


def base_python() -> str:
    """Find the Python outside any environment, even when one of them runs this."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def interpreter_of(venv: ProjectVenv) -> str:
    """Name the Python that an environment was made from; empty when that has vanished.

    That is its program's name, such as python3.13, on POSIX, and its folder on Windows.
    """
    if not WINDOWS:
        # Not the folder: Homebrew's changes with every patch release, and packages do not mind.
        real = venv.python.resolve()
        return real.name if os.access(real, os.X_OK) else ""
    home = _setting(venv, "home")
    return home if home and venv.python.exists() and _is_there(Path(home)) else ""


def python_version(venv: ProjectVenv) -> tuple[int, int]:
    """Give the version of the Python inside, which need not be the one that runs this."""
    major, minor, *_ = _setting(venv, "version").split(".")
    return int(major), int(minor)


def _setting(venv: ProjectVenv, name: str) -> str:
    settings = venv.folder / "pyvenv.cfg"
    lines = settings.read_text("utf-8").splitlines() if settings.exists() else []
    pairs = (line.partition("=") for line in lines)
    return next((value.strip() for key, _, value in pairs if key.strip() == name), "")


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # the Windows store hides its folders, yet runs what is in them
    return True
