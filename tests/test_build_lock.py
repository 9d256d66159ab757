from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from seodang.cache.build_lock import Holder, LockHeldError, build_lock
from seodang.problems import say

_HOLD = """
import sys, time
from pathlib import Path
from seodang.cache.build_lock import build_lock
with build_lock(Path(sys.argv[1]), "publish", lambda holder: None):
    print("held", flush=True)
    time.sleep(300)
"""


def held_elsewhere(file: Path) -> subprocess.Popen[str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def give_up(_: Holder | None) -> None:
    raise LockHeldError(say("held"))


def test_who_waits_learns_for_whom(tmp_path: Path) -> None:
    other, told = held_elsewhere(tmp_path / "lock"), []

    def waits(holder: Holder | None) -> None:
        told.append(holder)
        end(other)

    with build_lock(tmp_path / "lock", "build", waits):
        pass
    (holder,) = told
    assert holder is not None
    assert (holder.command, holder.pid) == ("publish", other.pid)


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    other = held_elsewhere(tmp_path / "lock")
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    with build_lock(tmp_path / "lock", "build", give_up):
        pass


def test_a_lock_that_was_removed_is_no_lock(tmp_path: Path) -> None:
    other = held_elsewhere(tmp_path / "lock")
    (tmp_path / "lock").unlink()
    with (
        build_lock(tmp_path / "lock", "build", give_up),  # of the new file
        pytest.raises(LockHeldError),
        build_lock(tmp_path / "lock", "build", give_up),
    ):
        pass
    end(other)


def test_two_threads_of_a_process_hold_it_in_turn(tmp_path: Path) -> None:
    inside, most = [], 0

    def work() -> None:
        nonlocal most
        for _ in range(5):
            with build_lock(tmp_path / "lock", "serve", lambda _: None):
                inside.append(1)
                most = max(most, len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.parametrize("command", ["build", "clean", "publish"])
def test_a_command_that_is_not_to_wait_gives_up(build_course: BuildCourse, command: str) -> None:
    root = build_course({})
    other = held_elsewhere(root / ".seodang/lock")
    run = run_cli(root, command, "--no-wait")
    end(other)
    assert run.code == 1
    assert f"'publish' (process {other.pid}) has been at work in this course since" in run.err
    assert not (root / "site").exists()


@pytest.mark.parametrize("program", ["seodang.cli", "mkdocs"])
def test_a_command_waits_until_the_other_has_ended(build_course: BuildCourse, program: str) -> None:
    settings = "site_name: x\ntheme: {name: material}\nplugins: [seodang]\n"
    about = {"mkdocs.yml": f"{settings}docs_dir: curriculum/pages\n"}
    root = build_course({**about, "curriculum/pages/about.md": "# 소개\n\n글입니다.\n"})
    other = held_elsewhere(root / ".seodang/lock")
    env = {**os.environ, "LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", program, "build"]
    build = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=env, cwd=root
    )
    assert build.stderr is not None
    said = next(line for line in build.stderr if "publish" in line)
    assert f"'publish' 명령(프로세스 {other.pid})이" in said
    assert "끝나기를 기다립니다" in said
    assert not (root / "site").exists()
    end(other)
    build.communicate()
    assert build.returncode == 0
    assert (root / "site/index.html").exists()


@pytest.mark.parametrize("kind", ["link", "link to nothing", "folder", "pipe"])
def test_what_came_along_in_the_place_of_a_lock_is_not_written(tmp_path: Path, kind: str) -> None:
    lock, victim = tmp_path / "state/lock", tmp_path / "victim.txt"
    lock.parent.mkdir()
    victim.write_text("mine")
    if kind == "folder":
        (lock / "inside").mkdir(parents=True)
    elif kind == "pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(victim if kind == "link" else tmp_path / "new.txt")
    with build_lock(lock, "build", give_up):
        assert lock.is_file()
        assert not lock.is_symlink()
    assert victim.read_text() == "mine"
    assert not (tmp_path / "new.txt").exists()
