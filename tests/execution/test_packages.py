from __future__ import annotations

import sys

from seodang.execution.packages import installed_packages, tools_of_tests


def test_the_tools_of_tests_do_not_make_lessons_run_again() -> None:
    found = installed_packages(tuple(sys.path))
    assert {"pytest", "mypy", "hypothesis"}.isdisjoint(found)
    assert {"seodang", "numpy", "matplotlib", "ipython", "markdown-it-py"} <= found.keys()


def test_what_the_engine_needs_itself_is_no_tool_even_if_the_tests_need_it_too() -> None:
    assert {"markdown-it-py", "click", "packaging"}.isdisjoint(tools_of_tests())
    assert {"ruff", "pluggy"} <= tools_of_tests()
