"""The tools that are measured, each in an environment of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.measuring import Cost, measure

ROOT: Final = Path(__file__).parents[1]
HOME: Final = ROOT / ".seodang" / "benchmarks"

PACKAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "seodang": (str(ROOT), "distributed"),
    "mkdocs-jupyter": (
        "mkdocs-jupyter==0.26.3",
        "mkdocs-material==9.8.1",
        "mkdocs==1.6.1",
        "ipykernel",
        "matplotlib",
    ),
    "zensical": ("zensical==0.0.73",),
    "jupyter-book-1": ("jupyter-book==1.0.4.post1", "ipykernel", "matplotlib"),
    "browser": ("playwright",),
    "jupyter-book-2": ("jupyter-book==2.1.7", "ipykernel", "jupyter-server", "matplotlib"),
}


def interpreter(tool: str) -> str:
    """Return the Python of a tool's environment, made at its first use and when it is outdated."""
    folder = HOME / "environments" / tool
    python = folder / "bin" / "python"
    note, contents = folder / "complete", _contents(tool)
    if not note.exists() or note.read_text("utf-8") != contents:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", *PACKAGES[tool]], check=True
        )
        note.write_text(contents, "utf-8")
    return str(python)


def _contents(tool: str) -> str:
    """Name what is installed; of Seodang itself the content, which changes."""
    names = " ".join(PACKAGES[tool])
    if tool != "seodang":
        return names
    files = [ROOT / "pyproject.toml", *(f for f in (ROOT / "src").rglob("*") if f.is_file())]
    content = b"\0".join(f.read_bytes() for f in sorted(files) if f.suffix != ".pyc")
    return f"{names} {hashlib.sha256(content).hexdigest()}"


@dataclass(frozen=True)
class Build:
    """A tool's command for a whole build, run in `folder` of its corpus."""

    tool: str
    arguments: tuple[str, ...]
    folder: str = "."

    def run(self, corpus: Path) -> Cost:
        """Build a corpus in the tool's layout."""
        programs = Path(interpreter(self.tool)).parent
        environment = {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",  # kernels are looked up there
            "NO_MKDOCS_2_WARNING": "1",
            "JUPYTER_CONFIG_DIR": str(corpus / "settings"),
        }
        command = [str(programs / self.arguments[0]), *self.arguments[1:]]
        return measure(command, corpus / self.folder, environment)


SEODANG: Final = Build("seodang", ("seodang", "build", "--root", ".", "--jobs", "2"))
MKDOCS: Final = Build("mkdocs-jupyter", ("mkdocs", "build", "--quiet"))
BOOK_1: Final = Build("jupyter-book-1", ("jupyter-book", "build", "docs", "--quiet"))
BOOK_2: Final = Build("jupyter-book-2", ("jupyter-book", "build", "--site", "--execute"), "docs")


def execute_only(corpus: Path, way: str) -> Cost:
    """Execute the notebooks of a corpus in Seodang's layout, and make no pages."""
    script = Path(__file__).parent / "execute_only.py"
    return measure([interpreter("seodang"), str(script), ".", way], corpus, {})
