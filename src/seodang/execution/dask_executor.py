"""Running notebooks on a Dask cluster: many machines, or processes of this one.

Needs the extra `[dask]`. Every worker keeps a runner of its own; a notebook travels to it with
the files of its workspace, so that workers need no common file system.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin, get_worker, wait

from seodang.execution.executor import Crew, Done, Order
from seodang.execution.failure import Failing, Failure
from seodang.execution.inputs import machine_key
from seodang.execution.outcomes import CouldNotRun, Job, Outcome
from seodang.execution.process_runner import Setting, process_runner
from seodang.execution.reporting import outcome_of
from seodang.problems import Message, say

PLUGIN: Final = "seodang-notebooks"
_AHEAD: Final = 4
_PATIENCE: Final = 30.0
"""Seconds that a cluster may be without any worker before its notebooks have failed."""
_LOOK: Final = 5.0

_Future: TypeAlias = "Future[Any]"


@dataclass(frozen=True)
class Parcel:
    """A job with the files of its workspace, and the machine its key was made for."""

    job: Job
    files: Mapping[str, bytes]
    machine: str


class Notebooks(WorkerPlugin):  # type: ignore[misc]
    """Gives a worker its runner, for as long as the worker lives."""

    name = PLUGIN

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._open = ExitStack()

    def setup(self, worker: Any) -> None:
        """Start the runner in a folder of the worker's own."""
        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="seodang-"))
        setting = replace(self._setting, host=_host(), runs=Path(folder))
        self.runner = self._open.enter_context(process_runner(setting))
        self.threads = worker.state.nthreads

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """End all that the runner started."""
        self._open.close()


def run_parcel(parcel: Parcel) -> Outcome:
    """Run a parcel on the worker that received it."""
    if machine_key() != parcel.machine:
        return outcome_of(Failure(Failing.OTHER_PACKAGES), parcel.job)
    with tempfile.TemporaryDirectory(prefix="seodang-") as folder:
        for path, content in parcel.files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        plugin: Any = get_worker().plugins[PLUGIN]
        outcome: Outcome = plugin.runner.run(replace(parcel.job, folder=folder))
        return outcome


@contextmanager
def dask_crew(setting: Setting, address: str | None) -> Iterator[Crew]:
    """Run notebooks on the cluster at `address` (HOST:PORT), or on one made for this build.

    A worker that is lost costs its notebook one more try; a notebook that ends two workers has
    failed (Dask's allowed-failures; a scheduler of one's own has to be started with it).
    """
    with ExitStack() as stack:
        if address is None:
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 1}))
            cluster = LocalCluster(
                n_workers=setting.jobs,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
            )
            client = stack.enter_context(_client(stack.enter_context(cluster)))
        else:
            client = stack.enter_context(_client(f"tcp://{address}"))
        # What a worker has of its own must not travel: environment and folders.
        plugin = Notebooks(replace(setting, host={}, runs=Path()))
        client.register_plugin(plugin)
        yield _DaskCrew(client)
        client.unregister_worker_plugin(PLUGIN)


class _DaskCrew:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._machine = machine_key()
        self._numbers = itertools.count()
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        self.notes: list[Message] = [say("notebooks ran on {count} Dask workers", count=workers)]
        self._ahead = _AHEAD * max(1, workers)
        self._last_worker = time.monotonic()

    def outcomes(self, orders: Iterable[Order]) -> Iterator[Done]:
        flying: dict[_Future, tuple[Job, float]] = {}
        for lesson, make in orders:
            job = make()
            if isinstance(job, CouldNotRun):
                yield lesson, job, 0.0
                continue
            flying[self._submitted(job)] = (job, time.perf_counter())
            if len(flying) >= self._ahead:
                yield from self._landed(flying)
        while flying:
            yield from self._landed(flying)

    def _submitted(self, job: Job) -> _Future:
        files = {path: Path(job.folder, path).read_bytes() for path in job.workspace}
        parcel = Parcel(job, files, self._machine)
        # A number of its own: the same notebook may have to run again in the next build.
        key = f"{job.lesson}-{next(self._numbers)}-{time.monotonic_ns()}"
        return self._client.submit(run_parcel, parcel, key=key, pure=False)

    def _landed(self, flying: dict[_Future, tuple[Job, float]]) -> Iterator[Done]:
        try:
            done = wait(list(flying), timeout=_LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            done = set() if self._has_workers() else set(flying)
        for future in done:
            job, begin = flying.pop(future)
            yield job.lesson, _outcome(future, job), time.perf_counter() - begin

    def _has_workers(self) -> bool:
        """Whether any worker is there, or was until just now: a lost one may come back."""
        now = time.monotonic()
        if self._client.scheduler_info(n_workers=-1)["workers"]:
            self._last_worker = now
        return now - self._last_worker < _PATIENCE


def _outcome(future: _Future, job: Job) -> Outcome:
    if not future.done():
        future.cancel()
        return outcome_of(Failure(Failing.NO_WORKER), job)
    try:
        outcome: Outcome = future.result()
    except KilledWorker:
        outcome = outcome_of(Failure(Failing.ENDED_WORKERS), job)
    return outcome


def _client(where: Any) -> Client:
    return Client(where)


def _host() -> Mapping[str, str]:
    import os

    return dict(os.environ)
