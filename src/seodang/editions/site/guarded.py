"""What is put into a page, and taken out of it, after templates and other plugins.

The policy stands in the page, since most hosts send no headers of ours, and a USB stick none. Of
Material's frame the parts go that its own script moves: no page has that script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from seodang.page_policy import page_policy

_ELEMENT: Final = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
# A browser looks for the encoding within the first kilobyte: it comes first.
_HEAD: Final = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
# Written out: a pattern would have to look through the whole page.
_LEFT_OVER: Final = (
    """    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">
    <input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">
    <label class="md-overlay" for="__drawer"></label>
""",
    '    <div data-md-component="announce">\n      \n    </div>\n',
    """    <div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>
""",
)


def guarded(page: str, inside: Mapping[str, str] | None = None) -> str:
    """Put the policy before all that a page loads; a page without a head has nothing to load.

    `inside` are the engine's own `style` and `script` that stand in it.
    """
    element = _ELEMENT.format(policy=page_policy(inside))
    for part in _LEFT_OVER:
        page = page.replace(part, "", 1)
    return _HEAD.sub(lambda head: head[0] + element, page, count=1)
