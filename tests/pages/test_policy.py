"""The policy of pages: on every one, the same, and before all that a page loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import tree
from pages.quiet_courses import page, publish, published, quiet_course
from seodang.editions.site.guarded import guarded
from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import page_policy

ELEMENT = f'<meta http-equiv="Content-Security-Policy" content="{page_policy()}">'
MATERIALS = "05de46c834756255c5cbf52d39daf6f07de8c8af36ce9976a551b7516d2611db"
MOVED = {
    "lessons/a/lesson.yml": (
        "title: 가\nsummary: 나\nformat: class\nminutes: 30\nlevel: beginner\nobjectives: [다]\nwas: [old]\n"
    )
}


def test_every_page_begins_with_the_policy(tmp_path: Path) -> None:
    pages = {
        name: text.decode()
        for name, text in tree(published(quiet_course(tmp_path, MOVED))).items()
        if name.endswith(".html")
    }
    assert {"404.html", "index.html", "lessons/a.html", "lessons/old.html"} <= set(pages)
    alone = pages.pop("404.html")
    assert page_policy(inside_missing_page()) in alone
    assert alone.index("Content-Security-Policy") < alone.index("<link") < alone.index("<style>")
    for text in pages.values():
        assert text.count(ELEMENT) == 1
        loading = min(text.find(sign) for sign in ("<link", "<script", "<img") if sign in text)
        assert text.index("<meta charset=") < text.index(ELEMENT) < loading


def test_no_page_of_ours_has_a_script_or_a_style_in_it(tmp_path: Path) -> None:
    assert publish(quiet_course(tmp_path, MOVED)).problems == ()


def test_a_partners_own_frame_has_the_policy_too(tmp_path: Path) -> None:
    template = (
        "<!doctype html><html><head><title>x</title></head><body>{{ page.title }}</body></html>"
    )
    root = quiet_course(tmp_path, {"theme/plain.html": template, "curriculum/pages/x.md": "# 나\n"})
    publish(root)
    assert f"<head>{ELEMENT}<title>" in page(root, "x.html")


def test_a_script_in_a_partners_template_is_told_and_not_blessed(tmp_path: Path) -> None:
    script = "{% extends 'main.html' %}{% block extrahead %}<script>x()</script>{% endblock %}"
    root = quiet_course(tmp_path, {"theme/lesson.html": script})
    problems = publish(root).problems
    assert "page-fits-policy" in {problem.rule for problem in problems}
    assert "sha256-" not in page(root, "lessons/a.html")


@pytest.mark.parametrize("url", ["https://seodang.test/ai", "https://seodang.test/ai/"])
def test_an_address_needs_no_slash_at_its_end(tmp_path: Path, url: str) -> None:
    programme = f"seodang: 1\ntitle: 작은 과정\nlanguage: ko\nurl: {url}\nlicence: CC-BY-4.0\n"
    root = quiet_course(tmp_path, {"curriculum/programme.yml": programme})
    assert publish(root).problems == ()
    assert 'href="https://seodang.test/ai/index.html"' in page(root, "404.html")


def test_what_has_no_head_stays_as_it_is() -> None:
    assert guarded("<p>가</p>") == "<p>가</p>"
