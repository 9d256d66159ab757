"""A build killed at any moment leaves nothing behind, and the next one is right."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from execution.own_processes import left_of, processes_of
from execution.small_courses import lesson

SCRIPT = Path(__file__).parent / "build_once.py"
KILLS = int(os.environ.get("SEODANG_TEST_KILLS", "8"))
pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]


def _start(root: Path, jobs: int = 2) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), str(root), str(jobs)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _outputs(root: Path) -> dict[str, bytes]:
    folder = root / ".seodang" / "store" / "outputs"
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _whole(root: Path) -> dict[str, bytes]:
    return {path: content for path, content in _outputs(root).items() if ".new-" not in path}


@pytest.mark.parametrize("seed", range(KILLS))
def test_the_build_after_a_killed_one_is_byte_equal_to_a_clean_one(
    seed: int, build_course: Callable[[Mapping[str, str]], Path], tmp_path: Path
) -> None:
    files: dict[str, str] = {}
    for n in range(12):
        files |= lesson(f"x = {n}\nprint(x)", "import time\ntime.sleep(0.05)\nx", name=f"l{n}")
    root = build_course({**files, **lesson("'하나'")})
    killed = _start(root)
    time.sleep(random.Random(seed).uniform(0.1, 2.0))  # noqa: S311 - a moment, not a secret
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    next_build = _start(root)
    assert next_build.communicate()[0].split()[2] == "0"
    assert list((root / ".seodang" / "runs").iterdir()) == []
    after = _whole(root)
    (root / ".seodang").rename(tmp_path / "first")
    assert _start(root, jobs=1).communicate()[0].splitlines()[0] == "13 0 0"
    assert after == _whole(root)
    assert left_of(root) == []


def test_an_interrupted_build_ends_at_once(
    build_course: Callable[[Mapping[str, str]], Path],
) -> None:
    root = build_course(lesson("import time\ntime.sleep(50)"))
    build = _start(root)
    while not any("execution.child" in command for command in processes_of(root)):
        assert build.poll() is None
        time.sleep(0.1)
    time.sleep(1)
    build.send_signal(signal.SIGINT)
    build.communicate(timeout=40)  # the notebook alone would take longer
    assert build.returncode != 0
    assert list((root / ".seodang" / "runs").iterdir()) == []
    assert left_of(root) == []


def test_two_builds_at_once_do_not_disturb_each_other(
    build_course: Callable[[Mapping[str, str]], Path],
) -> None:
    files: dict[str, str] = {}
    for n in range(8):
        files |= lesson(f"import time\ntime.sleep(0.2)\n{n}", name=f"l{n}")
    root = build_course({**files, **lesson("'하나'")})
    builds = [_start(root) for _ in range(2)]
    for build in builds:
        executed, reused, failed = map(int, build.communicate()[0].splitlines()[0].split())
        assert (executed + reused, failed) == (9, 0)
    assert list((root / ".seodang" / "runs").iterdir()) == []
    assert _outputs(root) == _whole(root)
