"""Badges: small pictures from another host that say where a notebook can be run or how it fares."""

from __future__ import annotations

import re
from typing import Final

_BADGE: Final = re.compile(
    r"https?://\S*(?:badge|colab|binder|shields\.io|kaggle|deepnote|sagemaker|paperspace|nbviewer"
    r"|github-mark|logo_32px)",
    re.IGNORECASE,
)


def is_badge(src: str) -> bool:
    """Whether a picture's address is that of a badge."""
    return _BADGE.match(src) is not None
