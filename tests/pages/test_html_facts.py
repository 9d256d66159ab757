"""The facts of a page are those a parser of HTML finds."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pages.quiet_courses import publish, quiet_course
from seodang.inspection.html_facts import PageFacts, facts_of

WORDS = st.sampled_from(["", "a", "k &amp; l", "../b.html#c", "<i id=x>", "<img>", " id='n'", "가"])
NAMES = st.sampled_from(["class", "id", "href", "src", "alt", "title", "name", "data-id", "rel"])
TAGS = st.sampled_from(["a", "p", "span", "img", "IMG", "link", "svg", "h2", "script", "pre"])
TEXTS = st.sampled_from(["", "text", "<!-- <a href=x> -->", "\n", " > ", "{% x"])


class _Parsed(HTMLParser):
    """Anchors, links and pictures without `alt`, as Python's own parser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.anchors: dict[str, None] = {}
        self.links: dict[str, None] = {}
        self.bare: dict[str, None] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in reversed(attrs)}
        names = ("id", "name") if tag == "a" else ("id",)
        self.anchors.update((found[name], None) for name in names if name in found)
        if tag == "a" and "href" in found:
            self.links[found["href"]] = None
        if tag == "img" and "alt" not in found:
            self.bare[found.get("src", "?")] = None


def _assert_parsed(page: str) -> PageFacts:
    facts, parsed = facts_of(page), _Parsed(page)
    assert facts.anchors == tuple(parsed.anchors)
    assert facts.links == tuple(parsed.links)
    assert facts.bare_pictures == tuple(parsed.bare)
    return facts


@st.composite
def _element(draw: st.DrawFn) -> str:
    tag = draw(TAGS)
    attributes = draw(st.dictionaries(NAMES, WORDS, max_size=3))
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{draw(TEXTS)}</{tag}>"


@settings(max_examples=300, deadline=None)
@given(st.lists(_element(), max_size=8))
def test_any_elements_have_the_facts_a_parser_finds(elements: list[str]) -> None:
    _assert_parsed("".join(elements))


def test_published_pages_have_the_facts_a_parser_finds(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    publish(root)
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 2
    assert all(_assert_parsed(page.read_text("utf-8")).loads for page in pages)
