"""Make the locks of packages: python3 -m bootstrap.make_locks [--upgrade] (needs uv on the PATH).

Writes run.txt, test.txt and build.txt into requirements/. They hold for every system and Python of
pyproject.toml, name a hash for every file and no address.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = "3.11"


def main(options: list[str]) -> None:
    """Lock what runs, what tests, held to the same versions, and what builds from source."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    backend = "\n".join(project["build-system"]["requires"])
    test = ["pyproject.toml", "--extra", "test", "--constraint", "requirements/run.txt"]
    compile_lock("run", backend, ["pyproject.toml", *options])
    compile_lock("test", backend, [*test, *options])
    compile_lock("build", "setuptools", options)


def compile_lock(name: str, wanted: str, options: list[str]) -> None:
    """Resolve what is wanted, one a line, and what the options name."""
    command = ["uv", "pip", "compile", "-", "--universal", "--generate-hashes"]
    command += ["--python-version", OLDEST, "--only-binary", ":all:", "--no-emit-index-url"]
    command += ["--custom-compile-command", "python3 -m bootstrap.make_locks"]
    command += ["--output-file", f"requirements/{name}.txt", "--quiet", *options]
    subprocess.run(command, cwd=ROOT, input=wanted, text=True, check=True)
    if "://" in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"):
        sys.exit(f"requirements/{name}.txt names an address")


if __name__ == "__main__":
    main(sys.argv[1:])
