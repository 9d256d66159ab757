"""What CommonMark takes for markup and people write as text: dates, and gaps such as `<topic>`.

In Korea a date is written `2026. 3. 1.`, which CommonMark reads as a list in a list in a list;
the page would say "2026. c. i.". And a tag that HTML does not have would be dropped from the page.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block, list_block
from markdown_it.rules_inline import StateInline, html_inline

from seodang.documents.html_elements import KNOWN

# Behind the number of an item may stand a year (`1. 2026. 3. 1.`): then only the rest is a date.
_NUMBERS: Final = re.compile(r"[0-9]{1,9}[.)][ \t]+[0-9]{1,3}[.)](?![0-9])")
_TAG: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def plain_text_plugin(reader: MarkdownIt) -> None:
    """Let dates and unknown tags stay text."""
    may_interrupt: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    reader.block.ruler.at("list", _list, may_interrupt)
    reader.block.ruler.before("list", "date", _date, {"alt": ["list"]})
    reader.block.ruler.at("html_block", _html_block, may_interrupt)
    reader.inline.ruler.at("html_inline", _html_inline)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    return not _is_date(state, start) and list_block(state, start, end, silent)


def _date(state: StateBlock, start: int, _: int, silent: bool) -> bool:  # noqa: FBT001
    return silent and _is_date(state, start)  # it ends the list above, of which it is no item


def _is_date(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1].isdigit() and _NUMBERS.match(state.src, start) is not None


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    position = state.bMarks[start] + state.tShift[start]
    return _may_be_html(state.src, position) and html_block(state, start, end, silent)


def _html_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    return _may_be_html(state.src, state.pos) and html_inline(state, silent)


def _may_be_html(text: str, position: int) -> bool:
    tag = _TAG.match(text, position)
    return tag is None or tag[1].lower() in KNOWN
