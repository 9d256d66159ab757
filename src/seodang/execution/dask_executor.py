"""Running notebooks on a Dask cluster: many machines, or processes of this one.

Needs the extra `[dask]`. Every worker keeps a runner of its own; a notebook travels to it with
the files of its workspace, so that workers need no common file system.
"""

from __future__ import annotations

import itertools
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin, get_worker, wait

from seodang.execution.executor import Executor, Task, TaskResult
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.inputs import machine_key
from seodang.execution.outcomes import Failed, Job, Outcome
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.execution.reporting import outcome_of
from seodang.files.reading import stored
from seodang.problems import Message, say

PLUGIN: Final = "seodang-notebooks"
_PENDING_A_WORKER: Final = 4
_WORKERLESS: Final = 30.0
"""Seconds that a cluster may be without any worker before its notebooks have failed."""
_POLL_INTERVAL: Final = 5.0
_GATHER_TIMEOUT: Final = 30.0
"""Seconds for a finished result to arrive."""

_Future: TypeAlias = "Future[Any]"


@dataclass(frozen=True)
class RemoteJob:
    """A job with the files of its workspace, and the machine its key was made for."""

    job: Job
    files: Mapping[str, bytes]
    machine: str


class RunnerPlugin(WorkerPlugin):  # type: ignore[misc]
    """Gives a worker its runner, for as long as the worker lives."""

    name = PLUGIN

    def __init__(self, settings: RunnerSettings) -> None:
        self._settings = settings
        self._open = ExitStack()

    def setup(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """Start the runner in a folder of the worker's own."""
        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="seodang-"))
        settings = replace(self._settings, host=dict(os.environ), runs=Path(folder))
        self.runner = self._open.enter_context(process_runner(settings))

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """End all that the runner started."""
        self._open.close()


def run_remote_job(remote: RemoteJob) -> Outcome:
    """Run a job on the worker that received it."""
    # Its results would be kept under a key that names the packages of another machine.
    if machine_key() != remote.machine:
        return outcome_of(Failure(FailureKind.OTHER_PACKAGES), remote.job)
    with tempfile.TemporaryDirectory(prefix="seodang-") as folder:
        for path, content in remote.files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        plugin: Any = get_worker().plugins[PLUGIN]
        outcome: Outcome = plugin.runner.run(replace(remote.job, folder=folder))
        return outcome


@contextmanager
def dask_executor(settings: RunnerSettings, address: str | None) -> Iterator[Executor]:
    """Run notebooks on the cluster at `address` (HOST:PORT), or on one made for this build.

    A worker that is lost costs its notebook one more try; a notebook that ends two workers has
    failed (Dask's allowed-failures; a scheduler of one's own has to be started with it).
    """
    with ExitStack() as stack:
        if address is None:
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 1}))
            # One thread a worker: a notebook that ends its worker takes no other along.
            cluster = LocalCluster(
                n_workers=settings.jobs,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
            )
            client = stack.enter_context(Client(stack.enter_context(cluster)))
        else:
            client = stack.enter_context(Client(f"tcp://{address}"))
        # What a worker has of its own must not travel: environment and folders.
        client.register_plugin(RunnerPlugin(replace(settings, host={}, runs=Path())))
        yield _DaskExecutor(client)
        # A cluster of one's own outlives this build; its next one brings its own settings.
        client.unregister_worker_plugin(PLUGIN)


class _DaskExecutor:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._machine = machine_key()
        self._numbers = itertools.count()
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        self.notes: list[Message] = [say("notebooks ran on {count} Dask workers", count=workers)]
        self._most_pending = _PENDING_A_WORKER * max(1, workers)
        self._last_worker = time.monotonic()

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[TaskResult]:
        pending: dict[_Future, tuple[Job, float]] = {}
        for lesson, make_job in tasks:
            job = make_job()
            if isinstance(job, Failed):
                yield lesson, job, 0.0
                continue
            pending[self._submit(job)] = (job, time.perf_counter())
            if len(pending) >= self._most_pending:
                yield from self._completed(pending)
        while pending:
            yield from self._completed(pending)

    def _submit(self, job: Job) -> _Future:
        files = {
            path: Path(job.folder, stored(Path(job.folder), path)).read_bytes()
            for path in job.workspace
        }
        remote = RemoteJob(job, files, self._machine)
        # A number of its own: the same notebook may have to run again in the next build.
        key = f"{job.lesson}-{next(self._numbers)}-{time.monotonic_ns()}"
        return self._client.submit(run_remote_job, remote, key=key, pure=False)

    def _completed(self, pending: dict[_Future, tuple[Job, float]]) -> Iterator[TaskResult]:
        has_given_up = False
        try:
            done = wait(list(pending), timeout=_POLL_INTERVAL, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            # Dask itself waits for ever; with no worker left, all that is pending has failed.
            has_given_up = not self._has_workers()
            done = set(pending) if has_given_up else set()
        for future in done:
            job, begin = pending[future]
            outcome = _given_up(future, job) if has_given_up else _outcome(future, job)
            if outcome is not None:
                del pending[future]
                yield job.lesson, outcome, time.perf_counter() - begin

    def _has_workers(self) -> bool:
        """Whether any worker is there, or was until just now: a lost one may come back."""
        now = time.monotonic()
        if self._client.scheduler_info(n_workers=-1)["workers"]:
            self._last_worker = now
        return now - self._last_worker < _WORKERLESS


def _outcome(future: _Future, job: Job) -> Outcome | None:
    """Return what came of a job; None where its result is lost, and being made again."""
    try:
        # For `wait`, a result that was lost with its worker is done; asked for, it may never come.
        outcome: Outcome = future.result(timeout=_GATHER_TIMEOUT)
    except KilledWorker:
        return outcome_of(Failure(FailureKind.ENDED_WORKERS), job)
    except TimeoutError:
        return None
    return outcome


def _given_up(future: _Future, job: Job) -> Outcome:
    future.cancel()
    return outcome_of(Failure(FailureKind.NO_WORKER), job)
