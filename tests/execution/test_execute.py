"""Notebooks run, are kept, and fail in plain words."""

from __future__ import annotations

import pytest

from execution.small_courses import Run, lesson
from seodang.catalogue import catalogue

pytestmark = pytest.mark.kernel


def test_outputs_are_kept_by_cell_and_a_second_build_runs_nothing(run: Run) -> None:
    files = lesson("x = 6 * 7\nprint('하나')", "x")
    first = run(files)
    assert first.executed.executed == 1
    stream, result = first.outputs().values()
    kinds = {output["output_type"] for output in (*stream, *result)}
    assert kinds == {"stream", "execute_result"}
    second = run(files)
    assert (second.executed.executed, second.executed.reused) == (0, 1)
    assert second.outputs() == first.outputs()


def test_prose_runs_nothing_and_each_other_input_is_named_when_it_changes(run: Run) -> None:
    files = {
        **lesson(
            "import words\nprint(words.HELLO)",
            "print(open('data/x.csv').read())",
            data="[data/x.csv]",
        ),
        "lessons/a/words.py": "HELLO = '안녕'\n",
        "lessons/a/data/x.csv": "1\n",
    }
    assert run(files).reasons() == {"a": "no result yet"}
    prose = files["lessons/a/notebook.md"].replace("글 0", "다른 글")
    assert run({**files, "lessons/a/notebook.md": prose}).reasons() == {}
    assert run({**files, "lessons/a/words.py": "HELLO = '잘 가'\n"}).reasons() == {
        "a": "words.py changed"
    }
    assert run({**files, "lessons/a/data/x.csv": "2\n"}).reasons()["a"] in {
        "data/x.csv changed",
        "words.py changed",
    }
    code = files["lessons/a/notebook.md"].replace("open(", "open (")
    run(files)
    assert run({**files, "lessons/a/notebook.md": code}).reasons() == {"a": "code cell 2 changed"}


def test_a_failed_notebook_names_its_line_and_has_no_outputs_while_others_have(run: Run) -> None:
    files = {**lesson("print('먼저')\n\n1 / 0"), **lesson("'되는 수업'", name="b")}
    built = run(files)
    assert built.executed.failed == {"a"}
    assert built.executed.executed == 1
    where = "lessons/a/notebook.md:13: [notebook-runs]"
    error = "code cell 1, line 3: ZeroDivisionError: division by zero"
    assert built.told() == [f"{where} {error}\n  > 먼저"]
    again = run(files)
    assert again.reasons() == {}  # nothing has changed (`test_kept_failures.py`)
    assert again.told() == built.told()
    assert set(again.executed.outputs) == {"b"}


def test_a_value_that_cannot_be_shown_names_its_own_exception(run: Run) -> None:
    cell = "class A:\n    def _repr_html_(self):\n        raise ValueError('깨짐')\n\nA()"
    told = run(lesson(cell)).told()
    assert [line.split("\n")[0] for line in told] == [
        "lessons/a/notebook.md:13: [notebook-runs] code cell 1, line 3: ValueError: 깨짐"
    ]


def test_a_cell_that_promises_to_raise_and_does_not_is_a_problem(run: Run) -> None:
    assert run(lesson(":tags: [raises-exception]\n\n1 / 0", "1")).problems == []
    told = run(lesson(":tags: [raises-exception]\n\n1 + 0")).told()
    assert [line.split("] ")[0] for line in told] == ["lessons/a/notebook.md:13: [cell-raises"]


def test_what_takes_too_long_is_ended_and_what_dies_could_not_run(run: Run) -> None:
    files = {
        **lesson("import time\ntime.sleep(60)", timeout="1s"),
        **lesson("import os\nos._exit(3)", name="b"),
    }
    rules = {problem.rule for problem in run(files).problems}
    assert rules == {"notebook-in-limits", "notebook-could-run"}


def test_undeclared_files_are_not_there_and_writing_changes_nothing(run: Run) -> None:
    files = {
        **lesson("import os\nsorted(os.listdir('.'))", "open('new.txt', 'w').write('x')"),
        "lessons/a/secret.csv": "1\n",
    }
    built = run(files)
    assert built.problems == []
    assert next(iter(built.outputs().values()))  # the listing ran
    listing = [o["data"]["text/plain"] for c in built.outputs().values() for o in c]
    assert "[]" in listing


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_how_a_process_ended_is_told(run: Run, executor: str) -> None:
    files = {
        **lesson("import os\nos._exit(3)"),
        **lesson("import ctypes\nctypes.string_at(0)", name="b"),
    }
    built = run(files, executor=executor)
    exited, crashed = built.told()
    assert "(exit 3)" in exited
    assert "(SIGSEGV)" in crashed
    korean = built.problems[0].message.in_words_of(catalogue("ko", "messages"))
    assert korean == "1번 코드 셀을 실행하다가 노트북의 프로세스가 끝났습니다(종료 코드 3)"


def test_limits_hold_without_the_fork_server_too(run: Run) -> None:
    limits = {"timeout": "2s", "memory": "300MB"}
    files = {
        **lesson("while True:\n    pass", **limits),
        **lesson("held = []\nwhile True:\n    held.append(b'x' * 10**6)", name="b", **limits),
        **lesson("while True:\n    print('말' * 1000)", name="c", **limits),
        **lesson("'되는 수업'", name="d"),
    }
    built = run(files, executor="spawn")
    assert [problem.rule for problem in built.problems] == ["notebook-in-limits"] * 3
    assert built.executed.executed == 1
    assert "held by limits only" in str(built.executed.notes[0])
