"""Writing Markdown tokens as HTML, by rules given from outside."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from seodang.catalogue import Speaker
from seodang.checks.pictures import not_in_course
from seodang.checks.registry import PASSAGE_CHECKS
from seodang.checks.schemes import unknown_scheme
from seodang.course.addresses import foreign_scheme
from seodang.documents.badges import is_badge
from seodang.documents.document import Passage
from seodang.documents.markdown import read_text
from seodang.documents.notebook import ATTACHED, Cell, CellId
from seodang.execution.outcomes import CellOutputs
from seodang.pictures.faults import THIS
from seodang.pictures.media import ENDINGS, decoded, lines_joined, read_data
from seodang.problems import Message, Problem, Where, say
from seodang.rendering.dependencies import Dependencies
from seodang.rendering.fragment_builder import FragmentBuilder
from seodang.rendering.publishable import Publishable, publishable
from seodang.rendering.sanitised import joined
from seodang.rendering.written_cell import WrittenCell

Leaf: TypeAlias = "Callable[[Writer, Token], str]"
"""Writes a token that stands alone."""
Wrap: TypeAlias = "Callable[[Writer, Token, str], str]"
"""Writes what an opening token encloses; the text between is HTML already."""
Begin: TypeAlias = "Callable[[Writer, Token], None]"
"""Is told of an opening token before what it encloses is written."""
At: TypeAlias = Callable[[int], Where]
"""Gives the place of a line (from 0) of the text being written."""
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Rules:
    """How each type of token is written; a pair without a rule becomes its HTML element."""

    leaves: Mapping[str, Leaf]
    wraps: Mapping[str, Wrap]
    begins: Mapping[str, Begin]


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What a text is written with."""

    dependencies: Dependencies
    words: Speaker
    reader: MarkdownIt
    outputs: CellOutputs
    language: str = ""
    """The programming language of code cells, as Pygments names it."""
    cells: Mapping[CellId, WrittenCell] = field(default_factory=dict)
    """The code cells of the notebook whose prose is written."""
    is_shown: bool = True
    """Whether anybody is to see it; colours of code say nothing to who looks for mistakes."""


class Writer:
    """Writes one text; texts inside it (an exercise, an output) get writers of their own."""

    def __init__(
        self,
        context: RenderContext,
        rules: Rules,
        builder: FragmentBuilder,
        at: At,
        prefix: str = "",
    ) -> None:
        self.context = context
        self.rules = rules
        self.builder = builder
        self.at = at
        self.prefix = prefix
        """Stands before the ids of this text's footnotes, which other texts number alike."""
        # Of tokens by their `id`, and not kept in them: a text is parsed once for several uses.
        self.titles: dict[int, str] = {}
        self.anchors: dict[int, str] = {}
        self.cell: Cell | None = None
        self.line = 0

    def write(self, tokens: Sequence[Token]) -> str:
        """Write tokens as HTML; raw HTML among them is sanitised level by level."""
        # One list of parts a level, since `<details>` may open in one token and close in another.
        openings: list[Token] = []
        levels: list[list[str]] = [[]]
        for token in tokens:
            if token.map:  # inline tokens have none: they stand where their paragraph does
                self.line = token.map[0]
            if token.nesting > 0:
                self._begin(token)
                openings.append(token)
                levels.append([])
            elif token.nesting < 0:
                content = joined(levels.pop(), self.decide)
                levels[-1].append(self._wrapped(openings.pop(), content))
            else:
                levels[-1].append(self.rules.leaves[token.type](self, token))
        return joined(levels[0], self.decide)

    def write_text(self, text: str, at: At, prefix: str = "") -> str:
        """Write a text that stands inside this one and begins at `at(0)`."""
        inner = Writer(self.context, self.rules, self.builder, at, prefix)
        inner.cell = self.cell
        written = inner.write(read_text(self.context.reader, text))
        self.builder.say("\n")
        return written

    def write_line(self, text: str, at: At, prefix: str = "") -> str:
        """Write a text inside this one; a single paragraph stands without its `<p>`."""
        written = self.write_text(text, at, prefix).strip()
        alone = written.removeprefix("<p>").removesuffix("</p>")
        return alone if written == f"<p>{alone}</p>" and "<p>" not in alone else written

    def report(self, rule: str, message: Message, fix: Message) -> None:
        """Report a problem at the line being written."""
        self.note(Problem(rule, self.at(self.line), message, fix))

    def note(self, problem: Problem) -> None:
        """Keep a problem."""
        self.builder.problems.append(problem)

    def check(self, text: str) -> None:
        """Ask the rules about a text that stands in no file but in what cells put out or drawings."""
        lines = [Passage(line, self.at(self.line)) for line in text.split("\n")]
        self.builder.problems += (p for check in PASSAGE_CHECKS.values() for p in check(lines))

    def noted(self, found: Found | Problem) -> Found | None:
        """Return what was found, or None where it is a problem, which is kept."""
        if not isinstance(found, Problem):
            return found
        self.note(found)
        return None

    def made(self, kind: str, content: bytes) -> Publishable | Problem:
        """Return what may be published of a picture that stands in the line being written."""
        store = self.context.dependencies.store
        return publishable(content, ENDINGS[kind], self.at(self.line), THIS, store)

    def decide(self, tag: str, name: str, value: str) -> str | None:
        """Return an attribute of raw HTML as the page needs it, or None to leave it out."""
        if name == "id":
            return value if self.builder.claim(value) else None
        return self._source(value) if tag == "img" else self._target(value)

    def _target(self, href: str) -> str | None:
        return None if href.lower().startswith((ATTACHED, "data:")) else self.link(href)

    def _source(self, src: str) -> str | None:
        dependencies = self.context.dependencies
        data = self.attached(src) or read_data(src)
        if data is not None:
            file = self.noted(self.made(*data))
            return file and dependencies.publish(file)
        if dependencies.picture(src):
            return self.link(src, is_shown=True)
        # Badges are left out; the checks say so once for all of a text's.
        return None if is_badge(src) else self.noted(self.foreign_picture(src))

    def attached(self, src: str) -> tuple[str, bytes] | None:
        """Return the media type and bytes of an attachment of the cell, or None."""
        name = src.removeprefix(ATTACHED)
        if name == src or self.cell is None:
            return None
        # Jupyter keeps what is pasted in the cell, one bundle of media types a name.
        bundle = self.cell.attachment(name) or {}
        found = next(((kind, bundle[kind]) for kind in ENDINGS if kind in bundle), None)
        return (found[0], decoded(lines_joined(found[1]))) if found else None

    def foreign_picture(self, src: str) -> Problem:
        """Say that a picture is another host's, which pages never ask, or another folder's."""
        return not_in_course(src, self.at(self.line))

    def link(self, href: str, *, is_shown: bool = False) -> str | None:
        """Return where a link leads from the page, or None (and a problem) where it cannot."""
        scheme = foreign_scheme(href)
        if scheme is not None:
            self.note(unknown_scheme(scheme, self.at(self.line)))
            return None
        found = self.context.dependencies.link(href, is_shown=is_shown)
        if found == "":  # it leads nowhere, as the checks have told
            return None
        if found is None:
            self.report(
                "file-publishable",
                say("this link leads to '{file}', which is not published", file=unquote(href)),
                say("copy the file into this lesson's folder, or leave the link out"),
            )
        return self.noted(found)

    def _begin(self, token: Token) -> None:
        begin = self.rules.begins.get(token.type)
        if begin:
            begin(self, token)

    def _wrapped(self, token: Token, content: str) -> str:
        wrap = self.rules.wraps.get(token.type)
        return wrap(self, token, content) if wrap else element(token, content)


def element(token: Token, content: str) -> str:
    """Write a token as the HTML element that it names."""
    if token.hidden:  # a paragraph of a tight list
        return content
    end = "\n" if token.block else ""
    return f"<{token.tag}{attributes(token)}>{content}</{token.tag}>{end}"


def attributes(token: Token) -> str:
    """Write a token's attributes."""
    return "".join(f' {name}="{html.escape(str(value))}"' for name, value in token.attrs.items())
