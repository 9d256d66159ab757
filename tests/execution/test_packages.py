from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

from seodang.execution.packages import installed_packages, metadata_folders, tools_of_tests


def _install(site: Path, name: str, *lines: str) -> None:
    folder = site / f"{name}-1.0.dist-info"
    folder.mkdir(parents=True)
    requires = "".join(f"Requires-Dist: {line}\n" for line in lines)
    text = f"Metadata-Version: 2.1\nName: {name}\n{requires}\nRequires-Dist: not-a-header\n"
    (folder / "METADATA").write_text(text, "utf-8")


def test_the_tools_of_tests_do_not_make_lessons_run_again() -> None:
    found = installed_packages(tuple(sys.path))
    assert {"pytest", "mypy", "hypothesis"}.isdisjoint(found)
    assert {"seodang", "numpy", "matplotlib", "ipython", "markdown-it-py"} <= found.keys()


def test_what_the_engine_needs_itself_is_no_tool_even_if_the_tests_need_it_too() -> None:
    tools = tools_of_tests(metadata_folders(tuple(sys.path)))
    assert {"markdown-it-py", "click", "packaging"}.isdisjoint(tools)
    assert {"ruff", "pluggy"} <= tools


def test_every_package_is_found_with_the_version_that_python_would_import() -> None:
    names = metadata_folders(tuple(sys.path))
    versions = installed_packages(tuple(sys.path))
    assert versions == {
        name: importlib.metadata.version(name) for name in names if name in versions
    }


def test_what_an_extra_of_a_package_brings_belongs_to_whoever_asks_for_it(tmp_path: Path) -> None:
    _install(
        tmp_path, "seodang", "web[fast, old_style]>=1", "pytest>=8; extra == 'test'", "A.b; x > '1'"
    )
    _install(tmp_path, "web", 'quick ; extra == "fast"', "slow; extra == 'old-style'", "odd[x]")
    _install(tmp_path, "odd", "kept; (y < '3') and extra == 'x'", "left; extra == 'z'")
    _install(tmp_path, "pytest", "quick", "iniconfig", "left")
    _install(tmp_path, "a_b")
    for name in ("quick", "slow", "kept", "left", "iniconfig"):
        _install(tmp_path, name)
    assert tools_of_tests(metadata_folders((str(tmp_path),))) == {"pytest", "iniconfig", "left"}
    assert set(installed_packages((str(tmp_path),))) == {
        *("seodang", "web", "odd", "a-b", "quick", "slow", "kept")
    }
