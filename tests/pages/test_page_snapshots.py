"""One page of each kind, whole but for Material's frame.

Refresh with `pytest tests/pages --update-goldens`, and read the difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from courses import SMALLEST_COURSE
from pages.quiet_courses import lesson, page, published, quiet_course, track
from seodang.editions.site.pages import PageKind

FILES = {
    **lesson(
        "a",
        "첫 <수업>",
        "sources: [law]\nauthors: [kim]\ntools: [pen]\nrequires: [b]\nwas: [old]\n"
        "ai_use: {tools: [어떤 AI], note: 초안을 다듬었습니다.}\n",
        "## 시작\n\n안녕하세요{source}`law`, {term}`ai`입니다.\n\n### 더\n\n"
        ":::{exercise} one\n:::\n\n:::{exercise} two\n:::\n\n:::{exercise} three\n:::\n\n"
        ":::{exercise} four\n:::\n\n```{prompt} 편지\n[이름]에게 써 주세요.\n```\n",
    ),
    **lesson("b", "둘째 수업"),
    **lesson("c", "그만둔 수업", "status: retired\n"),
    **track("first", "첫 과정", "b", "a"),
    "curriculum/programme.yml": (
        SMALLEST_COURSE["curriculum/programme.yml"]
        + "contact: {email: ai@example.org, form: 'https://example.org/form'}\n"
    ),
    "curriculum/people.yml": "kim: {name: 김하나, role: 강사}\n",
    "curriculum/tools.yml": "pen: {name: 연필, cost: 없음}\n",
    "curriculum/sources.yml": (
        "law: {title: 어느 법, publisher: 나라, url: 'https://example.org/', published: '2024',\n"
        "  checked: 2024-11-21, shelf_life: 1 year}\n"
    ),
    "curriculum/glossary.yml": "ai: {term: 인공지능, definition: '**사람**이 만든 것', also: [AI]}\n",
    "curriculum/pages/about.md": "# 이 사이트\n\n## 만든 사람\n\n글입니다.\n",
    "exercises/one.yml": (
        "kind: choice\nquestion: 무엇입니까?\noptions:\n  - {text: 가, correct: true}\n"
        "  - {text: 나, feedback: 아닙니다.}\n"
    ),
    "exercises/two.yml": "kind: order\ntitle: 차례\nquestion: 차례는?\nsteps: [가, 나, 다]\n",
    "exercises/three.yml": (
        "kind: match\nquestion: 짝은?\npairs: [{left: 가, right: 나}, {left: 다, right: 라}]\n"
    ),
    "exercises/four.yml": (
        "kind: scenario\nquestion: 무엇을 하겠습니까?\nsteps:\n"
        "  - {name: a, text: 가, decisions: [{text: 나, consequence: 다, to: b}]}\n"
        "  - {name: b, text: 라}\n"
    ),
}
PAGES = {
    PageKind.HOME: "index.html",
    PageKind.TRACK: "tracks/first.html",
    PageKind.LESSON: "lessons/a.html",
    PageKind.RETIRED: "lessons/c.html",
    PageKind.GLOSSARY: "glossary.html",
    PageKind.PLAIN: "about.html",
    PageKind.MINE: "mine.html",
    "missing": "404.html",
    "moved": "lessons/old.html",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = quiet_course(tmp_path_factory.mktemp("snapshots"), FILES)
    published(root, "source-current")  # whose being over the page says
    return root


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_each_kind(kind: str, root: Path, golden: Callable[[str, str], None]) -> None:
    golden(f"{kind}.html", normalised(page(root, PAGES[kind])))


def test_every_kind_of_page_has_a_snapshot() -> None:
    assert set(PageKind) <= PAGES.keys()


def normalised(html: str) -> str:
    """Return what is ours of a page: title, what messengers are told, content and foot."""
    head = re.findall(
        r"<title>.*?</title>|<meta (?:name=\"desc|property=).*?>|<meta http.*?>", html
    )
    ours = re.findall(
        r'<article.*?</article>|<footer class="sd-foot">.*?</footer>', html, re.DOTALL
    )
    lines = ("\n".join(ours) or html).splitlines()
    return "\n".join([*head, *(line.strip() for line in lines if line.strip()), ""])
