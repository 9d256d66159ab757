"""The runner: a fresh IPython process a notebook, forked where that is possible."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Protocol

from seodang.documents.notebook import Cell
from seodang.execution.child.confinement import PRIVATE, WORKSPACE
from seodang.execution.environment import environment_of
from seodang.execution.failure import Failing, Failure
from seodang.execution.fork_client import ForkServer, ServerError, server_environment
from seodang.execution.limits import Limits
from seodang.execution.normalise import names_of_places, tidied
from seodang.execution.outcomes import Job, Outcome, Succeeded
from seodang.execution.private_folders import private_folder, remove_abandoned
from seodang.execution.reporting import outcome_of
from seodang.execution.spawned_pool import SpawnedPool
from seodang.execution.supervision import NotebookProcess, Ran, Supervision
from seodang.problems import Message, say

PYTHON_KERNELS: Final = frozenset({"python3", "python"})
"""Kernels whose work the notebook's own process does."""

FIGURE_MODULES: Final = ("matplotlib.pyplot", "matplotlib_inline.backend_inline")


class Supplier(Protocol):
    """Where processes come from."""

    def start(self, order: Mapping[str, Any]) -> NotebookProcess:
        """Start a process with an order."""

    def close(self) -> None:
        """End all processes."""


@dataclass(frozen=True, slots=True)
class Setting:
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
def process_runner(setting: Setting) -> Iterator[ProcessRunner]:
    """Make a runner and, in the end, end all that it started."""
    remove_abandoned(setting.runs)
    with private_folder(setting.runs) as scratch:
        for name, content in setting.figures.items():
            (scratch / name).write_bytes(content)
        runner = ProcessRunner(setting, scratch)
        try:
            yield runner
        finally:
            runner.close()


class ProcessRunner:
    """Runs notebooks in processes of a supplier that is started with the first of them.

    There are two suppliers, for notebooks that draw and for those that do not: the second is
    ready long before matplotlib is imported. `notes` says, for the build's report, what held
    notebooks in and which ran in a kernel.
    """

    def __init__(self, setting: Setting, scratch: Path) -> None:
        self._setting = setting
        self._scratch = scratch
        self._suppliers: dict[bool, Supplier] = {}
        self._starting = {False: threading.Lock(), True: threading.Lock()}
        self._is_first = threading.Lock()
        self._is_closed = False
        self.notes: list[Message] = []

    def run(self, job: Job) -> Outcome:
        """Run the job's code cells in order in a private copy of its workspace."""
        kernel = None if job.kernel in PYTHON_KERNELS and not job.needs_kernel else job.kernel
        try:
            ran = self._ran(job, kernel)
            if ran.needs_kernel is not None:
                self.notes.append(_in_kernel(job, ran.needs_kernel))
                ran = self._ran(job, job.kernel)
        except ServerError as error:
            ran = Ran([], Failure(Failing.NEVER_STARTED, reason=error.reason))
        if ran.failure is not None:
            return outcome_of(ran.failure, job)
        return Succeeded(
            {c.id: o for c, o in zip(job.notebook.code_cells(), ran.outputs, strict=True)}
        )

    def warm_up(self) -> None:
        """Start the suppliers in the background, so that the first notebook waits for none."""
        for draws in {False, self._setting.draws}:
            threading.Thread(target=self._start_ahead, args=(draws,), daemon=True).start()

    def close(self) -> None:
        """End all processes, and start no more."""
        self._is_closed = True
        for draws in (False, True):
            with self._starting[draws]:
                self._end(draws=draws)

    def _ran(self, job: Job, kernel: str | None) -> Ran:
        supplier = self._started(draws=job.draws)
        if isinstance(supplier, ForkServer) and not supplier.unconfined:
            return self._supervised(job, kernel, WORKSPACE, PRIVATE)
        with private_folder(self._setting.runs) as folder:
            return self._supervised(job, kernel, str(folder / "lesson"), str(folder))

    def _supervised(self, job: Job, kernel: str | None, workspace: str, private: str) -> Ran:
        scratch = f"{private}/scratch"
        limits = Limits(cell=job.timeout, memory=job.memory)
        order: dict[str, Any] = {
            "cells": [_cell(cell) for cell in job.notebook.code_cells()],
            "kernel": kernel,
            "folder": job.folder,
            "files": dict(job.workspace),
            "network": job.network,
            "limits": limits.for_the_system(),
            "environment": environment_of(self._setting.host, workspace, scratch),
            "configuration": {n: text.decode() for n, text in self._setting.figures.items()},
        }
        may_raise = [cell["may_raise"] for cell in order["cells"]]
        ran = Supervision(self._process(order, draws=job.draws), may_raise, limits).watch()
        places = names_of_places(workspace, scratch)
        return replace(ran, outputs=[tidied(outputs, places) for outputs in ran.outputs])

    def _process(self, order: Mapping[str, Any], *, draws: bool) -> NotebookProcess:
        supplier = self._started(draws=draws)
        try:
            return supplier.start(order)
        except ServerError:
            # A notebook may have ended the server; the next one gets a new server.
            with self._starting[draws]:
                if self._suppliers.get(draws) is supplier:
                    self._end(draws=draws)
            return self._started(draws=draws).start(order)

    def _started(self, *, draws: bool) -> Supplier:
        if self._setting.draws and not draws and self._is_first.acquire(blocking=False):
            threading.Thread(target=self._start_ahead, args=(True,), daemon=True).start()
        with self._starting[draws]:
            if self._is_closed:
                raise ServerError(say("the build was given up"))
            if draws not in self._suppliers:
                self._suppliers[draws] = self._start(draws=draws)
            return self._suppliers[draws]

    def _start_ahead(self, draws: bool) -> None:  # noqa: FBT001 - a thread's only argument
        """Let matplotlib, say, be imported while notebooks run that do not need it."""
        with suppress(ServerError):  # the first notebook that needs it will meet it, and say so
            self._started(draws=draws)

    def _end(self, *, draws: bool) -> None:
        supplier = self._suppliers.pop(draws, None)
        if supplier is not None:
            supplier.close()

    def _start(self, *, draws: bool) -> Supplier:
        setting, scratch = self._setting, str(self._scratch)
        modules = FIGURE_MODULES if draws else ()
        environment = server_environment(environment_of(setting.host, scratch, scratch), scratch)
        reason: str | Message = say("no namespaces without the fork server")
        if setting.may_fork and sys.platform == "linux":
            try:
                server = ForkServer(modules, environment)
            except ServerError as error:  # an old kernel, say; what is slower still works
                reason = error.reason
            else:
                self._note(_confinement(server.unconfined))
                return server
        self._note(_confinement(reason))
        total = setting.drawing if draws else setting.total - setting.drawing
        return SpawnedPool(modules, environment, ahead=setting.jobs, total=total)

    def _note(self, note: Message) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _cell(cell: Cell) -> dict[str, Any]:
    return {"source": cell.source, "may_raise": "raises-exception" in cell.tags}


def _confinement(unconfined: str | Message) -> Message:
    if unconfined:
        return say(
            "notebooks were held by limits only, not kept from files and network ({reason})",
            reason=unconfined,
        )
    return say("notebooks were kept to their own files and processes, without network")


def _in_kernel(job: Job, why: str) -> Message:
    return say("{lesson} ran in a Jupyter kernel, for {why}", lesson=job.lesson, why=why)
