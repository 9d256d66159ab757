"""`--profile FILE`: where a build spends its time, as speedscope shows it.

The stack is looked at every five milliseconds from a thread beside the build, which costs little
and needs no package. A build that is watched stays in one process, so that the profile holds all.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

from seodang.store import replace_file

_INTERVAL: Final = 0.005
_SCHEMA: Final = "https://www.speedscope.app/file-format-schema.json"


@contextmanager
def profiled(file: Path | None) -> Iterator[None]:
    """Write a profile of what this thread does to a file, if one is named."""
    if file is None:
        yield
        return
    sampler = Sampler(threading.get_ident())
    sampler.start()
    try:
        yield
    finally:
        sampler.stop()
        replace_file(file, json.dumps(sampler.profile()).encode())


class Sampler(threading.Thread):
    """Notes the stack of a thread again and again."""

    def __init__(self, watched: int) -> None:
        super().__init__(daemon=True)
        self._watched = watched
        self._is_over = threading.Event()
        self._frames: dict[CodeType, int] = {}
        self._samples: list[list[int]] = []
        self._weights: list[float] = []

    def run(self) -> None:
        """Look until stopped; each look stands for the time since the last one."""
        before = time.perf_counter()
        while not self._is_over.wait(_INTERVAL):
            now = time.perf_counter()
            self._samples.append(self._stack(sys._current_frames().get(self._watched)))  # noqa: SLF001
            self._weights.append(now - before)
            before = now

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self.join()

    def profile(self) -> dict[str, Any]:
        """Return the profile in speedscope's format (github.com/jlfwong/speedscope/wiki)."""
        frames = [
            {"name": code.co_qualname, "file": code.co_filename, "line": code.co_firstlineno}
            for code in self._frames
        ]
        samples = {
            "type": "sampled",
            "name": "seodang build",
            "unit": "seconds",
            "startValue": 0,
            "endValue": sum(self._weights),
            "samples": self._samples,
            "weights": self._weights,
        }
        return {"$schema": _SCHEMA, "shared": {"frames": frames}, "profiles": [samples]}

    def _stack(self, frame: FrameType | None) -> list[int]:
        stack = []
        while frame is not None:
            stack.append(self._frames.setdefault(frame.f_code, len(self._frames)))
            frame = frame.f_back
        return stack[::-1]
