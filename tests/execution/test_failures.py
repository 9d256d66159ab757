"""A failing notebook says where, what, the values around it, and one likely cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from execution.small_courses import Run, lesson
from seodang.catalogue import catalogue
from seodang.problems import Problem

pytestmark = pytest.mark.kernel


@dataclass(frozen=True)
class Case:
    """Cells of a lesson, the line of the file that is named, and what is said and advised."""

    cells: tuple[str, ...]
    line: int
    said: tuple[str, ...]
    fix: str


CASES = {
    "name-misspelt": Case(
        ("total = 1", "print(totl)"), 17, ("NameError",), "did you mean 'total'?"
    ),
    "name-given-later": Case(
        ("print(price)", "price = 3"), 11, ("NameError",), "code cell 2 gives 'price'"
    ),
    "name-nowhere": Case(("x = 1\nprint(x, unheard)",), 12, ("| x = 1",), "give 'unheard' a value"),
    "module-missing": Case(
        ("import words_of_ours",),
        11,
        ("ModuleNotFoundError",),
        "write words_of_ours.py into 'lessons/module-missing'",
    ),
    "module-of-another-name": Case(
        ("import skimage.io",), 11, ("ModuleNotFoundError",), "-m pip install scikit-image"
    ),
    "module-misspelt": Case(("import randon",), 11, ("'randon'",), "did you mean 'random'?"),
    "module-of-colab": Case(
        ("from google.colab import drive",), 11, ("ModuleNotFoundError",), "what is for Colab alone"
    ),
    "name-in-no-module": Case(
        ("from math import sqroot",), 11, ("ImportError",), "did you mean 'sqrt'?"
    ),
    "module-that-complains": Case(
        ("raise ImportError('needs ipywidgets')",),
        11,
        ("needs ipywidgets",),
        "see the reason given",
    ),
    "curved-quotes": Case(
        ("x = 1\nopen(“data.csv”)",), 12, ("SyntaxError",), 'straight quotes (") for the curved “'
    ),
    "half-curved-quotes": Case(
        ("print('가’)",), 11, ("SyntaxError",), "straight quotes (') for the curved ’"
    ),
    "full-width": Case(("print（1）",), 11, ("SyntaxError",), "write ( for （"),
    "invisible": Case(("x =\u00a01",), 11, ("SyntaxError",), "invisible sign (U+00A0)"),
    "file-elsewhere": Case(
        ("open(r'C:\\Users\\kim\\설문.csv')",),
        11,
        ("FileNotFoundError",),
        "'execution: {data: [data/설문.csv]}', and open it as 'data/설문.csv'",
    ),
    "font-file": Case(
        ("open('C:/Windows/Fonts/malgun.ttf')",),
        11,
        ("FileNotFoundError",),
        "take the font's file out",
    ),
    "system-without-number": Case(
        ("raise OSError('no such style')",), 11, ("no such style",), "see the reason given above"
    ),
    "file-undeclared": Case(
        ("open('data/x.csv')",), 11, ("FileNotFoundError",), "{data: [data/x.csv]}"
    ),
    "key-missing": Case(
        ("ages = {'가': 1}\nages['나']",), 12, ("KeyError", "ages = {'가': 1}"), "there is no '나'"
    ),
    "attribute-misspelt": Case(("'가'.uper()",), 11, ("AttributeError",), "did you mean 'upper'?"),
    "index-too-large": Case(
        ("rows = [1]\nn = 3\nrows[n]",), 13, ("| n = 3",), "positions count from 0"
    ),
    "kinds-mixed": Case(("a = '1'\na + 1",), 12, ("TypeError", "| a = '1'"), "text and numbers"),
    "divided-by-zero": Case(
        ("def mean(xs):\n    return sum(xs) / len(xs)", "mean([])"),
        18,
        ("([1]:2)", "| xs = []"),
        "which value is 0",
    ),
    "in-a-module": Case(
        ("import words\nwords.fail(7)",),
        12,
        ("(words.py:2)", "| n = 7"),
        "one of them is not of the form",
    ),
    "syntax": Case(("x = 1\nprint((x)",), 12, ("SyntaxError",), "a bracket, quote or colon"),
    "indented": Case(("if True:\nprint(1)",), 12, ("IndentationError",), "four spaces"),
    "input": Case(
        ("input('이름')",), 11, ("nobody at the keyboard",), "give the value in the cell"
    ),
    "network": Case(
        ("import urllib.request\nurllib.request.urlopen('http://example.org')",),
        12,
        ("URLError",),
        "network: true",
    ),
    "encoding": Case(
        ("'가'.encode('cp949').decode('utf-8')",), 11, ("UnicodeDecodeError",), "cp949"
    ),
    "exit": Case(("raise SystemExit",), 11, ("SystemExit",), "ends after its last cell"),
    "endless-recursion": Case(
        ("def f():\n    return f()\nf()",), 12, ("RecursionError",), "calls itself without end"
    ),
    "asserted": Case(
        ("n = 2\nassert n == 3, '다름'",), 12, ("AssertionError: 다름", "| n = 2"), "is not so"
    ),
    "after-output": Case(
        ("for n in range(30):\n    print('줄', n)\nopen('/etc/x', 'w')",), 13, ("> 줄 29",), ""
    ),
}
MODULE = "def fail(n):\n    raise ValueError(n)\n"


def test_each_failure_is_told_at_its_line_with_values_and_a_cause(run: Run) -> None:
    files: dict[str, str] = dict(lesson("'하나'"))
    for name, case in CASES.items():
        files |= lesson(*case.cells, name=name)
    files["lessons/in-a-module/words.py"] = MODULE
    built = run(files)
    told = {problem.where.path.split("/")[1]: problem for problem in built.problems}
    _each_is_told(told, CASES)


IN_KERNEL = (
    "name-misspelt",
    "name-given-later",
    "module-missing",
    "file-undeclared",
    "key-missing",
    "divided-by-zero",
    "in-a-module",
    "curved-quotes",
)
NOT_SHOWN = "class Odd:\n    def _repr_html_(self): raise ImportError('No module named x')\nOdd()"


def test_each_failure_is_told_alike_in_a_jupyter_kernel(run: Run) -> None:
    files: dict[str, str] = {"lessons/in-a-module/words.py": MODULE}
    for name in IN_KERNEL:
        files |= lesson(*CASES[name].cells, name=name, isolation="kernel")
    files |= lesson(NOT_SHOWN, name="not-shown", isolation="kernel")
    built = run(files)
    told = {problem.where.path.split("/")[1]: problem for problem in built.problems}
    _each_is_told(told, {name: CASES[name] for name in IN_KERNEL})
    assert "line 2: ImportError: No module named x" in str(told["not-shown"].message)


def _each_is_told(told: Mapping[str, Problem], cases: Mapping[str, Case]) -> None:
    wrong = []
    for name, case in cases.items():
        problem = told[name]
        message, fix = str(problem.message), str(problem.fix)
        is_said = all(part in message for part in case.said) and case.fix in fix
        if problem.where.line != case.line or not is_said:
            wrong.append((name, problem.where.line, message, fix))
    assert not wrong, "\n".join(map(str, wrong))


def test_only_the_last_twenty_lines_of_output_are_shown(run: Run) -> None:
    message = str(run(lesson("for n in range(30):\n    print('줄', n)\n1 / 0")).problems[0].message)
    assert "> 줄 10\n" in message
    assert "줄 9" not in message


def test_an_endless_loop_is_named_at_its_line_even_in_c(run: Run) -> None:
    files = {
        **lesson("n = 0\nwhile True:\n    n += 1", timeout="1s"),
        **lesson("import itertools\nx = 1\nmax(itertools.repeat(x))", name="b", timeout="1s"),
    }
    lines = sorted(problem.where.line for problem in run(files).problems)
    assert lines[0] in {12, 13}
    assert lines[1] == 13


def test_a_failure_is_told_in_korean_too(run: Run) -> None:
    problem = run(lesson("total = 1\nprint(totl)")).problems[0]
    korean = problem.message.in_words_of(catalogue("ko", "messages"))
    assert "NameError" in korean
    assert korean != str(problem.message)
    assert problem.fix.in_words_of(catalogue("ko", "messages")) != str(problem.fix)
