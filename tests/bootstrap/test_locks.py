import re
import tomllib
from pathlib import Path

import pytest
from bootstrap.install_state import digest
from bootstrap.sizes import read_figures

from tiny_project import REPOSITORY

LOCKS = ("run", "test")
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
def test_the_figures_are_those_of_the_lock(name: str) -> None:
    lock = REPOSITORY / "requirements" / f"{name}.txt"
    assert read_figures(REPOSITORY, name).lock == digest(lock), "python3 -m bootstrap.make_locks"


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
