"""What only a Jupyter kernel can do, it does; the build notices and says so."""

from __future__ import annotations

import pytest

from execution.small_courses import Run, lesson, notebook

pytestmark = pytest.mark.kernel

ASKING = {
    "widgets": "import comm\ncomm.create_comm(target_name='x').comm_id != ''",
    "kernel": "get_ipython().kernel.__class__.__name__",
}


@pytest.mark.parametrize("asking", sorted(ASKING))
def test_a_notebook_that_asks_for_a_kernel_gets_one(asking: str, run: Run) -> None:
    built = run(lesson("print('먼저')", ASKING[asking]))
    assert built.problems == []
    first, second = sorted(built.outputs().values(), key=lambda cell: "data" in cell[0])
    assert first[0]["text"] == "먼저\n"
    assert second[0]["data"]["text/plain"] in {"True", "'IPythonKernel'"}
    assert any("a ran in a Jupyter kernel" in str(note) for note in built.executed.notes)


def test_a_lesson_may_ask_for_it_beforehand_and_fails_in_the_same_words(run: Run) -> None:
    cells = ("import os\nprint(len(os.listdir('/')) < 20)", "x = 0\n1 / x")
    built = run({**lesson(*cells), **lesson(*cells, name="b", isolation="kernel")})
    here, there = built.told()
    assert here.split("] ")[1].split("\n")[0] == there.split("] ")[1].split("\n")[0]
    assert here.split(":")[1] == there.split(":")[1]


def test_a_kernel_that_takes_too_long_or_dies_is_told_of(run: Run) -> None:
    files = {
        **lesson("import time\nprint('자는 중')\ntime.sleep(60)", isolation="kernel", timeout="3s"),
        **lesson("import os\nos._exit(1)", name="b", isolation="kernel"),
    }
    slow, dead = run(files).problems
    assert "took longer than 3 s\n  > 자는 중" in str(slow.message)
    assert dead.rule == "notebook-could-run"


def test_a_kernel_that_is_not_there_is_named(run: Run) -> None:
    files = {**lesson("1"), "lessons/a/notebook.md": notebook("1", kernel="no-such-kernel")}
    files["lessons/a/notebook.md"] = files["lessons/a/notebook.md"].replace(
        "language: python", "language: R"
    )
    told = run(files).told()
    said = "there is no kernel 'no-such-kernel' on this machine"
    assert told == [f"lessons/a/notebook.md:1: [notebook-could-run] {said}"]
