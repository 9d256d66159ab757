"""A preview while an instructor writes, seen from the terminal and from the processes."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from courses import BuildCourse, run_cli, tree
from execution.small_courses import lesson
from serving.previews import Preview, edit, previewing, until

pytestmark = pytest.mark.kernel

NOTEBOOK = "lessons/a/notebook.md"
DRAWING = """\
:alt: 점 하나
import base64
from IPython.display import Image, display
dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
display(Image(base64.b64decode(dot)))"""
TRACK = (
    "title: 첫 과정\nsummary: 시험용 과정입니다.\nformat: class\naudience: 누구나\n"
    "outcomes: [한 가지를 배웁니다]\nmodules:\n  - {title: 하나, lessons: [a, b]}\n"
)


@pytest.fixture
def root(build_course: BuildCourse) -> Path:
    both = {**lesson("print(1 + 1)"), **lesson("print(2 + 2)", name="b")}
    return build_course({**both, "curriculum/tracks/first.yml": TRACK})


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    with previewing(root) as preview:
        assert "(2 executed, 0 reused)" in preview.line("lessons")
        yield preview


def page(preview: Preview, name: str) -> str:
    return preview.get(f"/lessons/{name}.html")[1].decode()


def first_event(preview: Preview) -> dict[str, Any]:
    """Return what a browser that comes now is told first."""
    line = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=10)
    line.request("GET", "/__seodang/events?")
    answer = line.getresponse()
    told = [answer.readline() for _ in range(2)]
    line.close()
    found: dict[str, Any] = json.loads(told[1].removeprefix(b"data: "))
    return found


def as_jupyter_saves(*cells: str, outputs: bool) -> str:
    """Write a notebook as Jupyter does, with what its cells put out."""
    shown = [{"output_type": "stream", "name": "stdout", "text": ["3\n"]}]
    code: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "execution_count": n + 1 if outputs else None,
            "outputs": shown if outputs else [],
            "source": cell.splitlines(keepends=True),
        }
        for n, cell in enumerate(cells)
    ]
    text = {"cell_type": "markdown", "id": "text", "metadata": {}, "source": ["## 시작"]}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel}
    notebook = {"cells": [text, *code], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1)


def test_only_the_lesson_whose_code_changed_runs_again(root: Path, preview: Preview) -> None:
    edit(root, NOTEBOOK, "글 0", "다른 글")
    assert "(0 executed, 2 reused)" in preview.line("lessons")
    edit(root, NOTEBOOK, "1 + 1", "30 + 3")
    assert "a ran in" in preview.line("ran in")
    assert "(0 executed, 2 reused)" in preview.line("lessons")
    assert "33" in page(preview, "a")


def test_a_notebook_that_fails_runs_once_after_its_code_changed(
    root: Path, preview: Preview
) -> None:
    fails = "import time; time.sleep(0.5)\nraise ValueError(time.time_ns())"
    edit(root, NOTEBOOK, "print(1 + 1)", fails)
    preview.line("a ran in")
    previewed = time.time_ns()
    assert _moment_named(preview) < previewed
    preview.line("lessons (")
    edit(root, "lessons/b/notebook.md", "글 0", "다른 글")
    preview.line("lessons (0 executed")
    edit(root, NOTEBOOK, "time_ns())", "time_ns() + 0)")
    preview.line("a ran in")
    assert _moment_named(preview) > previewed


def _moment_named(preview: Preview) -> int:
    """Return the number in the exception that the terminal shows next."""
    return int(re.findall(r"ValueError: (\d+)", preview.line("ValueError: "))[0])


def test_one_process_keeps_what_notebooks_are_forked_from(root: Path, preview: Preview) -> None:
    servers = servers_of(preview)
    for number in range(3):
        edit(root, NOTEBOOK, "print(", f"print({number}, ")
        assert "a ran in" in preview.line("ran in")
        preview.line("lessons")
    assert {process.pid for process in preview.family()} == servers


def test_the_first_edit_of_code_finds_its_processes_waiting(root: Path) -> None:
    with previewing(root) as preview:
        preview.line("(2 executed")
    with previewing(root) as preview:
        preview.line("(0 executed")
        servers = servers_of(preview)
        edit(root, NOTEBOOK, "1 + 1", "30 + 3")
        preview.line("a ran in")
        assert {process.pid for process in preview.family()} == servers


def servers_of(preview: Preview) -> set[int]:
    """Wait for what notebooks are forked from, with matplotlib and without."""
    until(lambda: len(preview.family()) == 2)
    return {process.pid for process in preview.family()}


def test_ctrl_c_ends_everything_that_was_started(root: Path) -> None:
    with previewing(root) as preview:
        preview.line("2 executed")
        started = [psutil.Process(preview.process.pid), *preview.family()]
    assert preview.process.returncode == 130
    until(lambda: not any(process.is_running() for process in started), 10)
    assert list((root / ".seodang" / "runs").iterdir()) == []


def test_the_script_of_the_preview_is_never_in_the_site(root: Path, preview: Preview) -> None:
    assert "__seodang" in page(preview, "a")
    assert not any(b"__seodang" in content for content in tree(root / "site").values())


def test_outputs_that_jupyter_saved_are_a_warning_only(root: Path, preview: Preview) -> None:
    (root / NOTEBOOK).unlink()
    preview.line("lessons")
    notebook = root / "lessons/a/notebook.ipynb"
    notebook.write_text(as_jupyter_saves("print(100 + 1)", outputs=True), "utf-8")
    assert "warning [notebook-stripped]" in preview.line("notebook-stripped")
    until(lambda: "101" in page(preview, "a"))


def test_a_notebook_saved_slowly_is_no_mistake(root: Path, preview: Preview) -> None:
    (root / NOTEBOOK).unlink()
    preview.line("lessons")
    whole = as_jupyter_saves("print(100 + 1)", outputs=False).encode()
    with (root / "lessons/a/notebook.ipynb").open("wb") as file:
        for start in range(0, len(whole), 100):
            file.write(whole[start : start + 100])
            file.flush()
            time.sleep(0.03)
    until(lambda: "101" in page(preview, "a"))
    assert first_event(preview)["problems"] == []


def test_the_cache_can_be_emptied_under_a_preview(root: Path, preview: Preview) -> None:
    shutil.rmtree(root / ".seodang")
    edit(root, NOTEBOOK, "1 + 1", "40 + 4")
    assert "a ran in" in preview.line("ran in")
    assert "b ran in" in preview.line("ran in")
    until(lambda: "44" in page(preview, "a"))


def test_a_mistake_elsewhere_does_not_hide_an_edit(root: Path, preview: Preview) -> None:
    edit(root, "lessons/b/notebook.md", "글 0", "[길](../nowhere/notebook.md)")
    preview.line("[link-exists]")
    edit(root, NOTEBOOK, "글 0", "먼저 보이는 글")
    until(lambda: "먼저 보이는 글" in page(preview, "a"))
    edit(root, NOTEBOOK, "print(1 + 1)", DRAWING)
    until(lambda: "<img" in page(preview, "a"))
    source = re.findall(r'<img[^>]* src="([^"]+)"', page(preview, "a"))[0]
    answer, content = preview.get(f"/lessons/{source}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/png")
    assert content.startswith(b"\x89PNG")
    assert "먼저 보이는 글" not in (root / "site/lessons/a.html").read_text("utf-8")

    edit(root, "lessons/b/notebook.md", "[길](../nowhere/notebook.md)", "글 0")
    until(lambda: "먼저 보이는 글" in (root / "site/lessons/a.html").read_text("utf-8"))
    assert preview.get(f"/lessons/{source}")[0].status == 200


def test_a_first_visitor_waits_for_the_first_build(root: Path) -> None:
    edit(root, NOTEBOOK, "print(1 + 1)", "import time; time.sleep(2); print(50 + 5)")
    with previewing(root) as preview:
        answer, body = preview.get("/lessons/a.html")
        assert answer.status == 503
        assert b"for the first time" in body
        assert b"__seodang/live.js" in body
        preview.line("lessons")
        assert "55" in page(preview, "a")


def test_the_edited_lesson_does_not_wait_for_the_others(root: Path) -> None:
    for name in "cdefgh":
        for path, text in lesson(
            f"import time; time.sleep(1.5); print('{name}')", name=name
        ).items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(text, "utf-8")
    edit(root, "curriculum/tracks/first.yml", "[a, b]", "[a, b, c, d, e, f, g, h]")
    with previewing(root, "--jobs", "1") as preview:
        preview.line("[1/8]")
        edit(root, "lessons/h/notebook.md", "print('h')", "print('먼저')")
        first = preview.line("lessons (")
        assert "(1 executed" in first or "(2 executed" in first
        assert "먼저" in page(preview, "h")
        assert "8 reused" not in first
        preview.line("lessons (")
        assert page(preview, "c")


def test_a_broken_cell_keeps_the_prose_in_sight(root: Path, preview: Preview) -> None:
    edit(root, NOTEBOOK, "print(1 + 1)", "print('앞')\n1 / 0")
    until(lambda: b"ZeroDivisionError" in preview.get("/lessons/a.html")[1])
    page = preview.get("/lessons/a.html")[1].decode()
    assert "글 0" in page
    assert "1 / 0" in page
    assert "고치고 있습니다" not in page
    run = run_cli(root, "publish", "--to", f"{root.parent}/web")
    assert "[site-passed]" in run.err, "what failed is never published"


def test_what_a_preview_built_counts_as_the_last_build(root: Path, preview: Preview) -> None:
    edit(root, NOTEBOOK, "글 0", "반갑습니다.")
    until(lambda: "반갑습니다." in (root / "site/lessons/a.html").read_text("utf-8"))
    until(lambda: run_cli(root, "publish", "--to", f"{root.parent}/web", "--no-check").code == 0)
    assert "반갑습니다." in (root.parent / "web/lessons/a.html").read_text("utf-8")
    assert run_cli(root, "build").report["pages"]["written"] == 0
