"""A course as an author has it: a copy of the project around the corpus, built with build.py.

One folder serves every number of lessons, because an environment belongs to the folder that it was
made in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import layouts
from benchmarks.measuring import Cost, measure
from benchmarks.tools import ROOT

# The engine, what installs it, and what its metadata is made from; the course is the corpus.
_TAKEN: Final = (
    "build.py",
    "bootstrap",
    "requirements",
    "src",
    "pyproject.toml",
    "mkdocs.yml",
    "README.md",
)
_LICENCES: Final = ("LICENSE", "NOTICE")
_COURSE: Final = ("curriculum", "lessons", "theme", "site", ".seodang")
# The interpreter itself: version managers put scripts before it that would be measured as ours.
_PYTHON: Final = str(Path(sys.base_prefix) / "bin" / "python3")
_BUILD: Final = ("build", "--jobs", "2")


@dataclass(frozen=True)
class Fork:
    """The folder of a copy of the project whose environment is ready."""

    folder: Path

    def fill(self, lessons: int) -> None:
        """Replace the course, and all that builds have made of it."""
        for name in _COURSE:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        layouts.fill("seodang", self.folder, lessons)
        layouts.to_text(self.folder / "curriculum/pages/about.md", "# 견주기\n\n글입니다.\n")

    def build(self, *options: str) -> Cost:
        """Build as the README says: python3 build.py build."""
        return measure([_PYTHON, "build.py", *_BUILD, *options], self.folder, {})

    def build_directly(self) -> Cost:
        """Build with the command that build.py hands over to."""
        return measure([str(self.folder / ".venv/bin/seodang"), *_BUILD], self.folder, {})


def fork(folder: Path) -> Fork:
    """Copy the project as it is now and let build.py make the environment, or find it made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*_TAKEN, *_LICENCES):
        _copy(ROOT / name, folder / name)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run([_PYTHON, "build.py", "--version"], cwd=folder, env=own, check=True)
    # As after any earlier build.
    compiling = [str(folder / ".venv/bin/python"), "-m", "compileall", "-q", "src"]
    subprocess.run(compiling, cwd=folder, env=own, check=True)
    return Fork(folder)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)
