"""Progress while notebooks run: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from seodang.catalogue import Speaker
from seodang.commands.terminal import printable, tell
from seodang.execution.execute import Progress


@contextmanager
def progress(speech: Speaker) -> Iterator[Callable[[Progress], None]]:
    """Give the function to which execution tells how far it is."""
    if not sys.stderr.isatty():
        yield lambda step: tell(progress_line(step, speech), err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(speech("running notebooks"), total=None)
        yield lambda step: bars.update(
            task, completed=step.done, total=step.total, description=printable(str(step.lesson))
        )


def progress_line(step: Progress, speech: Speaker) -> str:
    """Return what is said of a notebook that ran."""
    return speech(
        "[{done}/{total}] {lesson} ran in {seconds} s",
        done=step.done,
        total=step.total,
        lesson=step.lesson,
        seconds=f"{step.seconds:.1f}",
    )
