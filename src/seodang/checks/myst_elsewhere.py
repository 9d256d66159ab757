"""What to write in place of roles and directives that Sphinx, Jupyter Book and their kin know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seodang.problems import Message, say

_LINK: Final = say("write a link: [text](#heading), or [text](../other-lesson/notebook.md#heading)")
_CITE: Final = say(
    "list the source in curriculum/sources.yml and the lesson's 'sources:', and cite it: {written}",
    written="{source}`id`",
)
_VALUE: Final = say("let a code cell put the value out at this place, or write it as text")
_EXERCISE: Final = say(
    "write the exercise in exercises/, and put it in with '{written}'",
    written=":::{exercise} its-name",
)
_BOX: Final = say("write a box with a title: '{written}'", written=":::{admonition} Theorem 1")
_TABLE: Final = say("write a table in Markdown: | a | b | and below it | - | - |")
_DROP: Final = say("leave it out: pages make their contents and list of sources themselves")
_FLAT: Final = say("write the parts below each other, each under a heading of its own")

_ROLES: Final[Mapping[str, Message]] = {
    **dict.fromkeys(("any", "prf:ref", "download"), _LINK),
    **dict.fromkeys(("cite", "footcite"), _CITE),
    "glue": _VALUE,
}
_DIRECTIVES: Final[Mapping[str, Message]] = {
    "glue": _VALUE,
    **dict.fromkeys(("exercise-start", "exercise-end", "solution", "solution-start"), _EXERCISE),
    "solution-end": _EXERCISE,
    "prf": _BOX,
    **dict.fromkeys(("proof", "theorem", "topic", "margin", "sidebar", "epigraph"), _BOX),
    **dict.fromkeys(("csv-table",), _TABLE),
    **dict.fromkeys(("bibliography", "tableofcontents", "contents", "toctree", "only"), _DROP),
    **dict.fromkeys(("tab-set", "tab-item", "grid", "grid-item", "card", "div"), _FLAT),
}


def instead_of_role(name: str) -> Message | None:
    """Return what to write for a role of another tool; `cite:t` and `glue:text` are of a family."""
    family = name.partition(":")[0]
    return _ROLES.get(name) or _ROLES.get(family) or (_CITE if name.startswith("cite") else None)


def instead_of_directive(name: str) -> Message | None:
    """Return what to write for a directive of another tool."""
    return _DIRECTIVES.get(name) or _DIRECTIVES.get(name.partition(":")[0])
