"""Builds that are killed: readers meet whole pages only, and the next build mends everything."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import reduce
from pathlib import Path

from courses import tree
from incremental.edits import (
    COURSE,
    Files,
    add,
    built,
    clean,
    heading,
    remove,
    rename,
    text,
    title,
    write,
)
from seodang.output.made_files import FILE_LIST

KILLS = int(os.environ.get("SEODANG_TEST_KILLS", "6"))
LONGEST = 2.5
"""Seconds after which a build is over on any machine that tests run on, or nearly so."""


def test_a_killed_build_leaves_whole_pages_and_the_next_one_mends_all(tmp_path: Path) -> None:
    root = tmp_path / "course"
    states = [
        COURSE,
        _after(COURSE, (heading, title, rename, add)),
        _after(COURSE, (text, remove, rename)),
    ]
    write(root, COURSE)
    built(root)
    sites = [clean(root, files) for files in states]
    chance = random.Random(4)  # noqa: S311 (the same moments every time)
    for number in range(KILLS):
        now = (number + 1) % len(states)
        write(root, states[now])
        _build_and_kill(root, chance.uniform(0, LONGEST))
        _are_whole(tree(root / "site"), sites)
        if number % 3 == 2:
            _build_and_kill(root, chance.uniform(0, LONGEST))
            _are_whole(tree(root / "site"), sites)
        assert built(root) == sites[now], number


def _after(files: Files, edits: tuple[object, ...]) -> Files:
    return reduce(lambda done, edit: edit(done, 1), edits, files)  # type: ignore[operator]


def _build_and_kill(root: Path, seconds: float) -> None:
    """Kill a build and all its processes with SIGKILL, after some seconds unless it is over."""
    command = [sys.executable, "-m", "seodang.cli", "--root", str(root), "--today", "2026-11-21"]
    build = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    if build.poll() is None:
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def _are_whole(site: dict[str, bytes], sites: list[dict[str, bytes]]) -> None:
    # Between two sites the list names the files of both, so that none becomes a stranger's.
    listed = site.get(FILE_LIST, b"").decode().splitlines()
    assert site.keys() - {FILE_LIST} <= set(listed)
    for name, content in site.items():
        if name == FILE_LIST:
            continue
        assert any(content == whole.get(name) for whole in sites), name
