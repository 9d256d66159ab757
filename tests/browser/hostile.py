"""Hostile snippets, and a course that holds them in every place an author has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pages.quiet_courses import lesson, quiet_course
from seodang.build_settings import Settings
from seodang.problems import Problem

RUN: Final = "window.__ran=1"
HOST: Final = "https://evil.example"
_FILE: Final = Path(__file__).parent / "hostile_snippets.txt"
_INVISIBLE: Final = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f\\xa0\\u200b]")
_SIGN: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="50" height="50" {}>{}</svg>'
)
_LESSON: Final = (
    "title: {it}\nsummary: {it}\nformat: class\nminutes: 30\nlevel: beginner\nobjectives: [{it}]\n"
    "was: [old]\nsources: [s]\ntools: [t]\nai_use: {{note: {it}, tools: [{it}]}}\n"
)
_OUTPUTS: Final = """\
## 결과

```{code-cell} ipython3
:alt: 그림
import json
from IPython.display import display
for kind, text in json.load(open("data/outputs.json")):
    display({kind: text}, raw=True)
```
"""


class Unstoppable(Settings):
    """Settings of a build that goes on whatever is wrong, so that all of it is published."""

    def are_stopped_by(self, problems: Iterable[Problem]) -> bool:  # noqa: ARG002
        return False


@dataclass(frozen=True)
class Snippet:
    """A snippet, and which way it takes: html, markdown or svg."""

    way: str
    text: str


def snippets() -> list[Snippet]:
    """Read the file of snippets."""
    found, way = [], ""
    for line in _FILE.read_text("utf-8").split("\n"):
        if line.startswith("["):
            head = line[1:].partition("]")[0]
            way = head if head in ("html", "markdown", "svg") else way
            if head == way:
                continue
        if way and line.strip():
            text = line.replace("RUN", RUN).replace("HOST", HOST).replace("\\n", "\n")
            text = _SIGN.sub(lambda sign: chr(int(sign[1], 16)), text)
            found.append(Snippet(way, text))
    return found


def hostile_course(root: Path, hostile: list[Snippet]) -> Path:
    """Write a course with a page for each snippet, and a lesson that puts out all of them."""
    files: dict[str, str] = {}
    for number, one in enumerate(hostile):
        text = one.text
        if one.way == "svg":
            for name, colour in (("a", "red"), ("b", "currentColor")):
                files[f"curriculum/pages/images/{name}{number}.svg"] = drawing(text, colour)
            text = f"![그림](images/a{number}.svg)\n\n![그림](images/b{number}.svg)"
        files[f"curriculum/pages/p{number}.md"] = f"# 글 {number}\n\n{text}\n"
    outputs = [[kind, text] for one in hostile for kind, text in _as_outputs(one)]
    titles = json.dumps(f"<script>{RUN}</script>\"'><img src=x onerror={RUN}>", ensure_ascii=False)
    more = "execution: {data: [data/outputs.json]}\nauthors: [kim]\n"
    files |= lesson("a", "가", more, _OUTPUTS)
    files |= lesson(
        "b", "나", prose=":::{exercise} e\n:::\n\n:::{exercise} c\n:::\n\n{source}`s`\n"
    )
    files["lessons/b/lesson.yml"] = _LESSON.format(it=titles)
    files["lessons/a/data/outputs.json"] = json.dumps(outputs)
    files["curriculum/sources.yml"] = (
        f"s: {{title: {titles}, publisher: {titles}, url: 'https://example.org/', checked: 2026-11-01}}\n"
    )
    files["curriculum/tools.yml"] = f"t: {{name: {titles}, cost: {titles}, device: {titles}}}\n"
    files["exercises/e.yml"] = (
        f"kind: reflect\ntitle: {titles}\nquestion: {titles}\nhints: [{titles}]\n"
    )
    options = f"  - {{text: {titles}, correct: true, feedback: {titles}}}\n  - {{text: 나}}\n"
    files["exercises/c.yml"] = (
        f"kind: choice\nquestion: {titles}\nexplanation: {titles}\noptions:\n{options}"
    )
    files["curriculum/people.yml"] = f"kim: {{name: {titles}, role: {titles}}}\n"
    # Each definition is written by itself: one page holds all snippets, and none hides another.
    # YAML is not read where a sign in it cannot be seen.
    read = (one.text for one in hostile if one.way != "svg" and not _INVISIBLE.search(one.text))
    terms = [titles, *map(json.dumps, read)]
    files["curriculum/glossary.yml"] = "".join(
        f"t{number}: {{term: {titles}, definition: {text}, also: [{titles}]}}\n"
        for number, text in enumerate(terms)
    )
    return quiet_course(root, files)


def drawing(body: str, colour: str) -> str:
    """Return a drawing around a hostile part."""
    return _SVG.format(f'fill="{colour}"', f'{body}<path d="M0 0h5v5"/>')


def _as_outputs(one: Snippet) -> list[tuple[str, str]]:
    if one.way == "svg":
        return [("image/svg+xml", drawing(one.text, "currentColor")), ("text/html", one.text)]
    kinds = {"html": "text/html", "markdown": "text/markdown"}
    others = ("text/latex", "text/plain", "image/svg+xml", "application/javascript", "text/x-any")
    return [(kind, one.text) for kind in (kinds[one.way], *others)]
