"""The one style sheet and the one script of all pages, put together from their parts.

A request costs a phone on a slow line more than a few kilobytes do. Of Material's style sheet the
pages get what their templates can ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pygments.token import STANDARD_TYPES

from seodang.cache.fingerprint import folder_key, settings_of, tools_key
from seodang.cache.store import key_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.theme_defaults import ASSETS, SCRIPT, SCRIPTS, STYLE, STYLES, THEME
from seodang.output.artefact import Artefact, FileProducer

_ENGINE: Final = Path(__file__).parents[2]
_WORDS: Final = re.compile(r"[\w-]+")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT: Final = re.compile(r"\n\s*")
_BREAK: Final = re.compile(r"(?<=[{};,])\n")
_REMARK: Final = re.compile(r"^\s*(?://.*\n)?", re.MULTILINE)
"""Distances and remarks: no script has a text that runs over several lines, as a test sees."""
# What writes the HTML within Material's frame, and the frame itself.
_WRITERS: Final = ("rendering/*.py", "rendering/templates/*.html", "exercises/*.html")


def bundles(publication: Publication) -> FileProducer:
    """Make the style sheet and the script; they change with the engine and a partner's theme."""
    root = publication.course.root
    key = key_of(tools_key(), folder_key(root / "theme"), settings_of(root))
    makers = {STYLE: lambda: _style(root), SCRIPT: _script}
    files = tuple(Artefact(address, key, "bundles") for address in makers)
    return FileProducer("bundles", files, lambda one: makers[one.address]().encode())


def _style(root: Path) -> str:
    # Which takes long, and what it makes stays the same from build to build.
    from seodang.editions.site.cut_styles import cut_styles

    own = [(ASSETS / name).read_text("utf-8") for name in STYLES]
    partners = [file.read_text("utf-8", "replace") for file in (root / "theme").rglob("*.css")]
    base = cut_styles(_materials_sheet(), _words(root), [*own, *partners])
    return base + short_style("\n".join(own))


def _script() -> str:
    return "".join(short_script((ASSETS / name).read_text("utf-8")) for name in SCRIPTS)


def short_style(sheet: str) -> str:
    """Leave comments and indents out of a style sheet."""
    plain = _INDENT.sub("\n", _COMMENT.sub("", sheet)).replace(" {\n", "{")
    return _BREAK.sub("", plain)


def short_script(script: str) -> str:
    """Leave out of a script the lines that only comment it."""
    return _REMARK.sub("", script)


def _materials_sheet() -> str:
    sheet = next((_material() / "assets/stylesheets").glob("main.*.min.css"))
    text = sheet.read_text("utf-8")
    return text.partition("\n/*# sourceMappingURL")[0]


def _words(root: Path) -> frozenset[str]:
    """Return whatever could be the name of a class, an id or an attribute on a page."""
    found = (
        word
        for file in _sources(root)
        for word in _WORDS.findall(file.read_text("utf-8", "replace"))
    )
    return frozenset(found) | frozenset(STANDARD_TYPES.values())


def _sources(root: Path) -> Iterator[Path]:
    yield _material() / "base.html"
    yield from (file for pattern in _WRITERS for file in _ENGINE.glob(pattern))
    yield from _templates((THEME, root / "theme"))


def _templates(folders: Iterable[Path]) -> Iterator[Path]:
    return (file for folder in folders for file in folder.rglob("*.html"))


def _material() -> Path:
    """Return the folder of Material's templates; to import it would bring MkDocs along."""
    found = find_spec("material")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("mkdocs-material is not installed")
    return Path(found.origin).parent / "templates"
