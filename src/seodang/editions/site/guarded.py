"""The policy of a page, in the page: most hosts send no headers of ours, and a USB stick none."""

from __future__ import annotations

import re
from typing import Final

from seodang.page_policy import page_policy

_ELEMENT: Final = f'<meta http-equiv="Content-Security-Policy" content="{page_policy()}">'
# A browser looks for the encoding within the first kilobyte: it comes first.
_HEAD: Final = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)


def guarded(page: str) -> str:
    """Put the policy before all that a page loads; a page without a head has nothing to load."""
    return _HEAD.sub(lambda head: head[0] + _ELEMENT, page, count=1)
