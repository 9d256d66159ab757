"""A hall's network, made of namespaces: an instructor's machine and a learner's on one cable."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from courses import BuildCourse
from serving.previews import previewing

PAGE = "<!doctype html><title>쪽</title><body>글</body>"
HALL, PUBLIC = "192.168.77", "8.8.8"
ASK = """
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=3) as answer:
    print(answer.status, answer.read().decode())
"""


@dataclass(frozen=True)
class Cable:
    """The names of the two machines' namespaces."""

    teacher: tuple[str, ...]
    learner: tuple[str, ...]

    def ask(self, address: str) -> str:
        """Open an address on the learner's machine; nothing where it cannot be reached."""
        done = subprocess.run(
            [*self.learner, sys.executable, "-c", ASK, address],
            capture_output=True,
            check=False,
            encoding="utf-8",
            timeout=20,
        )
        return done.stdout


@pytest.fixture
def cable() -> Iterator[Cable]:
    if sys.platform != "linux" or not shutil.which("ip") or os.geteuid() != 0:
        pytest.skip("making networks needs Linux, iproute2 and root")
    names = [f"sd{os.getpid()}{which}" for which in ("t", "l")]
    try:
        for name in names:
            _run("ip", "netns", "add", name)
        teacher, learner = names
        wire = ("type", "veth", "peer", "name", "wlan0", "netns", learner)
        _run("ip", "link", "add", "wlan0", "netns", teacher, *wire)
        for last, name in enumerate(names, 1):
            for network in (HALL, PUBLIC):
                _run("ip", "-n", name, "addr", "add", f"{network}.{last}/24", "dev", "wlan0")
            for device in ("lo", "wlan0"):
                _run("ip", "-n", name, "link", "set", device, "up")
        yield Cable(*(("ip", "netns", "exec", name) for name in names))
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def root(build_course: BuildCourse) -> Path:
    return build_course({"site/index.html": PAGE})


def test_a_learner_in_the_hall_reads_the_finished_site(root: Path, cable: Cable) -> None:
    with previewing(root, "--share", "--address", f"{HALL}.1", inside=cable.teacher) as hall:
        assert cable.ask(f"http://{HALL}.1:{hall.port}/") == f"200 {PAGE}\n"


def test_a_reader_from_the_open_internet_is_not_let_in(root: Path, cable: Cable) -> None:
    route = ("ip", "-n", cable.learner[-1], "route", "replace", f"{HALL}.1", "dev", "wlan0")
    with previewing(root, "--share", "--address", f"{HALL}.1", inside=cable.teacher) as hall:
        address = f"http://{HALL}.1:{hall.port}/"
        assert cable.ask(address)
        _run(*route, "src", f"{PUBLIC}.2")
        assert cable.ask(address) == ""


def test_a_preview_is_not_reached_from_the_hall(root: Path, cable: Cable) -> None:
    with previewing(root, inside=cable.teacher) as preview:
        assert cable.ask(f"http://{HALL}.1:{preview.port}/") == ""
