"""What nbclient puts out for notebooks, and how ours is compared with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from seodang.documents.notebook import Cell, CellId, CellKind, Notebook
from seodang.execution.child.workspace_copy import copy_workspace
from seodang.execution.environment import environment_of, kept_environment
from seodang.execution.normalise import folder_names, normalised
from seodang.execution.outcomes import Job, Succeeded
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.ids import LessonId
from seodang.problems import Place


def code_cell(number: int, source: str) -> Cell:
    tags = ["raises-exception"] if source.startswith("#!") else []
    source = source.removeprefix("#!\n")
    where = Place("lessons/a/notebook.md", 1)
    return Cell(CellKind.CODE, source, where, {"tags": tags}, {}, id=CellId(f"c{number}"))


def job_of(name: str, notebook: Notebook, folder: str, workspace: dict[str, str]) -> Job:
    code = [cell.source for cell in notebook.code_cells()]
    draws = any("matplotlib" in source or "drawing" in source for source in code)
    return Job(
        lesson=LessonId(name),
        notebook=notebook,
        kernel="python3",
        folder=folder,
        workspace=workspace,
        timeout=600,
        memory=10**9,
        network=False,
        draws=draws,
    )


def by_nbclient(jobs: Iterable[Job], figures: dict[str, bytes], place: Path) -> list[Any]:
    orders = []
    configuration = place / "scratch" / "matplotlib"
    configuration.mkdir(parents=True)
    for name, content in figures.items():
        (configuration / name).write_bytes(content)
    for job in jobs:
        folder = place / job.lesson
        copy_workspace(folder, Path(job.folder), job.workspace)
        cells = job.notebook.code_cells()
        may_raise = [{"source": c.source, "may_raise": "raises-exception" in c.tags} for c in cells]
        orders.append({"folder": str(folder), "cells": may_raise})
    kept = kept_environment("UTC0", network=False)
    environment = environment_of(os.environ, str(place), str(place / "scratch"), kept)
    run = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "by_nbclient.py")],
        input=json.dumps(orders),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: list[Any] = json.loads(run.stdout)
    return found


@dataclass(frozen=True)
class Witness:
    """What nbclient gave for each job."""

    jobs: list[Job]
    outputs: list[Any]
    figures: dict[str, bytes]
    place: Path

    def expected(self) -> Iterator[tuple[Job, list[Any]]]:
        names = {str(self.place): "…"}
        for job, cells in zip(self.jobs, self.outputs, strict=True):
            own = {**folder_names(str(self.place / job.lesson), "/no-such-place"), **names}
            yield job, [normal(normalised(cell, own)) for cell in cells]


def differences(
    witness: Witness, way: str, runs: Path
) -> tuple[list[tuple[str, str, list[Any], list[Any]]], list[str]]:
    """Return the outputs that are not nbclient's, and the notes of the runner."""
    setting = RunnerSettings(
        os.environ,
        runs,
        witness.figures,
        draws=True,
        total=len(witness.jobs),
        may_fork=way != "spawned",
    )
    found = []
    with process_runner(setting) as runner:
        for job, expected in witness.expected():
            outcome = runner.run(replace(job, needs_kernel=way == "kernel"))
            assert isinstance(outcome, Succeeded), (job.lesson, outcome)
            for one, theirs in zip(job.notebook.code_cells(), expected, strict=True):
                ours = normal(outcome.outputs[one.id])
                if ours != theirs:
                    found.append((str(job.lesson), one.source, ours, theirs))
        return found, [str(note) for note in runner.notes]


_TIMES = re.compile(r"\d+(\.\d+)? [mµn]?s")
_CELL_FILE = re.compile(r"[~/…][^ \"]{0,90}/ipykernel_\d+/")


def normal(outputs: Iterable[Any]) -> list[Any]:
    """Join the text between two other outputs by stream, and hide times and process ids.

    A kernel cuts text by the clock, and sends its two streams by two ways.
    """
    found: list[Any] = []
    for is_text, group in groupby(outputs, lambda output: output["output_type"] == "stream"):
        texts = list(group)
        if not is_text:
            found += texts
            continue
        for name in ("stdout", "stderr"):
            text = "".join(one["text"] for one in texts if one["name"] == name)
            found += [{"output_type": "stream", "name": name, "text": text}] if text else []
    text = json.dumps(found, ensure_ascii=False, sort_keys=True)
    normal: list[Any] = json.loads(_TIMES.sub("0 s", _CELL_FILE.sub("", text)))
    return normal
