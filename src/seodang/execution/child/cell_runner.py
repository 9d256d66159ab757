"""Running a notebook's cells, one after the other, in this process."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from seodang.execution.child.cell_names import cell_file
from seodang.execution.child.exception_report import describe_exception
from seodang.execution.child.resource_limits import peak_of_children
from seodang.execution.child.shell import LessonShell
from seodang.execution.child.streams import Streams


async def run_cells(cells: list[dict[str, Any]], shell: LessonShell, streams: Streams) -> None:
    """Run cells in order until one raises that may not.

    A cell is `{"source": str, "may_raise": bool, …}`. As in a kernel, an event loop is running
    all the time, so tasks begun in one cell go on in the next.
    """
    channel = shell.channel
    files: dict[str, int] = {}  # the number of the cell last run from each of IPython's files
    for number, cell in enumerate(cells):
        file = cell_file(cell["source"])
        files[file] = number
        channel.send_as_owner(begin=number, file=file)
        streams.begin_cell()
        error, is_fine = await _run(shell, cell["source"])
        await asyncio.sleep(0)  # let tasks that the cell began take their first step
        # Where the cell has used up all memory there must be some for saying so.
        shell.headroom.raise_limit()
        streams.flush()
        ended = not is_fine and not cell["may_raise"]
        details = describe_exception(error, file, files) if ended and error is not None else None
        children = peak_of_children()
        channel.send_as_owner(end=number, ok=is_fine, failure=details, children=children)
        shell.headroom.restore_limit()
        if ended:
            return
        if shell.exit_now and number + 1 < len(cells):
            channel.send_as_owner(died="exit()")
            return
    channel.send_as_owner(done=True)


async def _run(shell: LessonShell, source: str) -> tuple[BaseException | None, bool]:
    """Run a cell as ipykernel does (`ipkernel.py`, do_execute); return its error, and success."""
    shell.last_traceback_in_displayhook = False
    result = await _result(shell, source)
    error = result.error_before_exec or result.error_in_exec
    if shell.last_traceback_in_displayhook:  # the value cannot be shown
        return error or sys.last_value, False
    return error, result.success


async def _result(shell: LessonShell, source: str) -> Any:
    transformed: str | None
    try:
        transformed = shell.transform_cell(source)  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 - IPython reports it when the cell runs
        transformed = None
    if transformed is None or not shell.should_run_async(source, transformed_cell=transformed):
        return shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    result = None
    try:
        result = await shell.run_cell_async(
            source, store_history=True, transformed_cell=transformed
        )
    finally:
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result
