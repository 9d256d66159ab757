"""The elements of HTML, and those that may stand in prose and in outputs."""

from __future__ import annotations

from typing import Final

ALLOWED: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small"
    " span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""What pages show; any other element is left out, and its text stays where that can be read."""
KNOWN: Final = ALLOWED | frozenset(
    # The rest of HTML's Living Standard …
    "address area article aside audio base body button canvas data datalist dialog embed fieldset"
    " footer form h1 head header hgroup html iframe input label legend link main map math menu meta"
    " meter nav noscript object optgroup option output param picture progress script search section"
    " select slot source style svg template textarea title track video"
    # … and what it had before.
    " acronym applet basefont bgsound big blink center dir font frame frameset image isindex keygen"
    " listing marquee menuitem nobr noembed noframes plaintext rb rtc spacer strike tt xmp".split()
)
"""Every element of HTML. `<topic>` is none: it is a gap in a text that somebody is to fill in."""
