"""Notebooks on a Dask cluster: the same results, and a lost worker costs little."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from execution.small_courses import Run, lesson

pytest.importorskip("distributed", reason="install the extra [dask] to run these tests")
pytestmark = [
    pytest.mark.kernel,
    # Dask's own loose ends, seen with 2026.8: sockets and loops that it closes when collected.
    pytest.mark.filterwarnings("ignore"),
]

FILES = {
    **lesson("import words\nwords.HELLO", name="a"),
    "lessons/a/words.py": "HELLO = '안녕'\n",
    **lesson("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", name="b"),
    **lesson("1 / 0", name="c"),
}


def test_a_local_cluster_gives_the_results_of_this_machine(run: Run) -> None:
    here = run(FILES)
    there = run(FILES, executor="dask", store="other")
    assert there.executed.executed == 2
    assert there.told() == here.told()
    assert [there.outputs(name) for name in "ab"] == [here.outputs(name) for name in "ab"]
    assert run(FILES, executor="dask", store="other").executed.reused == 2


@pytest.fixture
def cluster() -> Iterator[str]:
    """Start a scheduler and two workers as processes of their own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    host, _, port = address.partition(":")
    begin = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    environment = {**__import__("os").environ, **settings}
    processes = [_process([*begin, "--host", host, "--port", port], environment)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{address}"]
    limits = ["--nthreads", "1", "--no-dashboard", "--nworkers", "1"]
    processes += [_process([*worker, *limits], environment) for _ in range(2)]
    yield address
    for process in reversed(processes):
        process.terminate()
        process.wait(30)


def _process(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_a_cluster_of_other_processes_gives_them_too(run: Run, cluster: str) -> None:
    time.sleep(1)
    here = run(FILES)
    there = run(FILES, executor=f"dask://{cluster}", store="other")
    assert there.told() == here.told()
    assert [there.outputs(name) for name in "ab"] == [here.outputs(name) for name in "ab"]
    assert "Dask workers" in str(there.executed.notes[0])
