"""What a terminal is asked before anything is sent, with a real one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publishing.built import TODAY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")


def _answered(root: Path, to: str, *answers: str) -> tuple[int, str]:
    """Publish at a Korean terminal, typing the answers; return the exit code and what it shows."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "seodang", "publish", "--root", str(root), "--today", TODAY]
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    process = subprocess.Popen(
        [*command, "--to", to],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        cwd=root.parent,
        env={**os.environ, "LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1"},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 1 << 16):
            shown += part
    except OSError:  # the terminal's other side is closed: everything was said
        pass
    os.close(ours)
    _, said = process.communicate(timeout=60)
    return process.returncode, (shown + said).decode()


@pytest.mark.parametrize("answer", ["예", "네", "y"])
def test_yes_in_korean_publishes(root: Path, tmp_path: Path, answer: str) -> None:
    code, shown = _answered(root, str(tmp_path / "web"), answer)
    assert code == 0, shown
    assert "이대로 발행할까요? [예/아니오]" in shown
    assert (tmp_path / "web/index.html").exists()


def test_a_name_that_is_none_is_asked_about(root: Path, tmp_path: Path) -> None:
    (root / "publish.yml").write_text("web: {to: ../stick}\n")
    code, shown = _answered(root, "wbe", "아니오")
    assert (code, "이 폴더를 새로 만들까요?" in shown) == (1, True)
    assert "혹시 'web'입니까?" in shown
    assert not (tmp_path / "wbe").exists()
    assert _answered(root, "wbe", "예", "예")[0] == 0
    assert (tmp_path / "wbe/index.html").exists()
