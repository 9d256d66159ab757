import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from bootstrap.sizes import SIZES

from tiny_project import REPOSITORY

LOCKS = ("run", "test", "build")
PIN = re.compile(
    r"^([a-z0-9.-]+)==(\S+)( ; .+?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", re.MULTILINE
)


def lock_text(name: str) -> str:
    return (REPOSITORY / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> set[tuple[str, str, str | None]]:
    return {(each[1], each[2], each[3]) for each in PIN.finditer(lock_text(name))}


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_hashes_or_a_comment(name: str) -> None:
    rest = PIN.sub("", lock_text(name))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_place_on_a_machine(name: str) -> None:
    assert not re.search(r"://|index-url|find-links|file:|/home/|/tmp/|/root/", lock_text(name))


def test_the_tests_run_with_the_versions_that_run() -> None:
    assert pins("run") <= pins("test")


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_size_told_is_near_what_is_installed(name: str) -> None:
    locked = {package for package, *_ in pins(name)}
    files = [
        file
        for each in importlib.metadata.distributions()
        if re.sub(r"[-_.]+", "-", each.name).lower() in locked
        for file in each.files or []
    ]
    blocks = sum(-(-(file.size or 0) // 4096) for file in files)
    # What is told includes byte code, which is not in the packages' own lists: a third more.
    assert 1 < SIZES[name].disk * 1e6 / (blocks * 4096) < 2


def test_the_locks_hold_every_dependency_of_the_project() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "run": [*project["project"]["dependencies"], *project["build-system"]["requires"]],
        "test": project["project"]["optional-dependencies"]["test"],
    }
    for name, dependencies in wanted.items():
        locked = {package for package, *_ in pins(name)}
        assert {re.split(r"[<>=!~\[; ]", each)[0] for each in dependencies} <= locked


def test_the_launcher_for_windows_has_windows_line_ends() -> None:
    launcher = Path(REPOSITORY / "build.cmd").read_bytes()
    assert launcher.count(b"\r\n") == launcher.count(b"\n") > 0
    assert launcher.isascii()  # cmd.exe misreads other bytes before chcp has taken effect
