"""Notebooks are kept in for root and for ordinary users; where nothing keeps them, it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil
import pytest

from execution.small_courses import lesson

SCRIPT = Path(__file__).parent / "build_once.py"
MARKER = f"97531.{os.getpid()}"  # seconds that no other process is asked to sleep
pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is a program of Linux"),
]

# An ordinary user who owns the files here, whoever runs the tests.
AS_USER = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
# A machine that allows no new mount namespaces.
WITHOUT_NAMESPACES = (
    *("unshare", "--user", "--map-root-user", "sh", "-c"),
    'echo 0 > /proc/sys/user/max_mnt_namespaces && exec "$@"',
    "sh",
)
BuildCourse = Callable[[Mapping[str, str]], Path]


def _built(root: Path, way: Sequence[str]) -> list[str]:
    command = [*way, sys.executable, str(SCRIPT), str(root), "2"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def _files(root: Path) -> dict[str, str]:
    outside = f"assert not __import__('os').path.exists({str(root)!r})"
    return {
        **lesson(outside, "!echo 안녕", "import os\nassert os.getpid() == 1", name="a"),
        **lesson("import time\nwhile True:\n    pass", name="b", timeout="1s"),
        **lesson("import os\nos.kill(os.getpid(), 11)\nos.abort()", name="c"),
        **lesson(f"import subprocess\n_ = subprocess.Popen(['sleep', '{MARKER}'])", name="d"),
    }


@pytest.mark.parametrize("way", [(), AS_USER], ids=["as we are", "as an ordinary user"])
def test_notebooks_are_kept_in(
    way: Sequence[str], build_course: BuildCourse, tmp_path: Path
) -> None:
    root = build_course(_files(tmp_path))
    counts, note = _built(root, way)
    assert counts == "2 0 2"
    assert note.endswith("without network")
    assert _asleep() == []


def test_where_nothing_keeps_them_in_it_is_said_and_they_are_still_ended(
    build_course: BuildCourse, tmp_path: Path
) -> None:
    daemon = (
        "import os\nif os.fork() == 0:\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n"
        f"    os.execvp('sleep', ['sleep', '{MARKER}'])\nos.wait()"
    )
    files = {**_files(tmp_path), **lesson("'하나'", name="a"), **lesson(daemon, name="e")}
    root = build_course(files)
    counts, note = _built(root, WITHOUT_NAMESPACES)
    assert counts == "3 0 2"
    assert "held by limits only" in note
    assert list((root / ".seodang" / "runs").iterdir()) == []
    assert _asleep() == []


def _asleep() -> list[int]:
    time.sleep(0.2)
    processes = psutil.process_iter(["cmdline"])
    return [process.pid for process in processes if MARKER in (process.info["cmdline"] or [])]
