"""From tokens to slips: where markup is not read that was meant, and text lost that was not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from markdown_it.token import Token

from seodang.documents.contents import Use
from seodang.documents.fences import Fences
from seodang.documents.notebook import Cell, CellKind
from seodang.documents.slips import (
    Found,
    Slip,
    cells_in,
    may_slip,
    slips_in_formula,
    slips_in_line,
    slips_in_paragraph,
)
from seodang.documents.source_spans import Span, block_span

_CODE: Final = frozenset(
    {"fence", "colon_fence", "code_block", "math_block", "directive", "html_block"}
)
_DASHES: Final = re.compile(r"[\s>]*--+(?: +--+)+\s*$")
_OPTION: Final = re.compile(r":(?:tags|alt|name|class|width): ")
_PYTHON: Final = frozenset({"python", "python3", "py", "ipython", "ipython3"})
_DEFINED: Final = re.compile(r" {0,3}\[(?P<note>\^)?(?P<label>[^\[\]\n]+)\]:[ \t]*(?P<rest>.*)$")
_UNLIKE_AN_ADDRESS: Final = re.compile(r"[^\s./#<>:]+$")
_LINES_OF_A_HEADING: Final = 2


class SlipReader:
    """What has been found so far; `foreign` are directives that are not written as such."""

    def __init__(self, fences: Fences) -> None:
        self._fences = fences
        self.slips: list[Slip] = []
        self.lost: list[Slip] = []
        self.foreign: list[Use] = []
        self._before = ""
        self._columns = 0
        self._is_body = False
        self._notes: set[str] = set()
        self._code: set[tuple[int, int]] = set()  # cells by identity, and lines
        self._text: set[tuple[int, int]] = set()
        self._cell: Cell | None = None
        self._defines = False
        self._is_in_dashes = False

    def block(self, token: Token, cell: Cell) -> None:
        """Look at a block, and at what stands in the lines of one that is text."""
        kind, before = token.type, self._before
        self._before = kind
        reader = _READERS.get(kind)
        if reader is not None:
            reader(self, token, cell)
        if kind == "inline" and before == "paragraph_open":
            self._found(slips_in_paragraph(token.content), token, cell)
        elif kind == "hr":
            self._dashes(block_span(cell, token))
        if cell is not self._cell:
            self._cell, self._defines = cell, "]:" in cell.source
        if self._defines and token.map and (kind == "inline" or kind in _CODE):
            lines = ((id(cell), line) for line in range(*token.map))
            (self._text if kind == "inline" else self._code).update(lines)

    def end(self, cells: Iterable[Cell]) -> None:
        """Look at last for definitions: of what nobody asks for, nothing shows."""
        defined: set[str] = set()
        for cell in reversed(tuple(cells)):
            if cell.kind is CellKind.MARKDOWN and "]:" in cell.source:
                self.lost += reversed([*self._definitions(cell, defined)])

    def _found(self, found: Iterable[Found], token: Token, cell: Cell) -> None:
        here = None
        for one in found:
            here = here or block_span(cell, token)
            if one.kind in ("colons", "other"):
                where = here.look(one.written, one.line)
                self.foreign += [Use(one.meant, one.written, where)] if where else []
                self._fences.expect_rest()
            else:
                self._tell(self.slips, one, here)

    def _tell(self, slips: list[Slip], found: Found, here: Span) -> None:
        where = here.look(found.written, found.line)
        if where is not None:  # else a backslash says that it is meant as it stands
            slips.append(Slip(found.kind, found.written.strip(), found.meant, where))

    def _inline(self, token: Token, cell: Cell) -> None:
        if may_slip(token.content):
            texts = (one.content for one in token.children or () if one.type == "text")
            self._found((slip for text in texts for slip in slips_in_line(text)), token, cell)
            formulas = (one.content for one in token.children or () if one.type == "math_inline")
            self._found((slip for one in formulas for slip in slips_in_formula(one)), token, cell)

    def _dashes(self, here: Span) -> None:
        line = here.lines[0]
        if _DASHES.match(line):
            # A second line of dashes ends the table that the first began.
            self._is_in_dashes = not self._is_in_dashes
            if self._is_in_dashes:
                self._tell(self.slips, Found("table-form", line.strip(), ""), here)

    def _heading(self, token: Token, cell: Cell) -> None:
        if token.map and token.map[1] - token.map[0] > _LINES_OF_A_HEADING:
            here = block_span(cell, token)
            self._tell(self.slips, Found("underline", here.lines[0].strip(), ""), here)

    def _table(self, _: Token, __: Cell) -> None:
        self._columns, self._is_body = 0, False

    def _column(self, _: Token, __: Cell) -> None:
        self._columns += 1

    def _body(self, _: Token, __: Cell) -> None:
        self._is_body = True

    def _row(self, token: Token, cell: Cell) -> None:
        if not self._is_body:
            return
        here = block_span(cell, token)
        text = "|".join(cells_in(here.lines[0])[self._columns :]).strip()
        if text:
            self._tell(self.lost, Found("cell", text, ""), here)

    def _comment(self, token: Token, cell: Cell) -> None:
        here = block_span(cell, token)
        for number, line in enumerate(here.lines):
            text = line.strip()
            if text.startswith("%") and not text[1:2].isspace() and text != "%":
                self._tell(self.lost, Found("comment", text, "", number), here)

    def _html(self, token: Token, cell: Cell) -> None:
        if token.content.rfind("<!--") > token.content.rfind("-->"):
            self._tell(self.lost, Found("comment-open", "<!--", ""), block_span(cell, token))

    def _fence(self, token: Token, cell: Cell) -> None:
        language = (token.info.split() or [""])[0]
        if language in _PYTHON and _OPTION.match(token.content):
            self._tell(self.slips, Found("code", language, ""), block_span(cell, token))

    def _note(self, token: Token, _: Cell) -> None:
        self._notes.add(str(token.meta.get("label", "")))

    def _definitions(self, cell: Cell, defined: set[str]) -> Iterator[Slip]:
        """Go through a cell from below: of two notes with one name the last is shown."""
        for number, line in reversed([*enumerate(cell.source.split("\n"))]):
            found = _DEFINED.match(line)
            if found is None or (id(cell), number) in self._code:
                continue
            label, where = found["label"], cell.at(number, len(line) - len(line.lstrip()) + 1)
            if found["note"] and (label not in self._notes or label in defined):
                kind = "footnote-twice" if label in self._notes else "footnote"
                yield Slip(kind, f"[^{label}]", label, where)
            elif found["note"]:
                defined.add(label)
            elif (id(cell), number) not in self._text and _is_text(found["rest"]):
                yield Slip("definition", line.strip(), "", where)


def _is_text(rest: str) -> bool:
    """Whether what stands behind `[word]:` is no address, though CommonMark takes it for one."""
    return _UNLIKE_AN_ADDRESS.match(rest.strip()) is not None


_READERS: Final = {
    "inline": SlipReader._inline,  # noqa: SLF001
    "heading_open": SlipReader._heading,  # noqa: SLF001
    "table_open": SlipReader._table,  # noqa: SLF001
    "th_open": SlipReader._column,  # noqa: SLF001
    "tbody_open": SlipReader._body,  # noqa: SLF001
    "tr_open": SlipReader._row,  # noqa: SLF001
    "myst_line_comment": SlipReader._comment,  # noqa: SLF001
    "html_block": SlipReader._html,  # noqa: SLF001
    "fence": SlipReader._fence,  # noqa: SLF001
    "footnote_open": SlipReader._note,  # noqa: SLF001
}
