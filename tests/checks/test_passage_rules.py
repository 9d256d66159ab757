"""One rule about lines sees all that somebody may read, what cells put out too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from courses import BuildCourse
from seodang.cache.store import OUTPUTS, Store, key_of
from seodang.checks.check_course import check_course
from seodang.checks.registry import PASSAGE_CHECKS
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents.document import Passage
from seodang.documents.documents import Documents
from seodang.execution.outcomes import Executed
from seodang.files.places import located
from seodang.ids import LessonId
from seodang.problems import Place, Problem, say
from seodang.rendering import renderer_version
from seodang.rendering.render import render
from seodang.rules import RULES, Rule, Scope, Severity

RULE = "phone-number-left-out"
NOTEBOOK = "lessons/a/notebook.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4">{}<text fill="{}">{}</text></svg>'
FILES = {
    "curriculum/people.yml": "kim:\n  name: 김\n  role: 전화 010-0000-0001\n",
    "lessons/a/images/x.svg": SVG.format("", "red", "010-0000-0002"),
    NOTEBOOK: (
        "## 시작\n\n글\n010-0000-0003\n\n![그림](images/x.svg)\n\n"
        "```{code-cell} ipython3\ny = '010-0000-0004'\n```\n\n"
        "```{code-cell} ipython3\n:alt: 그림\n\nshow(x)\n```\n"
    ),
}
DISPLAYED = {
    "text/html": "<table><tr><td>김</td><td>010-0000-0006</td></tr></table>",
    "text/markdown": "**010-0000-0007**",
    "image/svg+xml": SVG.format("<title>가</title>", "currentColor", "010-0000-0008"),
    "text/plain": "'010-0000-0009'",
}
OUTPUT: list[dict[str, Any]] = [
    {"output_type": "stream", "name": "stdout", "text": "가\n\x1b[31m010-0000-0005\x1b[0m\n"},
    *({"output_type": "display_data", "data": {k: v}} for k, v in DISPLAYED.items()),
    {"output_type": "error", "ename": "E", "evalue": "010-0000-0010", "traceback": []},
]


def phone_number_left_out(passages: Iterable[Passage]) -> Iterator[Problem]:
    """See that no telephone number is published."""
    for passage in passages:
        for number in re.findall(r"\d{3}-\d{4}-\d{4}", passage.text):
            yield Problem(RULE, passage.where, say("{number}", number=number), say("leave it out"))


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        add_rule(patch)
        yield


def add_rule(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(RULES, RULE, Rule(Severity.ERROR, Scope.TEXT))
    patch.setitem(PASSAGE_CHECKS, RULE, phone_number_left_out)


def told(root: Path, store: Store) -> list[tuple[str, int, str]]:
    """Check and render a course whose last cell has put out `OUTPUT`."""
    course, problems = load_course(root)
    documents = Documents(course)
    problems += check_course(documents, date(2026, 11, 21))
    *_, cell = documents.open(documents.refs[NOTEBOOK]).notebook.code_cells()
    key = key_of("outputs of the test")
    store.save_json(OUTPUTS, key, {cell.id: OUTPUT})
    executed = Executed({LessonId("a"): key}, 0, 0, frozenset())
    problems += render(documents, executed, store, Variant("ko"))[1]
    found = ((problem.where, str(problem.message)) for problem in located(root, problems))
    return [(at.path, at.line, text) for at, text in found if isinstance(at, Place)]


@pytest.mark.usefixtures("rule")
def test_a_rule_sees_prose_code_yaml_and_every_form_of_outputs_and_tells_where(
    build_course: BuildCourse, tmp_path: Path
) -> None:
    root, store = build_course(FILES), Store(tmp_path / "store")
    places = [("curriculum/people.yml", 3), (NOTEBOOK, 4), (NOTEBOOK, 6), (NOTEBOOK, 9)]
    numbers = (1, 3, 2, 4, 5, 6, 7, 8, 9, 10)
    expected = [
        (*place, f"010-0000-{number:04}")
        for place, number in zip([*places, *[(NOTEBOOK, 15)] * 6], numbers, strict=True)
    ]
    for _ in range(2):  # once looked at, once remembered
        assert sorted(told(root, store)) == sorted(expected)


def test_what_was_kept_before_a_rule_was_written_is_looked_at_anew(
    build_course: BuildCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, store = build_course(FILES), Store(tmp_path / "store")
    engine = tmp_path / "engine"
    shutil.copytree(renderer_version._ENGINE, engine)
    monkeypatch.setattr(renderer_version, "_ENGINE", engine)
    assert told(root, store) == []
    add_rule(monkeypatch)
    in_files = told(root, store)
    assert len(in_files) == 3  # the engine has not changed yet: its fragment is used again
    (engine / "checks" / "phone_numbers.py").write_text("# the rule\n")
    assert len(told(root, store)) == 10
