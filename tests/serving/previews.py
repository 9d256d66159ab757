"""A preview running in a process of its own, as an instructor starts it."""

from __future__ import annotations

import http.client
import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

import psutil

ADDRESS = re.compile(r"http://([\d.]+|localhost):(\d+)/")
PATIENCE = 60.0


@dataclass(frozen=True)
class Preview:
    """A running `serve`; `lines` are what it says in the terminal."""

    process: subprocess.Popen[str]
    lines: queue.Queue[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def line(self, wanted: str) -> str:
        """Wait for a line that contains something."""
        until = time.monotonic() + PATIENCE
        while True:
            line = self.lines.get(timeout=max(0.0, until - time.monotonic()))
            if wanted in line:
                return line

    def get(
        self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None
    ) -> tuple[HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def family(self) -> list[psutil.Process]:
        found: list[psutil.Process] = psutil.Process(self.process.pid).children(recursive=True)
        return found


@contextmanager
def previewing(
    root: Path, *arguments: str, language: str = "C.UTF-8", inside: tuple[str, ...] = ()
) -> Iterator[Preview]:
    """Start `serve` on a free port and, in the end, stop it as Ctrl-C does.

    `inside` is a command that runs another one elsewhere, as `ip netns exec NAME` does.
    """
    command = [*inside, sys.executable, "-u", "-m", "seodang.cli", "serve", "--root", str(root)]
    process = subprocess.Popen(
        [*command, "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "1"},
        cwd=root.parent,
    )
    lines: queue.Queue[str] = queue.Queue()
    said = _reading(process, lines)
    try:
        yield Preview(process, lines, _port(process, lines))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE)
        said.join(timeout=PATIENCE)


def _reading(process: subprocess.Popen[str], lines: queue.Queue[str]) -> threading.Thread:
    stream = process.stdout
    assert stream

    def read() -> None:
        with stream:
            for line in stream:
                lines.put(line)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def _port(process: subprocess.Popen[str], lines: queue.Queue[str]) -> int:
    said = ""
    while not (found := ADDRESS.search(said)):
        try:
            said += lines.get(timeout=1)
        except queue.Empty:
            assert process.poll() is None, said
    return int(found[2])


def until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Save a file as editors do: beside it, and then in its place."""
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text.replace(old, new), "utf-8")
    beside.replace(file)
