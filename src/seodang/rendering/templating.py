"""Jinja2 templates of what has more structure than a token: exercises, cells, prompts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from seodang.catalogue import Speaker

if TYPE_CHECKING:
    from jinja2 import Environment

_ENGINE: Final = Path(__file__).parent.parent
# An exercise's template stands beside its kind's module: `exercises/choice`.
_FOLDERS: Final = (_ENGINE / "rendering" / "templates", _ENGINE)


def filled(template: str, words: Speaker, **values: object) -> str:
    """Fill a template; values are escaped unless they are `Markup`."""
    return _environment().get_template(f"{template}.html").render(words=words, **values)


def safe(html: str) -> Markup:
    """Mark HTML that a writer made, so that a template does not escape it again."""
    return Markup(html)  # noqa: S704  only for what this room wrote


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,  # a misspelt name fails here, instead of leaving a gap in a page
    )
