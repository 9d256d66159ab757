"""Words in braces that nothing replaced, as readers would see them in HTML."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"""<([a-zA-Z][\w:-]*)((?:[^<>"']++|"[^"]*"|'[^']*')*+)>""")
# Code may well hold doubled braces; elsewhere they are a word that was not filled in.
_CODE: Final = re.compile(r"<(pre|code|textarea|template)\b.*?</\1>", re.DOTALL)
_LEFT_OVER: Final = re.compile(r"\{\{[^{}<>]{0,80}\}\}|\{%[^{}<>]{0,80}%\}")


def left_over(html: str) -> list[str]:
    """Return what readers would see in braces."""
    text = _CODE.sub("", html) if _may_be_left(html) else ""
    return _LEFT_OVER.findall(_TAG.sub("", text)) if _may_be_left(text) else []


def _may_be_left(text: str) -> bool:
    return "{{" in text or "{%" in text
