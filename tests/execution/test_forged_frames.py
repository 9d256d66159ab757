"""A notebook can write anything into its channel; it ends itself with that, and nothing else."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from execution.small_courses import Run, lesson
from execution.witness import code_cell, job_of
from seodang.cache.store import OUTPUTS, Store, key_of
from seodang.catalogue import catalogue
from seodang.documents.notebook import Notebook
from seodang.execution.limits import Limits
from seodang.execution.normalise import normalised
from seodang.execution.notebook_run import Raising, RunResult
from seodang.execution.reporting import outcome_of
from seodang.execution.supervision import Supervision

SEEDS = range(4000)

ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    1,
    7,
    10**30,
    1e400,
    float("nan"),
    "",
    "stdout",
    "text",
    "\ud800",
    "\x1b]0;x\x07\0",
    [],
    ["\udfff"],
    {},
    {"a": []},
    {"text/plain": "x"},
    {"text/plain": 5},
    {"text/html": ["x"]},
    {"image/png": "no picture"},
    {"application/json": {"a": [1, None]}},
    {"cell": 0, "line": 1},
    {"cell": "x", "line": []},
    {"file": "a.py", "line": 3},
    [["x", "1"]],
    [[1], [2, 3, 4]],
    {"name": "x", "filename": 7},
)
HONEST: tuple[dict[str, Any], ...] = (
    {"begin": 0, "file": "f"},
    {"begin": 1, "file": "f"},
    {"stream": "stdout", "text": "가"},
    {"display": {"data": {"text/plain": "x"}, "metadata": {}}, "display_id": "a", "update": False},
    {"display": {"data": {"text/plain": "x"}, "metadata": {}}, "display_id": "a", "update": True},
    {"result": {"data": {"text/plain": "x"}, "metadata": {}, "execution_count": 1}},
    {"error": {"ename": "E", "evalue": "v", "traceback": ["t"]}},
    {"clear": True, "wait": True},
    {"end": 0, "ok": True, "failure": None, "children": 0},
    {
        "end": 0,
        "ok": False,
        "children": 0,
        "failure": {
            "type": "NameError",
            "message": "m",
            "kinds": ["NameError", "Exception"],
            "line": 0,
            "inner": None,
            "values": [],
            "details": {"name": "x"},
        },
    },
    {"short": True},
    {"memory": True},
    {"done": True},
    {"needs_kernel": "x"},
    {"changed": "x"},
    {"no_kernel": "x"},
    {"kernel_ended": True},
    {"died": "x"},
    {"exit": -9, "peak": 1},
)
RAW = (
    b"[" * 100_000,
    b'{"stream": "stdout", "text": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    b'{"result": {"data": {"application/json": '
    + b"[" * 300
    + b"]" * 300
    + b'}, "metadata": {}, "execution_count": 1}}',
    b'{"stream": "stdout", "text": "\\ud83d"}',
    b'{"stream": "stdout", "text": "\xed\xa0\x80\xff"}',
    '{"stream": "stdout", "text": "x"}'.encode("utf-16"),
    b'{"begin": 1' + b"0" * 5000 + b"}",
    b'{"exit": 1e400, "peak": 1}',
    b'{"exit": ' + b"9" * 5000 + b', "peak": 1}',
    b'{"exit"' + b"[" * 100_000,
    b'File "f", line ' + b"9" * 5000,
    b'{"result": {"data": {}, "metadata": {}, "execution_count": 1e400}}',
    b"\0\x1b\n\r",
)


@dataclass
class _Process:
    """A process that has said all it has to say."""

    frames: BinaryIO
    pid: int | None = None
    code: int | None = 1
    peak: int = 0
    ended: list[bool] = field(default_factory=list)

    def end(self) -> None:
        self.ended.append(True)


def _forged(dice: random.Random) -> Iterator[bytes]:
    yield b'{"pid": null}' if dice.random() < 0.1 else b'{"held": 1, "peak": 1}'
    yield json.dumps(HONEST[0]).encode()
    for _ in range(dice.randrange(1, 8)):
        if dice.random() < 0.15:
            yield dice.choice(RAW)
            continue
        frame = json.loads(json.dumps(dice.choice(HONEST)))
        for _ in range(dice.randrange(3)):
            _spoil(frame, dice)
        yield json.dumps(frame).encode()
    if dice.random() < 0.5:
        yield from (b'{"begin": 1}', b'{"done": true}')


def _spoil(value: Any, dice: random.Random) -> None:
    """Put something odd into the place of a value, somewhere within, or take it away."""
    while isinstance(value, dict | list) and value:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key = dice.choice(keys)
        inner = value[key]
        if not isinstance(inner, dict | list) or not inner or dice.random() < 0.4:
            if dice.random() < 0.2:
                del value[key]
            else:
                value[key] = deepcopy(dice.choice(ODD))
            return
        value = inner


def _watched(lines: list[bytes], job: Any) -> RunResult:
    frames: BinaryIO = io.BytesIO(b"".join(line + b"\n" for line in lines))
    raising = [Raising(may=False, must=False) for _ in job.notebook.code_cells()]
    return Supervision(_Process(frames), raising, Limits(job.timeout, job.memory)).watch()


def test_whatever_a_process_sends_can_be_kept_and_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    cells = (code_cell(0, "x = 1"), code_cell(1, "x"))
    job = job_of("a", Notebook("lessons/a/notebook.md", "python3", cells), str(tmp_path), {})
    korean = catalogue("ko", "messages")
    ended = {"failed": 0, "kept": 0}
    for seed in SEEDS:
        lines = list(_forged(random.Random(seed)))  # noqa: S311 - no secret
        result = _watched(lines, job)
        if result.failure is None:
            assert result.needs_kernel is None or result.needs_kernel.encode() is not None
            outputs = [normalised(one, {"/x": "y"}) for one in result.outputs]
            store.save_json(OUTPUTS, key_of("a"), outputs)
            json.dumps(outputs, ensure_ascii=False).encode()
            ended["kept"] += 1
        else:
            problem = outcome_of(result.failure, job).problem
            problem.message.in_words_of(korean).encode()
            problem.fix.in_words_of(korean).encode()
            ended["failed"] += 1
    assert min(ended.values()) > len(SEEDS) // 20


FORGING = "import os\nos.write(200, {line!r} + b'\\n')"


@pytest.mark.kernel
def test_a_notebook_that_forges_frames_ends_alone(run: Run) -> None:
    files = lesson("'되는 수업'")
    names = [f"forged-{number}" for number in range(len(RAW))]
    for name, line in zip(names, RAW, strict=True):
        files |= lesson(FORGING.format(line=line), "'뒤'", name=name)
    built = run(files)
    told = {problem.where.path.split("/")[1] for problem in built.problems}
    assert set(built.executed.outputs) | told == {"a", *names}
    assert "a" in built.executed.outputs
