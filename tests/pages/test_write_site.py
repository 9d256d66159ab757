from __future__ import annotations

import os
from pathlib import Path

from courses import tree
from pages.quiet_courses import lesson, page, publish, published, quiet_course, track
from seodang.problems import Place


def test_the_pages_stand_at_their_addresses(tmp_path: Path) -> None:
    root = quiet_course(
        tmp_path,
        {
            "curriculum/pages/about.md": "# 이 사이트\n\n글입니다.\n",
            "curriculum/glossary.yml": "prompt: {term: 프롬프트, definition: 부탁하는 글입니다.}\n",
        },
    )
    pages = sorted(n for n in tree(published(root)) if n.endswith(".html"))
    assert pages == [
        *("404.html", "about.html", "glossary.html", "index.html", "lessons/a.html"),
        *("mine.html", "tracks/first.html"),
    ]


def test_no_authored_file_is_published(tmp_path: Path) -> None:
    names = tree(published(quiet_course(tmp_path, {})))
    assert not [name for name in names if name.endswith((".yml", ".md", ".map"))]
    assert not [name for name in names if "lunr" in name or "search_index" in name]


def test_a_draft_has_no_page_and_a_retired_lesson_keeps_its_own(tmp_path: Path) -> None:
    files = {**lesson("b", "둘", "status: draft\n"), **lesson("c", "셋", "status: retired\n")}
    root = quiet_course(tmp_path, files)
    site = published(root)
    assert not (site / "lessons/b.html").exists()
    assert "더는 열지 않는 수업입니다." in page(root, "lessons/c.html")


def test_a_renamed_lesson_leads_from_its_old_address(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, lesson("a", "첫 수업", "was: [old-name]\n"))
    published(root)
    stub = page(root, "lessons/old-name.html")
    assert '<meta http-equiv="refresh" content="0; url=a.html">' in stub
    assert '<link rel="canonical" href="https://seodang.test/ai/lessons/a.html">' in stub


def test_a_lesson_shows_what_it_takes_and_where_its_facts_come_from(tmp_path: Path) -> None:
    files = {
        **lesson(
            "a",
            "첫 <수업> & 둘",
            "tools: [chatbot]\nsources: [law]\nauthors: [kim]\nai_use: {note: 초안을 AI로 썼습니다.}\n"
            "requires: [b]\n",
            "## 시작\n\n법이 그렇게 정합니다. {source}`law`\n",
        ),
        **lesson("b", "먼저 볼 수업"),
        **track("first", "첫 과정", "b", "a"),
        "curriculum/tools.yml": "chatbot: {name: 대화형 AI, cost: 없음, checked: 2026-11-20}\n",
        "curriculum/people.yml": "kim: {name: 김서당, role: 편집}\n",
        "curriculum/sources.yml": (
            "law: {title: 법, publisher: 국가, url: 'https://example.org/', published: 2024-05-08,"
            " checked: 2026-11-21}\n"
        ),
    }
    root = quiet_course(tmp_path, files)
    published(root)
    html = page(root, "lessons/a.html")
    for text in (
        '<h1 id="sd-title">첫 &lt;수업&gt; &amp; 둘</h1>',
        "<title>첫 &lt;수업&gt; &amp; 둘 - 작은 과정</title>",
        '<a href="b.html">먼저 볼 수업</a>',
        "대화형 AI",
        "2026년 11월 20일 확인",
        '<li id="source-law">',
        "국가 · 2024년 5월 8일 · 2026년 11월 21일 확인",
        "김서당",
        "초안을 AI로 썼습니다.",
        "2개 중 2번째",
        'rel="prev" href="b.html"',
    ):
        assert text in html, text
    assert '<link rel="prev"' not in html


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    site = published(root)
    for file in site.rglob("*"):
        os.utime(file, (1, 1))
    again = publish(root).outputs["site"].written
    assert again is not None
    assert (again.written, again.reused) == (0, 5)
    assert {file.stat().st_mtime for file in site.rglob("*") if file.is_file()} == {1}


def test_a_removed_lesson_leaves_no_file_behind(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {**lesson("b", "둘"), **track("first", "첫 과정", "a", "b")})
    assert (published(root) / "lessons/b.html").exists()
    for file in (root / "lessons/b").iterdir():
        file.unlink()
    (root / "lessons/b").rmdir()
    quiet_course(tmp_path, {})
    assert not (published(root) / "lessons/b.html").exists()


def test_a_partners_theme_comes_before_ours(tmp_path: Path) -> None:
    retired = (
        '{% extends "main.html" %}{% block content %}<h1 id="sd-title">닫음</h1>{% endblock %}\n'
    )
    root = quiet_course(
        tmp_path,
        {
            **lesson("c", "셋", "status: retired\n"),
            "theme/retired.html": retired,
            "theme/CNAME": "ai.example.org\n",
        },
    )
    assert (published(root) / "CNAME").read_text() == "ai.example.org\n"
    assert "닫음" in page(root, "lessons/c.html")


def test_a_broken_template_is_named_at_its_line_and_the_site_stays(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    before = tree(published(root))
    (root / "theme").mkdir()
    (root / "theme/lesson.html").write_text(
        "{% extends 'main.html' %}\n{% block content %}\n{{ }\n"
    )
    result = publish(root)
    assert not result.is_written
    assert [problem.where for problem in result.problems] == [Place("theme/lesson.html", 3)]
    assert tree(root / "site") == before


def test_settings_mkdocs_does_not_know_are_told_as_problems(tmp_path: Path) -> None:
    settings = (
        "site_name: 이름\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
    )
    root = quiet_course(tmp_path, {"mkdocs.yml": settings + "copyrigth: 우리\n"})
    messages = [str(problem.message) for problem in publish(root).problems]
    assert messages == [
        "MkDocs says: Config value 'copyrigth': Unrecognised configuration name: copyrigth"
    ]


def test_a_wrong_setting_is_told_once_and_publishes_nothing(tmp_path: Path) -> None:
    settings = "site_name: 이름\nvalidation: 5\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
    result = publish(quiet_course(tmp_path, {"mkdocs.yml": settings}))
    assert not result.is_written
    assert len(result.problems) == 1
    assert "Config value 'validation'" in str(result.problems[0].message)
    assert result.problems[0].where == Place("mkdocs.yml", 2, 1)


def test_mkdocs_yml_without_the_plugin_publishes_nothing(tmp_path: Path) -> None:
    settings = "site_name: 이름\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: []\n"
    result = publish(quiet_course(tmp_path, {"mkdocs.yml": settings}))
    assert not result.is_written
    assert "does not name 'seodang'" in str(result.problems[0].message)
    assert not (tmp_path / "site").exists()


def test_no_element_carries_a_style_of_its_own(tmp_path: Path) -> None:
    """A strict content security policy forbids style attributes."""
    site = published(quiet_course(tmp_path, {}))
    assert not [n for n, text in tree(site).items() if n.endswith(".html") and b' style="' in text]


def test_a_template_that_cannot_be_read_is_named_at_its_line(tmp_path: Path) -> None:
    template = '{% extends "main.html" %}\n{% if page.title }\n'
    [problem] = publish(quiet_course(tmp_path, {"theme/lesson.html": template})).problems
    assert problem.rule == "theme-template"
    assert problem.where == Place("theme/lesson.html", 2)
    assert not (tmp_path / "site/index.html").exists()
