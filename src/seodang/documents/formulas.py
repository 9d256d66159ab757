r"""Formulas as Jupyter reads them: `$x$`, `$$…$$`, `\begin{align}` alone, and `$ x $` where no price is meant.

As in Pandoc a dollar sign touches what it encloses and no digit stands outside of it, so that "$5
or $10" is text. MathJax in Jupyter is not so strict: `$ x $`, `5$x$` and `$x$2` are formulas, too,
where what stands between the signs cannot be prose or a price. `$\eqref{name}$` alone is a reference.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

_LOOSE: Final = re.compile(r"\$((?:\\.|[^$\\\n])+)\$")
_REFERENCE: Final = re.compile(r"\$\s*\\(?P<eq>eq)?ref\s*\{(?P<name>[^{}$\n]+)\}\s*\$(?![\d$])")
_LETTER: Final = re.compile(r"[A-Za-z]'*|\\[A-Za-z]+")
_TEXT: Final = re.compile(r"\\(?:text|textrm|textbf|mathrm|mbox|operatorname)\s*\{[^{}]*\}")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_WORD: Final = re.compile(r"[^\W\d_a-zA-Z]|[A-Za-z]{2}")
_SIGN: Final = re.compile(r"[\\^_=<>+*/|(\[-]")


def formulas_plugin(reader: MarkdownIt) -> None:
    """Read formulas."""
    reader.use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)
    reader.use(amsmath_plugin)
    reader.inline.ruler.after("math_inline", "math_loose", _loose)
    reader.inline.ruler.before("math_inline", "math_reference", _reference)


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None or state.src[state.pos - 1 : state.pos] in ("$", "\\"):
        return False
    if not silent:
        token = state.push("myst_role", "", 0)
        token.meta = {"name": "eq" if found["eq"] else "numref"}
        token.content = found["name"] if found["eq"] else f"%s <{found['name']}>"
    state.pos = found.end()
    return True


def _loose(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    if state.src[state.pos] != "$" or state.src[state.pos - 1 : state.pos] == "$":
        return False
    found = _LOOSE.match(state.src, state.pos, state.posMax)
    if found is None or not _is_formula(found[1].strip(), state.src[found.end() : found.end() + 1]):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = found[1].strip(), "$"
    state.pos = found.end()
    return True


def _is_formula(body: str, behind: str) -> bool:
    if behind == "$" or (body[:1].isdigit() and behind.isdigit()):
        return False  # from one price to the next: $5 - $10
    if _LETTER.fullmatch(body):
        return True
    rest = _COMMAND.sub(" ", _TEXT.sub(" ", body))
    has_letter = re.search(r"[A-Za-z\\]", body) is not None
    return has_letter and _SIGN.search(body) is not None and _WORD.search(rest) is None
