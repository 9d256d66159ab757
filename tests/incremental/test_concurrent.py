"""The law of one writer: whatever commands run at once, and whichever is killed, nothing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courses import tree
from incremental.edits import COURSE, EDITS, TODAY, built, clean, write

ROUNDS = int(os.environ.get("SEODANG_TEST_ROUNDS", "4"))
SEED = int(os.environ.get("SEODANG_TEST_SEED", "0"))
"""What the first round begins with; each has the next number."""
_COMMANDS = (
    ("build",),
    ("build", "--jobs", "2"),
    ("serve", "--port", "0"),
    ("publish", "--to", "../published", "--yes", "--no-check"),
    ("clean",),
    ("clean", "--cache"),
    ("check",),
)
_PATIENCE = 300
_RUN = Path(__file__).with_name("told_run.py")


def _started(root: Path, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(_RUN), *command, "--root", str(root)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=root,
        start_new_session=True,
    )


def _ended(process: subprocess.Popen[bytes], *, is_killed: bool) -> str:
    """Wait for a command, or end it; returns what it said."""
    if is_killed:
        os.killpg(process.pid, signal.SIGKILL)
    elif "serve" in process.args:  # type: ignore[operator]
        process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=_PATIENCE)
    return said.decode()


def _is_mistake(said: str) -> bool:
    # Ctrl-C in the first moments is answered by Python itself, which knows no command yet.
    is_early = said.startswith("Traceback") and said.endswith("\nKeyboardInterrupt\n")
    return "Seodang" in said or ("Traceback" in said and not is_early)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_whatever_runs_at_once_the_next_build_equals_a_clean_one(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (a test that repeats itself)
    root, files = tmp_path / "course", COURSE
    write(root, files)
    built(root)
    for _ in range(3):
        running = []
        for _ in range(chance.randint(2, 4)):
            files = chance.choice(EDITS)(files, chance.randint(0, 9))
            write(root, files)
            running.append(_started(root, chance.choice(_COMMANDS)))
            time.sleep(chance.uniform(0, 1.2))
        killed = chance.randint(0, len(running))
        said = [_ended(one, is_killed=n == killed) for n, one in enumerate(running)]
        assert [text for text in said if _is_mistake(text)] == []
        assert built(root, TODAY) == clean(root, files, TODAY)


def test_two_builds_of_one_edit_leave_the_whole_site(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    built(root)
    for number in range(3):
        files = EDITS[7](COURSE, number)
        write(root, files)
        builds = [_started(root, ("build",)) for _ in range(2)]
        for one in builds:
            _ended(one, is_killed=False)
        assert [one.returncode for one in builds] == [0, 0]
        assert built(root) == clean(root, files)


def test_an_output_that_lost_files_is_whole_again(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    site = built(root)
    chance = random.Random(1)  # noqa: S311
    for _ in range(4):
        for path in chance.sample(sorted(site), len(site) // 2):
            (root / "site" / path).unlink(missing_ok=True)
        assert built(root) == site
    assert tree(root / "site") == site
