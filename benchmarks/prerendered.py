"""The corpus as Markdown whose notebooks have run, for tools that know no notebooks.

Outputs stand as code blocks and figures as pictures, so nothing is left to run. Settings are those
of a usual Material site: 20 extensions, search, instant navigation.
"""

from __future__ import annotations

import base64
import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus import Lesson, lessons
from benchmarks.layouts import SECTION, to_json, to_text

# What stands for a figure; pictures are copied, not looked into.
PICTURE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_EXTENSIONS: Final = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *(f"pymdownx.{name}" for name in ("betterem", "caret", "details", "highlight")),
    *(f"pymdownx.{name}" for name in ("inlinehilite", "keys", "mark", "smartsymbols")),
    *("pymdownx.superfences", "pymdownx.tilde"),
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
]
STOCK, PRUNED = "navigation.sections", "navigation.prune"


def write(folder: Path, count: int, navigation: str) -> None:
    """Write a MkDocs project of so many lessons; `navigation` is Material's feature for it."""
    shutil.rmtree(folder, ignore_errors=True)
    corpus = list(lessons(count))
    to_text(folder / "docs/index.md", "# 견주기\n")
    for lesson in corpus:
        to_text(folder / f"docs/lessons/{lesson.name}.md", "\n\n".join(_pieces(lesson)) + "\n")
    (folder / "docs/figure.png").write_bytes(PICTURE)
    to_json(folder / "mkdocs.yml", _settings(corpus, navigation))


def edit_prose(folder: Path, turn: int) -> None:
    """Add a sentence to the second lesson."""
    file = folder / "docs/lessons/lesson-00001.md"
    to_text(file, f"{file.read_text('utf-8')}\n한 문장을 더합니다({turn}).\n")


def _settings(corpus: list[Lesson], navigation: str) -> dict[str, Any]:
    sections = [
        {
            f"과정 {first // SECTION}": [
                f"lessons/{n.name}.md" for n in corpus[first : first + SECTION]
            ]
        }
        for first in range(0, len(corpus), SECTION)
    ]
    features = ["navigation.tabs", "navigation.instant", navigation]
    return {
        "site_name": "견주기",
        "site_url": "https://example.org/",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "ko", "font": False, "features": features},
        "plugins": ["search"],
        "markdown_extensions": _EXTENSIONS,
        "nav": [{"처음": "index.md"}, *sections],
    }


def _pieces(lesson: Lesson) -> Iterator[str]:
    yield f"# {lesson.title}"
    space: dict[str, object] = {}
    for kind, source in lesson.cells:
        if kind == "prose":
            yield source
        else:
            yield f"```python\n{source}\n```"
            yield _shown(source, space)


def _shown(source: str, space: dict[str, object]) -> str:
    if "plt." in source:
        return "![막대그래프](../figure.png)"
    return f"```\n{output_of(source, space)}```"


def output_of(source: str, space: dict[str, object]) -> str:
    """Run a cell of the corpus, whose last line is an expression or a loop."""
    *before, last = source.split("\n")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        if last.startswith(" "):
            exec(source, space)  # noqa: S102 (the corpus' own code)
        else:
            exec("\n".join(before), space)  # noqa: S102
            print(eval(last, space))  # noqa: S307
    return out.getvalue()
