import errno
import string
from pathlib import Path

import pytest
from bootstrap.install_errors import error_from_output, error_from_system
from bootstrap.messages import SENTENCES
from bootstrap.pip_steps import built_from_source, progress
from bootstrap.project_venv import ProjectVenv

from tiny_project import REPOSITORY

HERE = ProjectVenv(REPOSITORY)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_say_the_same_things(key: str) -> None:
    english, korean = SENTENCES[key]
    assert fields(english) == fields(korean)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
        ("OSError: [WinError 112] There is not enough space on the disk", "disk is full"),
        ("Retrying ... NewConnectionError('<pip...>: Failed to establish", "could not be downl"),
        ("ERROR: HTTP error 407 ... ProxyError('Cannot connect to proxy.'", "could not be downl"),
        ("ERROR: 503 Server Error: Service Unavailable for url: x", "could not be downloaded"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "its hash differs"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "has no ready-made file"),
        ("PermissionError: [WinError 5] Access is denied: 'x.pyd'", "cannot be written to"),
        ("first\nERROR: something new\nlast", "ERROR: something new"),
        ("", "?"),
    ],
)
def test_what_pip_writes_becomes_a_cause_and_advice(
    line: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert said in str(error_from_output(HERE, "run", line))


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written to")]
)
def test_what_the_system_refuses_becomes_a_cause(
    number: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert said in str(error_from_system(HERE, OSError(number, "x", "file")))


def test_a_package_without_a_wheel_for_the_newest_python_is_built_from_source() -> None:
    assert built_from_source((3, 14)) == []
    assert built_from_source((3, 15)) == ["pyyaml"]


def test_progress_counts_downloads_then_installed_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "click-8.dist-info").mkdir()
    written = "Collecting click==8\n  Downloading click\nCollecting rich==14 (from x)\n"
    assert progress("", tmp_path, 95) == ""
    assert progress(written, tmp_path, 95) == "2 of about 95: rich"
    retrying = written + "WARNING: Retrying (Retry(total=4, ..."
    assert progress(retrying, tmp_path, 95) == "no answer from the network, trying again"
    installing = written + "Installing collected packages: click, rich\n"
    assert progress(installing, tmp_path, 95) == "installing: 1 of about 95 packages"
