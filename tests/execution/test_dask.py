"""Notebooks on a Dask cluster: the same results, and a lost worker costs little."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from distributed import Client

from execution.small_courses import Run, lesson
from seodang.documents.notebook import Notebook
from seodang.execution.dask_executor import RemoteJob, run_remote_job
from seodang.execution.outcomes import Failed, Job
from seodang.ids import LessonId

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


@dataclass(frozen=True)
class Cluster:
    """A scheduler and two workers, each a process of its own."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    processes = [_process(*scheduler)]
    worker = ["distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1"]
    workers = [_process(*worker, "--no-nanny") for _ in range(2)]
    yield Cluster(f"127.0.0.1:{port}", workers)
    for process in (*workers, *processes):
        process.terminate()
        process.wait(30)


def _process(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments, "--no-dashboard"],
        env={**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_cluster_of_other_processes_gives_them_too(run: Run, cluster: Cluster) -> None:
    here = run(FILES)
    there = run(FILES, executor=f"dask://{cluster.address}", store="other")
    assert there.told() == here.told()
    assert [there.outputs(name) for name in "ab"] == [here.outputs(name) for name in "ab"]
    assert "Dask workers" in str(there.executed.notes[0])


def test_a_lost_worker_costs_its_notebook_one_more_try(run: Run, cluster: Cluster) -> None:
    run(lesson("'하나'"), executor=f"dask://{cluster.address}")  # both workers are there now
    threading.Timer(2, cluster.workers[0].kill).start()
    slow = {name: lesson("import time\ntime.sleep(4)\n'끝'", name=name) for name in ("b", "c")}
    built = run({**slow["b"], **slow["c"]}, executor=f"dask://{cluster.address}")
    assert built.problems == []
    assert {"b", "c"} <= set(built.executed.outputs)


def test_a_notebook_that_ends_two_workers_has_failed(run: Run, cluster: Cluster) -> None:
    run(lesson("'하나'"), executor=f"dask://{cluster.address}")
    ending = threading.Thread(target=end_whoever_runs, args=(cluster, 2))
    ending.start()
    built = run(
        lesson("import time\ntime.sleep(30)", name="b"), executor=f"dask://{cluster.address}"
    )
    ending.join()
    told = [str(p.message) for p in built.problems if p.where.path.startswith("lessons/b/")]
    assert len(told) == 1
    assert "ended two workers" in told[0]


def end_whoever_runs(cluster: Cluster, times: int) -> None:
    """Kill the worker that a notebook runs on, and then the one to which it moved."""
    with Client(f"tcp://{cluster.address}", timeout=30) as client:
        pids = client.run(os.getpid)
        for _ in range(times):
            os.kill(pids.pop(busy_worker(client, pids)), signal.SIGKILL)


def busy_worker(client: Client, known: Mapping[str, int]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for worker, tasks in client.processing().items():
            if worker in known and any(str(task).startswith("b-") for task in tasks):
                return str(worker)
        time.sleep(0.1)
    raise AssertionError("no worker runs the notebook")


def test_notebooks_do_not_wait_for_ever_for_a_cluster_that_is_gone(
    run: Run, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seodang.execution.dask_executor._WORKERLESS", 3.0)
    run(lesson("'하나'"), executor=f"dask://{cluster.address}")
    threading.Timer(2, end_all, args=(cluster,)).start()
    built = run(
        lesson("import time\ntime.sleep(30)", name="b"), executor=f"dask://{cluster.address}"
    )
    assert {problem.rule for problem in built.problems} == {"notebook-could-run"}


def test_a_worker_with_other_packages_runs_nothing() -> None:
    notebook = Notebook("lessons/a/notebook.md", "python3", ())
    job = Job(LessonId("a"), notebook, "python3", "", {}, timeout=1, memory=10**9, network=False)
    outcome = run_remote_job(RemoteJob(job, {}, machine="another"))
    assert isinstance(outcome, Failed)
    assert "other packages" in str(outcome.problem.message)


def end_all(cluster: Cluster) -> None:
    for worker in cluster.workers:
        worker.kill()
