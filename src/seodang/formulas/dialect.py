r"""LaTeX as MathJax reads it, written in the dialect that the converter knows.

What the converter reads rightly is left as it is, sign by sign, so that pages stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from seodang.formulas.environments import GAP, with_environments
from seodang.formulas.groups import with_groups
from seodang.formulas.texts import with_texts

_OPERATOR: Final = re.compile(r"\\operatorname(?P<star>\*?)\s*\{")
_IN_OPERATOR: Final = re.compile(r"\\[,;:! ]|~|\\(?:mathrm|text|rm)(?![A-Za-z])|[{}]")
_IN_TWO_WORDS: Final = {"arg max": r"\argmax ", "arg min": r"\argmin "}
"""Names that the converter would write as one word."""
_GROUP: Final = r"\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^\s\\{}])"
_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"&(lt|gt|amp);", lambda found: {"lt": "<", "gt": ">", "amp": "&"}[found[1]]),
        (r"\\(?:label|require|cssId)\s*\{[^{}]*\}", ""),
        (r"\\(?:nonumber|notag)(?![A-Za-z])", ""),
        (r"\\(?:re|provide)newcommand|\\(?:renew|provide)command", r"\\newcommand"),
        (r"\\let\s*(\\[A-Za-z]+)\s*=?\s*(\\[A-Za-z]+)", r"\\def\1{\2}"),
        (
            r"\\DeclareMathOperator\*\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{((?:[^{}]|\{[^{}]*\})*)\}",
            r"\\newcommand{\1}{\\operatorname*{\2}}",
        ),
        (r"\\arg(?![A-Za-z])", r"\\operatorname{arg}"),
        (r"\\not\s*=", r"\\neq "),
        (r"\\not\s*<", r"\\nless "),
        (r"\\not\s*>", r"\\ngtr "),
        (r"\\newline(?![A-Za-z])", r"\\\\"),
        (rf"\\prescript{_GROUP}{_GROUP}{_GROUP}", r"{}^{\1}_{\2}{\3}"),
        (r"\\color\s*(\{[^{}]*\})\s*(?=\{)", r"\\textcolor\1"),
        # The converter sets a number right behind the formula.
        (r"(?<=[^\s&{])\s*\\tag(?=\*?\s*\{)", r"\\qquad\\tag"),
    )
)


def in_dialect(latex: str) -> str:
    """Write a formula in the dialect of the converter."""
    if "\\" not in latex and "&" not in latex:
        return latex
    latex = with_texts(latex)
    for pattern, written in _RULES:
        latex = pattern.sub(written, latex)
    latex = GAP.sub(r"\\\\ ", with_groups(latex, _OPERATOR, _operator))
    return with_environments(latex)


def _operator(found: re.Match[str], name: str) -> str:
    if "\\" in name:
        name = " ".join(_IN_OPERATOR.sub(" ", name).split())
        if name in _IN_TWO_WORDS:
            return _IN_TWO_WORDS[name]
    return f"{found[0]}{name}}}"
