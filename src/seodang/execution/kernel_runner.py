"""Running notebooks in a Jupyter kernel, one fresh kernel each, through nbclient."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from seodang.course.notebook import Notebook
from seodang.execution.environment import environment_of
from seodang.execution.failure import Failing, Failure, outcome_of
from seodang.execution.outcomes import CouldNotRun, Job, Outcome, Succeeded
from seodang.execution.tidy import tidied, without_colour
from seodang.execution.workspace import WorkspaceChangedError, fill
from seodang.problems import Place, Problem, say

_LINE: Final = re.compile(r"Cell In\[\d+\], line (\d+)")


class KernelRunner:
    """Runs each job in a kernel of its own; `configuration` are matplotlib's files by name."""

    def __init__(self, configuration: Mapping[str, bytes], host: Mapping[str, str]) -> None:
        self._configuration = configuration
        self._host = host

    def run(self, job: Job) -> Outcome:
        """Run the job's code cells in order in a private copy of its workspace."""
        with tempfile.TemporaryDirectory(prefix="seodang-", ignore_cleanup_errors=True) as private:
            workspace = Path(private, "work")
            workspace.mkdir()
            self._configure(Path(private, "matplotlib"))
            try:
                fill(workspace, Path(job.folder), job.workspace)
            except WorkspaceChangedError as changed:
                return CouldNotRun(_changed(job.notebook, str(changed)))
            return _run(job, str(workspace), environment_of(self._host, str(workspace), private))

    def _configure(self, folder: Path) -> None:
        folder.mkdir()
        for name, content in self._configuration.items():
            (folder / name).write_bytes(content)


def _run(job: Job, workspace: str, environment: Mapping[str, str]) -> Outcome:
    notebook = _for_nbclient(job.notebook)
    client = NotebookClient(
        notebook, timeout=job.timeout, kernel_name=job.kernel, record_timing=False
    )
    try:
        # What the kernel itself complains of on the terminal is nothing to its author.
        with client.setup_kernel(env=dict(environment), cwd=workspace, stderr=subprocess.DEVNULL):
            for number, cell in enumerate(notebook.cells):
                failure = _cell(client, cell, number, job.timeout)
                if failure is not None:
                    return outcome_of(failure, job.notebook)
    except NoSuchKernel:
        return CouldNotRun(_no_kernel(job))
    pairs = zip(job.notebook.code_cells(), notebook.cells, strict=True)
    return Succeeded({cell.id: tidied(ran.outputs, workspace) for cell, ran in pairs})


def _for_nbclient(notebook: Notebook) -> Any:
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "source": cell.source,
            "metadata": {"tags": list(cell.tags)},
            "outputs": [],
            "execution_count": None,
        }
        for cell in notebook.code_cells()
    ]
    plain = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    return nbformat.from_dict(plain)  # type: ignore[no-untyped-call]


def _cell(client: Any, cell: Any, number: int, timeout: float) -> Failure | None:
    try:
        client.execute_cell(cell, number)
    except CellExecutionError as error:
        return _raised(cell, number, error)
    except CellTimeoutError:
        return Failure(Failing.TIMEOUT, number, seconds=timeout)
    except DeadKernelError:
        return Failure(Failing.DIED, number, exception="the kernel died")
    raised = any(output.output_type == "error" for output in cell.outputs)
    if "raises-exception" in cell.metadata.tags and not raised:
        return Failure(Failing.DID_NOT_RAISE, number)
    return None


def _raised(cell: Any, number: int, error: CellExecutionError) -> Failure:
    # IPython numbers the cell's lines in its traceback; the first of them is where it stood.
    found = _LINE.search(without_colour(error.traceback))
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    return Failure(
        Failing.RAISED,
        number,
        line=int(found[1]) - 1 if found else None,
        exception=f"{error.ename}: {error.evalue}".removesuffix(": "),
        output=tuple(without_colour(printed).splitlines()),
    )


def _no_kernel(job: Job) -> Problem:
    return Problem(
        "notebook-could-run",
        Place(job.notebook.path),
        say("there is no kernel '{kernel}' on this machine", kernel=job.kernel),
        say("install it, or write 'python3' as the notebook's kernel"),
    )


def _changed(notebook: Notebook, path: str) -> Problem:
    return Problem(
        "notebook-could-run",
        Place(notebook.path),
        say("'{path}' changed while the course was being built", path=path),
        say("build once more"),
    )
