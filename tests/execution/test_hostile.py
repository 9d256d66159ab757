"""What hostile notebooks do stays with them; everything else is built."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest

from execution.hostile_notebooks import HOSTILE, LIMITS
from execution.small_courses import Built, Run, lesson

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has namespaces")
pytestmark = [pytest.mark.kernel, linux]

TOKEN = "a-token-of-the-author"  # noqa: S105 - the bait
MARKER = f"86413.{os.getpid()}"  # seconds that no other process is asked to sleep
ENOUGH = 120.0


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _files(words: Mapping[str, object]) -> dict[str, str]:
    good = {
        **lesson("'하나'", name="a"),
        **lesson("import matplotlib.pyplot as p\np.plot([1]);", name="good"),
    }
    hostile: dict[str, str] = {}
    for name, one in HOSTILE.items():
        source = one.source.format(**words)
        # What does not wait to be ended must not be ended because the machine is busy.
        timeout = "2s" if one.rule == LIMITS and "MB" not in one.told else "30s"
        hostile |= lesson(source, "'뒤'", name=name, timeout=timeout, memory="300MB")
    return {**good, **hostile}


def test_each_hostile_notebook_is_named_and_all_others_are_built(
    run: Run,
    listener: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    build_course: Callable[[Mapping[str, str]], Path],
) -> None:
    monkeypatch.setenv("SEODANG_TOKEN", TOKEN)
    secret = tmp_path / "secret.txt"
    secret.write_text(TOKEN)
    course = tmp_path / "course"
    files = _files({"secret": secret, "course": course, "port": listener, "marker": MARKER})
    already = {one.pid for one in psutil.Process().children(recursive=True)}
    begin = time.monotonic()
    built = run(files)
    assert time.monotonic() - begin < ENOUGH
    assert "without network" in str(built.executed.notes[0])
    _each_is_named(built)
    assert {"a", "good"} <= set(built.executed.outputs)
    assert TOKEN not in str([built.outputs(name) for name in built.executed.outputs])
    assert {path: (course / path).read_text("utf-8") for path in files} == files
    assert list((course / ".seodang" / "runs").iterdir()) == []
    assert _left_behind(already) == []


def _each_is_named(built: Built) -> None:
    told = {problem.where.path.split("/")[1]: problem for problem in built.problems}
    wrong = []
    for name, hostile in HOSTILE.items():
        rule = told[name].rule if name in told else ""
        message = str(told[name].message) if name in told else ""
        if rule != hostile.rule or hostile.told not in message:
            wrong.append((name, rule, message))
    assert not wrong, "\n".join(map(str, wrong))


def _left_behind(already: set[int]) -> list[str]:
    """Return what the notebooks started, wherever it went, and what this build started."""
    everywhere = psutil.process_iter(["cmdline"])
    marked = [one for one in everywhere if MARKER in (one.info["cmdline"] or [])]
    own = psutil.Process().children(recursive=True)
    return [str(one) for one in (*marked, *own) if one.pid not in already]
