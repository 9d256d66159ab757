"""The runner: a fresh IPython process a notebook, forked where that is possible."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Protocol

from seodang.documents.notebook import Cell
from seodang.execution.child.confinement import PRIVATE, WORKSPACE
from seodang.execution.environment import environment_of, kept_environment
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.fork_client import ForkClient, ProcessStartError, server_environment
from seodang.execution.limits import Limits
from seodang.execution.normalise import folder_names, normalised
from seodang.execution.notebook_run import NotebookProcess, Raising, RunResult
from seodang.execution.outcomes import Job, Outcome, Succeeded
from seodang.execution.private_folders import private_folder, remove_abandoned
from seodang.execution.reporting import outcome_of
from seodang.execution.spawned_pool import SpawnedPool
from seodang.execution.supervision import Supervision
from seodang.problems import Message, say

PYTHON_KERNELS: Final = frozenset({"python3", "python"})
"""Kernels whose work the notebook's own process does."""

FIGURE_MODULES: Final = ("matplotlib.pyplot", "matplotlib_inline.backend_inline")


class ProcessFactory(Protocol):
    """Where processes come from."""

    def start(self, request: Mapping[str, Any]) -> NotebookProcess:
        """Start a process with a request."""

    def close(self) -> None:
        """End all processes."""


@dataclass(frozen=True, slots=True)
class RunnerSettings:
    """What a runner is given beside jobs.

    `host` is the build's environment, `runs` a folder for private copies, `figures` the files of
    matplotlib's configuration; `draws` says whether any notebook needs matplotlib; `total` and
    `drawing` are the numbers of all notebooks and of those that do, `jobs` how many run at a
    time; `may_fork` allows the fork server.
    """

    host: Mapping[str, str]
    runs: Path
    figures: Mapping[str, bytes] = field(default_factory=dict)
    draws: bool = False
    total: int = 1
    drawing: int = 0
    jobs: int = 1
    may_fork: bool = True


@contextmanager
def process_runner(settings: RunnerSettings) -> Iterator[ProcessRunner]:
    """Make a runner and, in the end, end all that it started."""
    remove_abandoned(settings.runs)
    with private_folder(settings.runs) as scratch:
        for name, content in settings.figures.items():
            (scratch / name).write_bytes(content)
        runner = ProcessRunner(settings, scratch)
        try:
            yield runner
        finally:
            runner.close()


class ProcessRunner:
    """Runs notebooks in processes of a factory that is started with the first of them.

    There are two factories, for notebooks that draw and for those that do not: the second is
    ready long before matplotlib is imported. `notes` says, for the build's report, what held
    notebooks in and which ran in a kernel.
    """

    def __init__(self, settings: RunnerSettings, scratch: Path) -> None:
        self._settings = settings
        self._scratch = scratch
        self._factories: dict[bool, ProcessFactory] = {}
        # By whether notebooks draw, as above: starting one factory must not keep the other waiting.
        self._starting = {False: threading.Lock(), True: threading.Lock()}
        # Taken once and never released: whoever gets it starts the other factory ahead.
        self._first_plain = threading.Lock()
        self._is_closed = False
        self.notes: list[Message] = []

    def run(self, job: Job) -> Outcome:
        """Run the job's code cells in order in a private copy of its workspace."""
        kernel = None if job.kernel in PYTHON_KERNELS and not job.needs_kernel else job.kernel
        try:
            result = self._run(job, kernel)
            # Its outputs until then are dropped: a kernel has to run all cells or none.
            if result.needs_kernel is not None:
                self.notes.append(_in_kernel(job, result.needs_kernel))
                result = self._run(job, job.kernel)
        except ProcessStartError as error:
            result = RunResult([], Failure(FailureKind.NEVER_STARTED, reason=error.reason))
        if result.failure is not None:
            return outcome_of(result.failure, job)
        return Succeeded(
            {c.id: o for c, o in zip(job.notebook.code_cells(), result.outputs, strict=True)}
        )

    def warm_up(self) -> None:
        """Start the factories in the background, so that the first notebook waits for none."""
        for draws in {False, self._settings.draws}:
            threading.Thread(target=self._start_ahead, args=(draws,), daemon=True).start()

    def close(self) -> None:
        """End all processes, and start no more."""
        # Before the locks: a factory that is being started is closed once it is there.
        self._is_closed = True
        for draws in (False, True):
            with self._starting[draws]:
                self._close(draws=draws)

    def _run(self, job: Job, kernel: str | None) -> RunResult:
        factory = self._factory(draws=job.draws)
        # Confined notebooks have a file system in memory, and need no folder of this machine.
        if isinstance(factory, ForkClient) and not factory.unconfined:
            return self._supervised(job, kernel, WORKSPACE, PRIVATE)
        with private_folder(self._settings.runs) as folder:
            return self._supervised(job, kernel, str(folder / "lesson"), str(folder))

    def _supervised(self, job: Job, kernel: str | None, workspace: str, private: str) -> RunResult:
        scratch = f"{private}/scratch"
        limits = Limits(cell=job.timeout, memory=job.memory)
        kept = kept_environment(job.zone, network=job.network)
        request: dict[str, Any] = {
            "cells": [_cell(cell, job) for cell in job.notebook.code_cells()],
            "kernel": kernel,
            "folder": job.folder,
            "files": dict(job.workspace),
            "network": job.network,
            "limits": asdict(limits) | {"cpu": limits.cpu},
            "environment": environment_of(self._settings.host, workspace, scratch, kept),
            "configuration": {n: text.decode() for n, text in self._settings.figures.items()},
        }
        raising = [Raising(cell["may_raise"], cell["must_raise"]) for cell in request["cells"]]
        result = Supervision(self._process(request, draws=job.draws), raising, limits).watch()
        names = folder_names(workspace, scratch)
        return replace(result, outputs=[normalised(outputs, names) for outputs in result.outputs])

    def _process(self, request: Mapping[str, Any], *, draws: bool) -> NotebookProcess:
        factory = self._factory(draws=draws)
        try:
            return factory.start(request)
        except ProcessStartError:
            # A notebook may have ended the server; the next one gets a new server.
            with self._starting[draws]:
                if self._factories.get(draws) is factory:
                    self._close(draws=draws)
            return self._factory(draws=draws).start(request)

    def _factory(self, *, draws: bool) -> ProcessFactory:
        if self._settings.draws and not draws and self._first_plain.acquire(blocking=False):
            threading.Thread(target=self._start_ahead, args=(True,), daemon=True).start()
        with self._starting[draws]:
            if self._is_closed:
                raise ProcessStartError(say("the build was given up"))
            if draws not in self._factories:
                self._factories[draws] = self._new_factory(draws=draws)
            return self._factories[draws]

    def _start_ahead(self, draws: bool) -> None:  # noqa: FBT001 - a thread's only argument
        """Let matplotlib, say, be imported while notebooks run that do not need it."""
        # The first notebook that needs the factory will meet the error, and say so.
        with suppress(ProcessStartError):
            self._factory(draws=draws)

    def _close(self, *, draws: bool) -> None:
        factory = self._factories.pop(draws, None)
        if factory is not None:
            factory.close()

    def _new_factory(self, *, draws: bool) -> ProcessFactory:
        settings, scratch = self._settings, str(self._scratch)
        modules = FIGURE_MODULES if draws else ()
        # A notebook brings its own; these are for the time until there is one.
        kept = kept_environment("UTC0", network=False)
        own = environment_of(settings.host, scratch, scratch, kept)
        environment = server_environment(own, scratch)
        reason: str | Message = say("no namespaces without the fork server")
        if settings.may_fork and sys.platform == "linux":
            try:
                server = ForkClient(modules, environment)
            except ProcessStartError as error:  # an old kernel, say; what is slower still works
                reason = error.reason
            else:
                self._note(_confinement(server.unconfined))
                return server
        self._note(_confinement(reason))
        total = settings.drawing if draws else settings.total - settings.drawing
        return SpawnedPool(modules, environment, ahead=settings.jobs, total=total)

    def _note(self, note: Message) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _cell(cell: Cell, job: Job) -> dict[str, Any]:
    must_raise = "raises-exception" in cell.tags
    may_raise = must_raise or job.allow_errors
    return {"source": cell.code, "may_raise": may_raise, "must_raise": must_raise}


def _confinement(unconfined: str | Message) -> Message:
    if unconfined:
        return say(
            "notebooks were held by limits only, not kept from files and network ({reason})",
            reason=unconfined,
        )
    return say("notebooks were kept to their own files and processes, without network")


def _in_kernel(job: Job, why: str) -> Message:
    return say("{lesson} ran in a Jupyter kernel, for {why}", lesson=job.lesson, why=why)
