"""Whatever an author writes, a page comes of it: whole, harmless and the same every time."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML

from seodang.cache.store import Store
from seodang.catalogue import Speaker
from seodang.course.loader import load_course
from seodang.documents.document import parsed
from seodang.documents.markdown import markdown_reader
from seodang.documents.myst import read_myst
from seodang.formulas.mathml import FormulaError, mathml
from seodang.rendering.dependencies import Dependencies
from seodang.rendering.fragment import Fragment
from seodang.rendering.fragment_writer import TOKEN_WRITERS, lesson_fragment, written_cells
from seodang.rendering.writer import RenderContext

PIECES = st.sampled_from(
    [*"가a1 \n\t*_`[](){}<>#-+|:$^!\\/&\"'=~%@", "\n\n", "**", "```", ":::", "$$", "[^1]", "[^1]: ",
     ":::{note} ", ":::{figure} x.svg", ":::{exercise} e", "```{prompt} ", "{term}`", "{source}`",
     "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<img src=x>", "| a | b |\n|---|---|\n", "- [ ] ",
     "![", "](", "https://example.org", "+++", "\n:alt: ", "&nbsp;", "\\frac", "```{code-cell}\n", "# "]
)  # fmt: skip
VOID = {"br", "hr", "img", "input", "wbr", "col"}


class _Balance(HTMLParser):
    """Counts elements that are not closed in order, as a strict reader would."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.mistakes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.mistakes += [f"{tag} {name}" for name, _ in attrs if name.startswith(("on", "style"))]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}>")


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> RenderContext:
    from courses import write_course

    folder = tmp_path_factory.mktemp("any")
    exercise = {"exercises/e.yml": "kind: reflect\nquestion: 물음\n"}
    course, _ = load_course(write_course(folder / "course", exercise))
    lesson = next(iter(course.lessons.values()))
    store = Store(Path(folder) / "store")
    dependencies = Dependencies(course, store, "lessons/a/notebook.md", "lessons/a.html", lesson)
    return RenderContext(dependencies, Speaker("ko", "rendering"), markdown_reader(), {}, "python")


def _rendered(text: str, context: RenderContext) -> Fragment:
    notebook, _ = read_myst(text, "lessons/a/notebook.md")
    document = parsed("any", "", notebook)
    return lesson_fragment(document, replace(context, cells=written_cells(document, context)))[0]


@settings(max_examples=300, deadline=None)
@example(text="[^1]: >[^1]: ")  # a note within a note leaves an end without a beginning
@given(text=st.lists(PIECES, max_size=40).map("".join))
def test_any_text_becomes_balanced_html_twice_the_same(text: str, context: RenderContext) -> None:
    fragment = _rendered(text, context)
    balance = _Balance()
    balance.feed(fragment.html)
    balance.close()
    assert (balance.open, balance.mistakes) == ([], []), fragment.html
    assert _rendered(text, context) == fragment


@settings(max_examples=300, deadline=None)
@given(latex=st.lists(st.sampled_from(
    [*"ab1+-=<>&^_{}[]()|~ '", "\\", "\\\\", "\\frac", "\\sqrt", "\\left", "\\right", "\\text{",
     "\\begin{matrix}", "\\end{matrix}", "\\begin{cases}", "\\end{cases}", "\\sum", "\\color", "가", "\\hat",
     "\\operatorname", "\\href", "\\mathbf", "\\over", "\\limits", "\\not", "\\substack", "\\bigl", "\\hspace"]
), max_size=12).map("".join))  # fmt: skip
def test_any_formula_is_mathml_or_a_formula_error(latex: str) -> None:
    try:
        written = mathml(latex, block=True)
    except FormulaError:
        return
    balance = _Balance()
    balance.feed(written)
    assert (balance.open, balance.mistakes) == ([], []), written


def test_every_token_the_reader_makes_has_a_rule() -> None:
    known = {name for name in RendererHTML().rules if not name.endswith(("_open", "_close"))}
    ours = {n for n in markdown_reader().renderer.rules if not n.endswith(("_open", "_close"))}  # type: ignore[attr-defined]
    inner = {"footnote_caption", "footnote_anchor_name", "front_matter"}
    assert (known | ours) - inner <= set(TOKEN_WRITERS.leaves)
