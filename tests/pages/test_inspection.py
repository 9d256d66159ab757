from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pages.quiet_courses import publish, quiet_course
from seodang.cache.store import Store
from seodang.inspection.html_facts import facts_of
from seodang.inspection.inspect import inspect_output
from seodang.problems import Problem
from seodang.rules import Severity

SiteWith = Callable[[str], list[Problem]]


@pytest.fixture
def site_with(tmp_path: Path) -> SiteWith:
    """Publish a course and put some HTML into its lesson's page, as a plugin could."""
    root = quiet_course(tmp_path, {})
    written = publish(root).outputs["site"].written
    assert written is not None
    file = root / "site/lessons/a.html"
    html = file.read_text("utf-8")

    def inspect(more: str) -> list[Problem]:
        file.write_text(html.replace("<p>안녕하세요.</p>", more), "utf-8")
        return inspect_output(written, "https://seodang.test/ai/", Store(root / ".seodang/store"))

    return inspect


@pytest.mark.parametrize(
    ("html", "rule", "words"),
    [
        ('<a href="nowhere.html">x</a>', "site-link", "nowhere.html"),
        ('<a href="../tracks/first.html#nowhere">x</a>', "site-link", "#nowhere"),
        ('<a href="#nowhere">x</a>', "site-link", "#nowhere"),
        ('<img src="a/x.png" alt="">', "site-file", "a/x.png"),
        ('<img src="../assets/seodang/favicon.svg">', "site-picture-alt", "favicon.svg"),
        ('<script src="https://cdn.example/x.js"></script>', "site-other-host", "cdn.example"),
        ('<img src="//cdn.example/x.png" alt="">', "site-other-host", "cdn.example"),
        (
            '<link rel="preload stylesheet" href="http://x.example/a.css">',
            "site-other-host",
            "a.css",
        ),
        ('<a href="http://[::1">x</a><img src="//[a" alt="">', "site-other-host", "//[a"),
        ("<script>var a</script>", "page-fits-policy", "<script>"),
        ("<SCRIPT type=module>var a</SCRIPT >", "page-fits-policy", "<script>"),
        ("<style>p{color:red}</style>", "page-fits-policy", "<style>"),
        ('<p style="color: red">', "page-fits-policy", 'style="…"'),
        ('<p onclick="x()">', "page-fits-policy", 'onclick="…"'),
        ('<a href="javascript:x()">x</a>', "page-fits-policy", "javascript:"),
        ("<p>{{ programme }}</p>", "site-left-over", "{{ programme }}"),
        ("<pre>C:\\Users\\kim\\a.csv</pre>", "site-machine-path", "kim"),
    ],
)
def test_what_is_wrong_with_a_page_is_found(
    site_with: SiteWith,
    html: str,
    rule: str,
    words: str,
) -> None:
    problems = site_with(html)
    assert [problem.rule for problem in problems] == [rule]
    message = str(problems[0].message)
    assert words in message
    assert "lessons/a.html" in message
    assert problems[0].where.path == "lessons/a/notebook.md"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../index.html#sd-title">x</a><a href="">y</a><a href="#top">z</a>',
        '<a href="https://example.org/">x</a><a href="mailto:a@example.org">y</a>',
        "<pre>{{ code }}</pre><p><code>{% raw %}</code></p>",
        '<img src="data:image/gif;base64,R0" alt="">',
        '<a href="a.html#%EC%8B%9C%EC%9E%91">x</a>',
        '<script type="application/json">{"a": "<p onclick=\\"x\\">"}</script>',
        '<pre>&lt;script&gt; style="x"</pre>',
    ],
)
def test_what_is_right_is_left_alone(site_with: SiteWith, html: str) -> None:
    assert site_with(html) == []


def test_the_folder_of_the_course_itself_is_an_error(site_with: SiteWith, tmp_path: Path) -> None:
    problems = site_with(f"<pre>{tmp_path}/lessons/a.csv</pre>")
    assert [(p.rule, p.severity) for p in problems] == [("site-machine-path", Severity.ERROR)]


def test_a_page_too_heavy_for_a_phone_is_a_warning(site_with: SiteWith) -> None:
    problems = site_with(f"<p>{'가' * 500_000}</p>")
    assert [(p.rule, p.severity) for p in problems] == [("site-page-weight", Severity.WARNING)]


def test_a_style_sheet_that_loads_from_elsewhere_is_found(tmp_path: Path) -> None:
    css = "@import url('https://fonts.example/a.css');\n"
    root = quiet_course(tmp_path, {"theme/assets/partner.css": css})
    problems = publish(root).problems
    assert [p.rule for p in problems] == ["site-other-host"]
    assert problems[0].where.path == "site/assets/partner.css"


def test_the_page_for_missing_pages_is_read_from_the_sites_address(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    publish(root)
    assert 'href="https://seodang.test/ai/index.html"' in (root / "site/404.html").read_text(
        "utf-8"
    )


def test_scripts_and_comments_are_not_read_as_elements() -> None:
    facts = facts_of('<script>a = "<img src=x>"</script><!-- <a href="y"> --><a id="z" href="w">')
    assert (facts.links, facts.bare_pictures, facts.anchors) == (("w",), (), ("z",))


def test_every_picture_of_a_set_is_seen() -> None:
    facts = facts_of('<img srcset="a.png 1x, b.png 2x" src="c.png" alt="">')
    assert facts.loads == ("c.png", "a.png", "b.png")
