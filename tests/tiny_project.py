"""A project as small as a project can be, around the real build.py: nothing is downloaded."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bootstrap.project_venv import base_python

REPOSITORY = Path(__file__).resolve().parents[1]
UNREACHABLE = "http://127.0.0.1:9/simple"
NO_BYTE_CODE = shutil.ignore_patterns("__pycache__")

PYPROJECT = """
[build-system]
requires = []
build-backend = "tiny_backend"
backend-path = ["backend"]
[project]
name = "seodang"
version = "1"
"""

ENGINE = """
import importlib.metadata, json, os, sys
print(json.dumps({
    "arguments": sys.argv[1:],
    "utf8": sys.flags.utf8_mode,
    "file": __file__,
    "prefix": sys.prefix,
    "packages": sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions()),
    "path": sys.path,
    "root": os.environ["SEODANG_ROOT"],
}))
sys.exit(7 if "fall" in sys.argv else 0)
"""

# The build backend of the tiny engine: an editable wheel is a .pth file in a zip.
BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "seodang-1-py3-none-any.whl"
    info = "seodang-1.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("seodang.pth", os.path.abspath("src"))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: seodang\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""


@dataclass(frozen=True)
class TinyProject:
    """A copy of build.py and its modules, with locks of one package or two."""

    root: Path
    wheels: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def state_file(self) -> Path:
        return self.venv / "seodang.json"

    @property
    def site_packages(self) -> Path:
        return next(self.venv.glob("[Ll]ib/**/site-packages"))

    @property
    def log(self) -> str:
        return (self.root / ".seodang" / "install.log").read_text("utf-8")

    def command(self, *arguments: str) -> list[str]:
        return [base_python(), str(self.root / "build.py"), *arguments]

    def variables(self, **changes: str) -> dict[str, str]:
        """Give this machine's variables without its settings of pip, Python and language."""
        foreign = ("PIP_", "PYTHON", "LC_", "LANG", "VIRTUAL_ENV")
        kept = {name: each for name, each in os.environ.items() if not name.startswith(foreign)}
        pip = {"CONFIG_FILE": os.devnull, "NO_INDEX": "1", "FIND_LINKS": str(self.wheels)}
        return kept | {f"PIP_{name}": each for name, each in pip.items()} | {"LANG": "C"} | changes

    def run(
        self, *arguments: str, before: Sequence[str] = (), **changes: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*before, *self.command(*arguments)],
            capture_output=True,
            encoding="utf-8",
            env=self.variables(**changes),
            cwd=self.root.parent,
            timeout=120,
            check=False,
        )

    def start(self, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=self.variables(**changes),
            start_new_session=True,
        )

    def lock(self, name: str, **versions: str) -> None:
        """Write a lock of packages with a hash each, after making their wheels."""
        wheels = [make_wheel(self.wheels, name, version) for name, version in versions.items()]
        lines = [
            f"{package}=={version} \\\n    --hash=sha256:{digest}\n"
            for (package, version), digest in zip(versions.items(), wheels, strict=True)
        ]
        (self.root / "requirements" / f"{name}.txt").write_text("".join(lines), "utf-8")

    def moved_to(self, root: Path) -> "TinyProject":
        self.root.rename(root)
        return TinyProject(root, self.wheels)


def lay_out(folder: Path) -> TinyProject:
    """Write a tiny project that has not been used yet."""
    project = TinyProject(folder / "project", folder / "wheels")
    project.wheels.mkdir(parents=True)
    (project.root / "requirements").mkdir(parents=True)
    shutil.copy(REPOSITORY / "build.py", project.root)
    shutil.copytree(REPOSITORY / "bootstrap", project.root / "bootstrap", ignore=NO_BYTE_CODE)
    for name, text in {
        "pyproject.toml": PYPROJECT,
        "backend/tiny_backend.py": BACKEND,
        "src/seodang/__init__.py": "",
        "src/seodang/__main__.py": ENGINE,
    }.items():
        (project.root / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / name).write_text(text, "utf-8")
    project.lock("run", stone="1.0")
    project.lock("test", stone="1.0", pebble="1.0")
    return project


def make_wheel(folder: Path, name: str, version: str) -> str:
    """Write a wheel of one module and one command that both say its version; give its sha256."""
    info = f"{name}-{version}.dist-info/"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w") as wheel:
        for inside, text in {
            f"{name}/__init__.py": f"def main():\n    print('{version}')\n",
            f"{name}/part.py": "",
            info + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            info + "WHEEL": tag,
            info + "entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
            info + "RECORD": "",
        }.items():
            wheel.writestr(zipfile.ZipInfo(inside), text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def engine_of(result: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read what the tiny engine says about itself, after checking that it ran."""
    assert result.returncode == 0, result.stderr
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def without_rights() -> list[str]:
    """Give the words before a command that make file permissions count, even for root."""
    if sys.platform == "linux" and os.geteuid() == 0:
        return ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]
    return []
