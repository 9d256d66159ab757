import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bootstrap.project_venv import base_python

from tiny_project import UNREACHABLE, TinyProject, engine_of, without_rights

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links or signals")


def test_the_first_use_says_size_and_minutes_first(first_use: tuple[TinyProject, str]) -> None:
    said = first_use[1]
    assert said.startswith(
        "처음 한 번만 하는 준비입니다.\n패키지 약 1개(내려받는 양 88 MB, 설치하면 463 MB)를"
        " .venv 폴더에 설치합니다.\n보통 1~4분 걸립니다.\n"
    )
    assert "준비를 마쳤습니다(" in said


def test_a_later_use_installs_nothing_and_says_nothing(used: TinyProject) -> None:
    written = used.state_file.stat().st_mtime_ns
    result = used.run("check", "--only", "글쓰기 첫걸음", PIP_INDEX_URL=UNREACHABLE)
    assert engine_of(result)["arguments"] == ["check", "--only", "글쓰기 첫걸음"]
    assert result.stderr == ""
    assert used.state_file.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("given", "received"),
    [
        ([], ["build"]),
        (["--jobs", "2"], ["build", "--jobs", "2"]),
        (["--version"], ["--version"]),
        (["--help"], ["--help"]),
        (["serve", "--help"], ["serve", "--help"]),
    ],
)
def test_without_a_command_it_builds(
    first_use: tuple[TinyProject, str], given: list[str], received: list[str]
) -> None:
    assert engine_of(first_use[0].run(*given))["arguments"] == received


def test_the_engines_exit_code_is_passed_on(first_use: tuple[TinyProject, str]) -> None:
    assert first_use[0].run("fall").returncode == 7


def test_the_engine_sees_utf8_and_no_foreign_packages(
    first_use: tuple[TinyProject, str], tmp_path: Path
) -> None:
    said = engine_of(first_use[0].run(PYTHONPATH=str(tmp_path), PYTHONIOENCODING="ascii"))
    assert said["utf8"] == 1
    assert str(tmp_path) not in said["path"]
    assert said["prefix"] == str(first_use[0].venv)


def test_the_engine_learns_where_the_project_is(first_use: tuple[TinyProject, str]) -> None:
    assert engine_of(first_use[0].run())["root"] == str(first_use[0].root)


def test_help_before_the_first_use_installs_nothing(fresh: TinyProject) -> None:
    result = fresh.run("--help")
    assert result.returncode == 0
    assert "python3 build.py test" in result.stdout
    assert not fresh.venv.exists()


def test_a_moved_folder_says_so_and_is_installed_anew(used: TinyProject, tmp_path: Path) -> None:
    moved = used.moved_to(tmp_path / "다른 폴더")
    result = moved.run()
    reason, sizes, *_ = result.stderr.splitlines()
    assert "was made in another folder. Making it anew" in reason
    assert sizes.startswith("About 1 packages (88 MB to download")
    assert engine_of(result)["file"].startswith(str(moved.root))
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    stone = subprocess.run([moved.venv / scripts / "stone"], capture_output=True, check=True)
    assert stone.stdout.split() == [b"1.0"]
    assert moved.run().stderr == ""


@posix
def test_an_installation_killed_midway_starts_over(fresh: TinyProject) -> None:
    with fresh.start() as first:
        _wait_until((fresh.venv / "pyvenv.cfg").exists)
        os.killpg(first.pid, signal.SIGKILL)
    assert not fresh.state_file.exists()
    result = fresh.run()
    assert "was not finished" in result.stderr
    assert "stone==1.0" in engine_of(result)["packages"]


@posix
def test_an_orphaned_installer_is_waited_for(fresh: TinyProject) -> None:
    with fresh.start() as first:
        _wait_until((fresh.venv / "pyvenv.cfg").exists)
        os.kill(first.pid, signal.SIGKILL)
        result = fresh.run()
    assert "waiting for it to finish" in result.stderr
    assert "stone==1.0" in engine_of(result)["packages"]


@posix
def test_an_interrupted_installation_exits_with_130(fresh: TinyProject) -> None:
    with fresh.start() as first:
        _wait_until((fresh.venv / "pyvenv.cfg").exists)
        os.killpg(first.pid, signal.SIGINT)
        _, said = first.communicate(timeout=30)
    assert first.returncode == 130
    assert "Interrupted." in said
    assert "Traceback" not in said


@posix
def test_a_vanished_python_is_replaced(used: TinyProject) -> None:
    _point_python_to(used, Path("/nowhere/python3"))
    result = used.run()
    assert "was made for another Python" in result.stderr
    assert "stone==1.0" in engine_of(result)["packages"]


@posix
def test_a_python_of_another_version_is_replaced(used: TinyProject) -> None:
    state = json.loads(used.state_file.read_text("utf-8"))
    used.state_file.write_text(json.dumps({**state, "interpreter": "python3.10"}), "utf-8")
    assert "was made for another Python" in used.run().stderr


@posix
def test_a_python_of_the_same_version_in_another_folder_will_do(
    used: TinyProject, tmp_path: Path
) -> None:
    real = Path(base_python()).resolve()
    _point_python_to(used, Path(shutil.copy(real, tmp_path / real.name)))
    result = used.run()
    assert result.stderr == ""
    assert engine_of(result)


@pytest.mark.parametrize("lost", ["stone", "stone/part.py", "pip/_vendor/rich"])
def test_lost_files_are_noticed_and_come_back(used: TinyProject, lost: str) -> None:
    path = used.site_packages / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    result = used.run()
    assert "has lost files" in result.stderr
    assert engine_of(result)
    assert path.exists()


def test_a_state_that_cannot_be_read_counts_as_none(used: TinyProject) -> None:
    used.state_file.write_text("{", "utf-8")
    assert "was not finished" in used.run().stderr


def test_a_changed_lock_is_followed(used: TinyProject) -> None:
    used.lock("run", pebble="2.0", stone="2.0")
    result = used.run()
    assert "The list of packages has changed" in result.stderr
    assert {"pebble==2.0", "stone==2.0"} <= set(engine_of(result)["packages"])


def test_a_changed_lock_without_a_network_spoils_nothing(used: TinyProject) -> None:
    lock = (used.root / "requirements" / "run.txt").read_text("utf-8")
    used.lock("run", stone="3.0")
    (used.wheels / "stone-3.0-py3-none-any.whl").unlink()
    assert _offline(used).returncode == 1
    (used.root / "requirements" / "run.txt").write_text(lock, "utf-8")
    assert used.run().stderr == ""


def test_changed_entry_points_install_the_engine_again(used: TinyProject) -> None:
    (used.root / "pyproject.toml").write_text(_pyproject(used) + "# changed\n", "utf-8")
    result = used.run()
    assert result.stderr.startswith("Installing the engine itself.\n")
    assert engine_of(result)


def test_without_a_network_the_first_use_says_what_to_do(fresh: TinyProject) -> None:
    result = _offline(fresh)
    assert result.returncode == 1
    assert "the packages could not be downloaded" in result.stderr
    assert "Check the connection" in result.stderr
    assert "Traceback" not in result.stderr
    assert UNREACHABLE in fresh.log


def test_a_package_with_another_hash_is_refused(fresh: TinyProject) -> None:
    wheel = fresh.wheels / "stone-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    result = fresh.run()
    assert result.returncode == 1
    assert "its hash differs" in result.stderr


def test_two_at_once_install_one_after_the_other(fresh: TinyProject) -> None:
    with fresh.start() as first, fresh.start() as second:
        said = [each.communicate(timeout=120) for each in (first, second)]
    assert [first.returncode, second.returncode] == [0, 0]
    assert sum("waiting for it to finish" in errors for _, errors in said) == 1
    assert sum("Ready after" in errors for _, errors in said) == 1


def test_a_folder_of_somebodys_own_is_not_deleted(fresh: TinyProject) -> None:
    keepsake = fresh.venv / "photos" / "reunion.jpg"
    keepsake.parent.mkdir(parents=True)
    keepsake.write_bytes(b"\xff\xd8")
    result = fresh.run()
    assert result.returncode == 1
    assert ".venv exists and is not a Python environment" in result.stderr
    assert keepsake.exists()


@posix
def test_nothing_is_written_where_a_link_that_came_along_leads(fresh: TinyProject) -> None:
    victim = fresh.root.with_name("victim.txt")
    victim.write_text("mine")
    (fresh.root / ".seodang").mkdir()
    for name in ("install.lock", "install.log"):
        (fresh.root / ".seodang" / name).symlink_to(victim)
    assert fresh.run().returncode == 0
    assert victim.read_text() == "mine"


def test_a_state_folder_that_is_a_link_is_refused(fresh: TinyProject) -> None:
    elsewhere = fresh.root.with_name("elsewhere")
    elsewhere.mkdir()
    (fresh.root / ".seodang").symlink_to(elsewhere)
    result = fresh.run()
    assert result.returncode == 1
    assert ".seodang is a link" in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named(fresh: TinyProject) -> None:
    fresh.root.chmod(0o555)
    result = fresh.run(before=without_rights())
    fresh.root.chmod(0o755)
    assert result.returncode == 1
    assert "this folder cannot be written to" in result.stderr
    assert "Traceback" not in result.stderr


@posix
def test_a_folder_that_cannot_be_written_to_can_still_be_used(used: TinyProject) -> None:
    used.root.chmod(0o555)
    result = used.run(before=without_rights())
    used.root.chmod(0o755)
    assert engine_of(result)


def test_an_older_python_is_told_so(fresh: TinyProject) -> None:
    result = _run_in_a_python_where(fresh, "sys.version_info = (3, 8, 0)")
    assert result.returncode == 1
    assert result.stderr.startswith("Seodang needs Python 3.11 or newer, and this is Python 3.8.")


def test_a_python_without_ensurepip_is_told_the_missing_package(fresh: TinyProject) -> None:
    result = _run_in_a_python_where(fresh, "sys.modules['ensurepip'] = None")
    assert result.returncode == 1
    assert "sudo apt install python3." in result.stderr
    assert not fresh.venv.exists()


def test_the_test_command_runs_every_check_though_each_fails(used: TinyProject) -> None:
    result = used.run("test")
    assert "Adding what the tests need" in result.stderr
    assert result.returncode == 1  # the tiny lock has no ruff, mypy, import-linter or pytest
    summary = result.stdout.partition("Checks:")[2].split("\n")[1:-1]
    names = ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert [line[2:16].strip() for line in summary] == names
    assert all("failed" in line for line in summary)
    assert "pebble==1.0" in engine_of(used.run())["packages"]


def test_arguments_of_the_test_command_go_to_pytest_alone(used: TinyProject) -> None:
    result = used.run("test", "tests/course", "-k", "x")
    assert "== pytest" in result.stdout
    assert "== mypy" not in result.stdout


def _pyproject(project: TinyProject) -> str:
    return (project.root / "pyproject.toml").read_text("utf-8")


def _run_in_a_python_where(project: TinyProject, differs: str) -> subprocess.CompletedProcess[str]:
    program = f"import runpy, sys; {differs}; runpy.run_path('build.py', run_name='__main__')"
    return subprocess.run(
        [base_python(), "-X", "utf8", "-c", program],
        capture_output=True,
        encoding="utf-8",
        env=project.variables(),
        cwd=project.root,
        check=False,
    )


def _offline(project: TinyProject) -> subprocess.CompletedProcess[str]:
    return project.run(
        PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL=UNREACHABLE, PIP_RETRIES="1"
    )


def _point_python_to(project: TinyProject, program: Path) -> None:
    for link in (project.venv / "bin").glob("python*"):
        link.unlink()
        link.symlink_to(program)


def _wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
