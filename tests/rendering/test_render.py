"""The stage: what is rendered, and what is found again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from courses import BuildCourse
from pictures_whole import GIF, OTHER_GIF
from seodang.cache.store import OUTPUTS, Key, Store, key_of
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents.documents import Documents
from seodang.execution.outcomes import Executed
from seodang.ids import LessonId, TermId
from seodang.rendering.render import Rendered, fragment_of, render

A = LessonId("a")
LEARNER = Variant("ko")
LESSON = "lessons/a/lesson.yml"
NOTEBOOK = "lessons/a/notebook.md"
FILES = {
    NOTEBOOK: (
        "## 시작\n\n{term}`ai` ![그림](x.gif) [나](../b/notebook.md)\n\n:::{exercise} one\n:::\n\n"
        "```{code-cell} ipython3\nprint(1)\n```\n"
    ),
    "lessons/a/x.gif": GIF,
    "lessons/b/lesson.yml": (
        "title: 나\nsummary: 나\nformat: class\nminutes: 5\nlevel: beginner\nobjectives: [나]\n"
    ),
    "lessons/b/notebook.md": "## 나\n\n글만 있습니다.\n",
    "curriculum/glossary.yml": "ai: {term: 인공지능, definition: '**사람**처럼 {term}`ai`'}\n",
    "curriculum/pages/about.md": "# 이 사이트\n\n[처음](../programme.yml)\n\n## 하나\n",
    "exercises/one.yml": "kind: reflect\nquestion: 생각하십시오.\n",
}


class Bench:
    """Renders a course again and again, as builds do."""

    def __init__(self, build_course: BuildCourse, tmp_path: Path) -> None:
        self.build_course = build_course
        self.store = Store(tmp_path / "store")
        self.output = "1"
        self.failed: frozenset[LessonId] = frozenset()

    def render(self, changes: Mapping[str, str] | None = None) -> Rendered:
        course, problems = load_course(self.build_course({**FILES, **(changes or {})}))
        assert problems == []
        documents = Documents(course, self.store)
        notebook = documents.open(documents.refs[NOTEBOOK]).notebook
        output = {"output_type": "stream", "name": "stdout", "text": self.output}
        outputs = {cell.id: [output] for cell in notebook.code_cells()}
        key = key_of("outputs", outputs)
        self.store.save_json(OUTPUTS, key, outputs)
        keys = {} if self.failed else {A: key}
        rendered, problems = render(
            documents, Executed(keys, 0, 0, self.failed), self.store, LEARNER
        )
        assert problems == []
        return rendered

    def html(self, rendered: Rendered, name: str = "a") -> str:
        return fragment_of(rendered.lessons[LessonId(name)].fragment, self.store).html

    def times(self) -> dict[str, int]:
        """Return when each fragment was written last."""
        files = (self.store.folder / "fragments").rglob("*")
        return {file.name: file.stat().st_mtime_ns for file in files if file.is_file()}


@pytest.fixture
def bench(build_course: BuildCourse, tmp_path: Path) -> Bench:
    return Bench(build_course, tmp_path)


def test_every_lesson_page_and_term_is_rendered(bench: Bench) -> None:
    rendered = bench.render()
    assert set(rendered.lessons) == {"a", "b"}
    assert '<pre class="sd-stream">1</pre>' in bench.html(rendered)
    page = fragment_of(rendered.pages["curriculum/pages/about.md"].fragment, bench.store)
    assert page.title == "이 사이트"
    assert page.html.startswith('<p><a href="index.html">처음</a></p>\n<h2')
    assert rendered.terms == {
        TermId(
            "ai"
        ): '<strong>사람</strong>처럼 <a class="sd-term" href="glossary.html#ai">인공지능</a>'
    }


def test_a_page_publishes_its_own_files_beside_it_and_copies_of_others(bench: Bench) -> None:
    about = "# 이 사이트\n\n[수](data/y.csv) [점](../../lessons/a/x.gif)\n"
    files = {"curriculum/pages/about.md": about, "curriculum/pages/data/y.csv": "1\n"}
    page = fragment_of(bench.render(files).pages["curriculum/pages/about.md"].fragment, bench.store)
    names = [asset.name for asset in page.assets]
    assert names[1] == "data/y.csv"
    assert re.fullmatch(r"about/[0-9a-f]{16}/x\.gif", names[0])


def test_a_second_time_nothing_is_written(bench: Bench) -> None:
    first = bench.render()
    times = bench.times()
    assert bench.render() == first
    assert bench.times() == times


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("exercises/one.yml", "kind: reflect\nquestion: 다시 생각하십시오.\n"),
        ("curriculum/glossary.yml", "ai: {term: AI, definition: '**사람**처럼 {term}`ai`'}\n"),
        ("lessons/a/x.gif", OTHER_GIF),
        (NOTEBOOK, FILES[NOTEBOOK].replace("시작", "처음")),
    ],
)
def test_a_change_renders_anew_only_what_shows_it(bench: Bench, path: str, text: str) -> None:
    before = bench.render()
    after = bench.render({path: text})
    assert after.lessons[A] != before.lessons[A]
    assert after.lessons[LessonId("b")] == before.lessons[LessonId("b")]
    assert after.pages == before.pages
    assert bench.render() == before


def test_a_change_that_the_page_does_not_show_renders_nothing(bench: Bench) -> None:
    before = bench.render()
    more = (
        FILES["curriculum/glossary.yml"].replace("처럼", "같이")
        + "ml: {term: 나, definition: 다}\n"
    )
    after = bench.render(
        {"curriculum/glossary.yml": more, "exercises/two.yml": FILES["exercises/one.yml"]}
    )
    assert after.lessons == before.lessons


def test_new_outputs_render_anew(bench: Bench) -> None:
    before = bench.render()
    bench.output = "2"
    assert '<pre class="sd-stream">2</pre>' in bench.html(bench.render())
    bench.output = "1"
    assert bench.render() == before


def test_a_lost_picture_is_published_again(bench: Bench) -> None:
    key = fragment_of(bench.render().lessons[A].fragment, bench.store).assets[0].key
    (bench.store.folder / "assets" / key[:2] / key[2:]).write_bytes(b"cut short")
    assert fragment_of(bench.render().lessons[A].fragment, bench.store).assets[0].key == key
    assert (bench.store.folder / "assets" / key[:2] / key[2:]).read_bytes().endswith(GIF.encode())


def test_a_failed_lesson_gets_a_placeholder_until_it_runs(bench: Bench) -> None:
    bench.failed = frozenset({A})
    html = bench.html(bench.render())
    assert "수업을 고치고 있습니다" in html
    assert "시작" not in html
    bench.failed = frozenset()
    assert "시작" in bench.html(bench.render())


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_lessons_that_are_not_published_are_left_out(bench: Bench, status: str) -> None:
    lesson = FILES["lessons/b/lesson.yml"] + f"status: {status}\n"
    assert set(bench.render({"lessons/b/lesson.yml": lesson}).lessons) == {"a"}


def test_a_lesson_with_problems_shows_them_every_time(
    bench: Bench, build_course: BuildCourse
) -> None:
    root = build_course(
        {**FILES, "lessons/b/notebook.md": "## 나\n\n[물음](../../exercises/e.yml)\n"}
    )
    course, _ = load_course(root)
    executed = Executed({}, 0, 0, frozenset({A}))
    for _ in range(2):
        (problem,) = render(Documents(course), executed, bench.store, LEARNER)[1]
        assert problem.rule == "file-publishable"


def test_a_definition_with_a_mistake_is_a_problem_in_the_glossary(
    bench: Bench, build_course: BuildCourse
) -> None:
    root = build_course(
        {
            **FILES,
            "curriculum/glossary.yml": "ai:\n  term: 나\n  definition: '[나](../exercises/e.yml)'\n",
        }
    )
    course, _ = load_course(root)
    problems = render(Documents(course), Executed({}, 0, 0, frozenset({A})), bench.store, LEARNER)[
        1
    ]
    assert str(problems[0].where).startswith(
        "Pointer(path='curriculum/glossary.yml', keys=('ai', 'definition')"
    )


def test_an_edit_of_the_prose_leaves_the_written_code_cells_alone(bench: Bench) -> None:
    before = bench.render()
    cells = {
        file: file.read_bytes()
        for file in (bench.store.folder / "cells").rglob("*")
        if file.is_file()
    }
    (entry,) = cells
    marked = cells[entry].partition(b"\n")[2].replace(b"sd-stream", b"sd-marked")
    bench.store.save("cells", Key(entry.parent.name + entry.name), marked)
    after = bench.render({NOTEBOOK: FILES[NOTEBOOK].replace("시작", "처음")})
    assert "sd-marked" in bench.html(after)
    assert "sd-marked" not in bench.html(before)
