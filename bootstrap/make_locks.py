"""Make the locks and weigh them: python3 -m bootstrap.make_locks [--upgrade] (needs uv on the PATH).

Writes run.txt, test.txt and sizes.json into requirements/. The locks hold for every system and
Python of pyproject.toml, name a hash for every file and no address; the figures are what an
installation weighed on the machine that made them.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from bootstrap.install_state import digest

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "requirements"
OLDEST = "3.11"


def main(options: list[str]) -> None:
    """Lock what runs, and what tests, held to the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    backend = "\n".join(project["build-system"]["requires"])
    test = ["pyproject.toml", "--extra", "test", "--constraint", "requirements/run.txt"]
    compile_lock("run", backend, ["pyproject.toml", *options])
    compile_lock("test", backend, [*test, *options])
    figures = {name: weigh(name) for name in ("run", "test")}
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    note = {"on": datetime.now(UTC).date().isoformat(), "with": system}
    text = json.dumps({**figures, "measured": note}, indent=2) + "\n"
    (HERE / "sizes.json").write_text(text, "utf-8")


def compile_lock(name: str, wanted: str, options: list[str]) -> None:
    """Resolve what is wanted, one a line, and what the options name."""
    command = ["uv", "pip", "compile", "-", "--universal", "--generate-hashes"]
    command += ["--python-version", OLDEST, "--only-binary", ":all:", "--no-emit-index-url"]
    command += ["--custom-compile-command", "python3 -m bootstrap.make_locks"]
    command += ["--output-file", f"requirements/{name}.txt", "--quiet", *options]
    subprocess.run(command, cwd=ROOT, input=wanted, text=True, check=True)
    lock = (HERE / f"{name}.txt").read_text("utf-8")
    if "://" in lock:
        sys.exit(f"requirements/{name}.txt names an address")


def weigh(name: str) -> dict[str, object]:
    """Download and install a lock into a scratch folder, with pip's dependency check."""
    lock = HERE / f"{name}.txt"
    with tempfile.TemporaryDirectory() as scratch:
        wheels, venv = Path(scratch, "wheels"), Path(scratch, "venv")
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip = [str(venv / "bin" / "python"), "-I", "-m", "pip", "-qq"]
        hashed = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
        subprocess.run([*pip, "download", "--dest", str(wheels), *hashed], check=True)
        started = _children_seconds()
        found = ["--no-index", "--find-links", str(wheels)]
        subprocess.run([*pip, "install", *found, *hashed], check=True)
        return {
            "lock": digest(lock),
            "packages": sum(1 for _ in wheels.iterdir()),
            "download": sum(file.stat().st_size for file in wheels.iterdir()),
            "disk": sum(_on_disk(file) for file in venv.rglob("*") if file.is_file()),
            "seconds": round(_children_seconds() - started),
        }


def _children_seconds() -> float:
    """Give the processor time of all programs started so far: a busy machine does not change it."""
    times = os.times()
    return times.children_user + times.children_system


def _on_disk(file: Path) -> int:
    """Give the bytes of the blocks a file takes; most file systems have blocks of 4 KiB."""
    return -(-file.stat().st_size // 4096) * 4096


if __name__ == "__main__":
    main(sys.argv[1:])
