"""A notebook that failed runs again when something changed, or when it is asked to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from courses import BuildCourse, run_cli
from execution.small_courses import Run, lesson

pytestmark = pytest.mark.kernel

FAILING = lesson("x = 1", "1 / 0")
TIMED = "notebook-in-limits"


def test_a_failure_is_told_again_without_a_run(run: Run) -> None:
    files = {**FAILING, **lesson("'되는 수업'", name="b")}
    first, second = run(files), run(files)
    assert first.executed.executed == 1
    assert second.plan.run == ()
    assert second.told() == first.told() != []
    assert second.executed.failed == {"a"}


def test_it_is_told_at_its_line_after_an_edit_of_prose(run: Run) -> None:
    run(FAILING)
    text = FAILING["lessons/a/notebook.md"]
    edited = {**FAILING, "lessons/a/notebook.md": text.replace("글 0\n", "글 0\n\n새 문단\n")}
    built = run(edited)
    assert built.plan.run == ()
    assert built.problems[0].where.line == run(FAILING).problems[0].where.line + 2


@pytest.mark.parametrize(
    "change",
    [
        lesson("x = 1", "1 / 1"),
        lesson("x = 1", "1 / 0", memory="500MB"),
        lesson("x = 1", "1 / 0", timeout="20s"),
        lesson("x = 1", "1 / 0", isolation="kernel"),
        {"lessons/a/words.py": "x = 1\n"},
    ],
    ids=["code", "memory", "timeout", "kernel", "module"],
)
def test_whatever_it_may_owe_its_failure_to_runs_it_again(
    run: Run, change: Mapping[str, str]
) -> None:
    run(FAILING)
    assert [planned.lesson for planned in run({**FAILING, **change}).plan.run] == ["a"]


@pytest.mark.parametrize(
    "files",
    [
        lesson("import os\nos._exit(1)"),
        lesson("raise ValueError", network="true"),
    ],
    ids=["died", "network"],
)
def test_what_may_end_otherwise_next_time_is_not_kept(run: Run, files: Mapping[str, str]) -> None:
    run(files)
    assert len(run(files).plan.run) == 1


def test_limits_are_kept_too(run: Run) -> None:
    files = lesson("import time\ntime.sleep(60)", timeout="1s")
    assert [problem.rule for problem in run(files).problems] == [TIMED]
    again = run(files)
    assert again.plan.run == ()
    assert [problem.rule for problem in again.problems] == [TIMED]


def test_the_command_runs_it_again_when_asked(build_course: BuildCourse) -> None:
    root = build_course(FAILING)
    first = run_cli(root, "build")
    told = run_cli(root, "build", "--explain")
    again = run_cli(root, "build", "--again", "--explain")
    assert "a: failed before, and nothing has changed" in told.out
    assert "a: no result yet" in again.out
    assert {first.code, told.code, again.code} == {1}


def test_with_only_it_runs_what_succeeded_again(build_course: BuildCourse) -> None:
    root = build_course({})
    run_cli(root, "build")
    told = run_cli(root, "build", "--again", "--only", "a", "--explain")
    assert told.code == 0
    assert "a: --again asks for it" in told.out


ANSWERS = """\
from urllib.request import urlopen
print(urlopen("http://127.0.0.1:{port}/").read().decode())
"""


class Fickle(BaseHTTPRequestHandler):
    """A host that answers as long as it is well."""

    is_well = True

    def do_GET(self) -> None:
        self.send_response(200 if Fickle.is_well else 500)
        self.end_headers()
        self.wfile.write("옛 결과".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Fickle.is_well = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fickle)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_what_fails_when_it_is_run_again_is_not_taken_from_before(
    build_course: BuildCourse, port: int
) -> None:
    root = build_course(lesson(ANSWERS.format(port=port), network="true"))
    page = root / "site/lessons/a.html"
    assert run_cli(root, "build").code == 0
    assert "옛 결과" in page.read_text("utf-8")
    Fickle.is_well = False
    again = run_cli(root, "build", "--again", "a")
    assert (again.code, again.report["failed"], again.report["reused"]) == (1, 1, 0)
    # Nothing of the course changed, and still the last word on it is the failure.
    assert run_cli(root, "build").code == 1
    assert run_cli(root, "build", "--keep-going").report["failed"] == 1
    assert "옛 결과" not in page.read_text("utf-8")
    Fickle.is_well = True
    assert run_cli(root, "build").code == 0
    assert "옛 결과" in page.read_text("utf-8")
