"""Running a notebook's cells in a real Jupyter kernel, itself started in this process's place."""

from __future__ import annotations

import subprocess
from typing import Any, Final

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from seodang.execution.child import kernel_report
from seodang.execution.child.frame_channel import FrameChannel

_ENDLESS: Final = 1_000_000
"""Seconds: the build keeps the time. On a busy machine nbclient would wait four for the outputs
of a cell, and then leave out the rest of them without a word."""


class _Client(NotebookClient):
    """A client that passes on outputs as they come, so that none is lost with the kernel."""

    channel: FrameChannel
    status = "ok"

    def note_reply(self, execute_reply: Any, **_: Any) -> None:
        """Note whether the kernel calls the cell a success; not every error puts something out."""
        self.status = execute_reply["content"]["status"]

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Take a message of the kernel and pass on what it shows."""
        content, kind = msg["content"], msg["msg_type"]
        if kind == "stream":
            self.channel.send(stream=content["name"], text=content["text"])
        elif kind in {"display_data", "update_display_data"}:
            self.channel.send(
                display={"data": content["data"], "metadata": content["metadata"]},
                display_id=(content.get("transient") or {}).get("display_id"),
                update=kind == "update_display_data",
            )
        elif kind == "execute_result":
            names = ("data", "metadata", "execution_count")
            self.channel.send(result={name: content[name] for name in names})
        elif kind == "error":
            self.channel.send(
                error={name: content[name] for name in ("ename", "evalue", "traceback")}
            )
        elif kind == "clear_output":
            self.channel.send(clear=True, wait=content.get("wait", False))
        # nbclient has to see every message too: it learns from them when a cell has ended.
        return super().process_message(msg, cell, cell_index)


def run_in_kernel(request: dict[str, Any], channel: FrameChannel) -> None:
    """Run a request's cells in a fresh kernel of the name it gives."""
    notebook = _notebook(request["cells"])
    client = _Client(
        notebook,
        timeout=None,  # the build watches this process as any other
        startup_timeout=_ENDLESS,
        iopub_timeout=_ENDLESS,
        kernel_name=request["kernel"],
        record_timing=False,
    )
    client.channel = channel
    client.on_cell_executed = client.note_reply
    try:
        with client.setup_kernel(cwd=request["environment"]["HOME"], stderr=subprocess.DEVNULL):
            _run(client, channel)
    except NoSuchKernel:
        channel.send(no_kernel=request["kernel"])
    except DeadKernelError:
        channel.send(kernel_ended=True)


def _run(client: _Client, channel: FrameChannel) -> None:
    if _is_python(client):
        _ask(client, kernel_report.preparation())
    for number, cell in enumerate(client.nb.cells):
        channel.send(begin=number)
        try:
            client.execute_cell(cell, number)
        except CellExecutionError as error:
            channel.send(end=number, ok=False, failure=_describe(client, number, error))
            return
        channel.send(end=number, ok=client.status == "ok", failure=None)
    channel.send(done=True)


def _describe(client: _Client, number: int, error: CellExecutionError) -> dict[str, Any]:
    known = None
    if _is_python(client):
        sources = [cell.source for cell in client.nb.cells[: number + 1]]
        known = kernel_report.answered(_ask(client, kernel_report.question(sources)))
    return known or kernel_report.told_by_protocol(error.ename, error.evalue, error.traceback)


def _is_python(client: _Client) -> bool:
    manager: Any = client.km
    return bool(manager.kernel_spec.language == "python")


def _ask(client: _Client, code: str) -> Any:
    """Run code that leaves no trace in the notebook, and return the kernel's reply."""
    asked = {kernel_report.ANSWER: kernel_report.ANSWER}
    kernel: Any = client.kc
    request = kernel.execute(code, silent=True, store_history=False, user_expressions=asked)
    return client.wait_for_reply(request)


def _notebook(cells: list[dict[str, Any]]) -> Any:
    raw = [
        {
            "cell_type": "code",
            "source": cell["source"],
            "metadata": {"tags": ["raises-exception"] if cell["may_raise"] else []},
            "outputs": [],
            "execution_count": None,
        }
        for cell in cells
    ]
    plain = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": raw}
    return nbformat.from_dict(plain)  # type: ignore[no-untyped-call]
