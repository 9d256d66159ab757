"""A small course and what its authors do to it, as pure functions from files to files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from courses import SMALLEST_COURSE, tree
from pages.quiet_courses import lesson, track
from seodang.build_settings import Settings
from seodang.cache.state_folder import open_state
from seodang.pipeline import build

Files: TypeAlias = Mapping[str, str]
Edit: TypeAlias = Callable[[Files, int], Files]
"""Changes a course; the number chooses what is changed, and to what."""

TODAY = date(2026, 11, 21)
SETTINGS = "site_name: 이름\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
CODE = "```{{code-cell}} ipython3\nprint({number})\n```\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{n}" height="9"><path d="M0 0h9v9z"/></svg>\n'
)
LETTERS = "abcdef"
SOURCES = (
    # Its shelf life is over at the end of TODAY.
    "soon: {title: 곧, url: 'https://example.org/', checked: 2026-05-21, shelf_life: 6 months}\n"
    "long: {title: 옛, url: 'https://example.org/', checked: 2020-01-31, shelf_life: 1 month}\n"
    "ever: {title: 늘, url: 'https://example.org/', checked: 2020-01-31}\n"
)

COURSE: Files = {
    **SMALLEST_COURSE,
    "mkdocs.yml": SETTINGS,
    **lesson("a", "첫 <수업>", prose="## 시작\n\n안녕하세요.\n\n" + CODE.format(number=1)),
    **lesson(
        "b",
        "둘",
        "sources: [soon, long]\n",
        prose="## 그림\n\n![네모](images/x.svg)\n\n[첫 수업](../a/notebook.md#시작)\n",
    ),
    **lesson("c", "셋", "sources: [long, ever]\n"),
    **lesson("d", "넷"),
    "lessons/b/images/x.svg": PICTURE.format(n=9),
    **track("first", "첫 과정", "a", "b", "c"),
    **track("second", "둘째 과정", "b", "d"),
    "curriculum/pages/about.md": "# 이 사이트\n\n글입니다.\n",
    "curriculum/sources.yml": SOURCES,
    "curriculum/glossary.yml": "prompt: {term: 프롬프트, definition: 부탁하는 글입니다.}\n",
}


def text(files: Files, number: int) -> Files:
    """Write another paragraph, below the same headings."""
    path = _notebook(files, number)
    return {**files, path: files[path] + f"\n문단 {number}입니다.\n"}


def heading(files: Files, number: int) -> Files:
    """Write another section, which the page's contents name."""
    path = _notebook(files, number)
    return {**files, path: files[path] + f"\n## 마디 {number}\n\n글입니다.\n"}


def code(files: Files, number: int) -> Files:
    """Change the first lesson's code."""
    path = "lessons/a/notebook.md"
    head = files[path].partition("```")[0]
    return {**files, path: head + CODE.format(number=number)}


def title(files: Files, number: int) -> Files:
    """Rename a lesson for its readers."""
    path = _notebook(files, number).replace("notebook.md", "lesson.yml")
    lines = [line for line in files[path].splitlines() if not line.startswith("title:")]
    return {**files, path: "\n".join([f"title: 제목 {number} &", *lines]) + "\n"}


def track_title(files: Files, number: int) -> Files:
    """Rename a track."""
    path = "curriculum/tracks/second.yml"
    lines = files[path].splitlines()[1:]
    return {**files, path: "\n".join([f"title: 과정 {number}", *lines]) + "\n"}


def order(files: Files, number: int) -> Files:
    """Teach the first track's lessons in another order."""
    names = _taught(files)
    turn = number % len(names)
    return {**files, **track("first", "첫 과정", *names[turn:], *names[:turn])}


def add(files: Files, number: int) -> Files:
    """Write a new lesson and teach it, unless it is there."""
    name = f"new-{LETTERS[number % 3]}"
    taught = dict.fromkeys([*_taught(files), name])
    new = {} if f"lessons/{name}/lesson.yml" in files else lesson(name, f"새 수업 {number}")
    return {**files, **new, **track("first", "첫 과정", *taught)}


def remove(files: Files, number: int) -> Files:
    """Remove a new lesson."""
    name = f"new-{LETTERS[number % 3]}"
    left = {path: kept for path, kept in files.items() if not path.startswith(f"lessons/{name}/")}
    return {**left, **track("first", "첫 과정", *(n for n in _taught(files) if n != name))}


def rename(files: Files, number: int) -> Files:
    """Give the fourth lesson another id; its page leads from the old address."""
    old = next(path.split("/")[1] for path in files if path.startswith("lessons/d"))
    new = f"d{number % 3}"
    if old == new:
        return files
    moved = {
        path.replace(f"lessons/{old}/", f"lessons/{new}/"): text for path, text in files.items()
    }
    lines = [n for n in moved[f"lessons/{new}/lesson.yml"].splitlines() if n[:4] != "was:"]
    moved[f"lessons/{new}/lesson.yml"] = "\n".join([*lines, f"was: [{old}]"]) + "\n"
    return {**moved, **track("second", "둘째 과정", "b", new)}


def picture(files: Files, number: int) -> Files:
    """Draw another picture under the same name."""
    return {**files, "lessons/b/images/x.svg": PICTURE.format(n=number + 1)}


def theme(files: Files, number: int) -> Files:
    """Change, add or remove a partner's template and style."""
    style = {"theme/own.css": f"p {{ margin: {number}px }}\n"}
    template = '{% extends "main.html" %}{% block content %}' + "{{ view.terms }}" * (number % 2)
    choice = number % 3
    if choice == 0:
        # A style that mkdocs.yml names has to stay: without it the site would not pass.
        named = {"theme/own.css"} if "own.css" in files["mkdocs.yml"] else set()
        return {n: kept for n, kept in files.items() if not n.startswith("theme/") or n in named}
    retired = {"theme/plain.html": f'{template}<h1 id="sd-title">{number}</h1>{{% endblock %}}\n'}
    return {**files, **(style if choice == 1 else retired)}


def settings(files: Files, number: int) -> Files:
    """Change mkdocs.yml."""
    more = ["", "copyright: 우리\n", "extra_css: [own.css]\n"][number % 3]
    style = {"theme/own.css": "p { margin: 0 }\n"} if "css" in more else {}
    return {**style, **files, "mkdocs.yml": SETTINGS + more}


def language(files: Files, number: int) -> Files:
    """Say the site's own words in another language."""
    path = "curriculum/programme.yml"
    lines = [line for line in files[path].splitlines() if not line.startswith("language:")]
    return {**files, path: "\n".join([*lines, f"language: {['ko', 'en'][number % 2]}"]) + "\n"}


def status(files: Files, number: int) -> Files:
    """Retire, withdraw or publish the third lesson, which no other lesson needs."""
    path = "lessons/c/lesson.yml"
    lines = [line for line in files[path].splitlines() if not line.startswith("status:")]
    word = ["published", "draft", "retired"][number % 3]
    return {**files, path: "\n".join([*lines, f"status: {word}"]) + "\n"}


def glossary(files: Files, number: int) -> Files:
    """Explain a word otherwise."""
    definition = f"prompt: {{term: 프롬프트, definition: 뜻 {number}입니다.}}\n"
    return {**files, "curriculum/glossary.yml": definition}


def page(files: Files, number: int) -> Files:
    """Give a plain page another title."""
    return {**files, "curriculum/pages/about.md": f"# 사이트 {number}\n\n글입니다.\n"}


def told(files: Files, number: int) -> Files:
    """Tell readers of a change of the third lesson, or of none."""
    path = "lessons/c/lesson.yml"
    lines = [line for line in files[path].splitlines() if not line.startswith("changes:")]
    some = [f"changes: [{{date: 2026-11-0{number % 9 + 1}, note: '고침 {number}'}}]"] * (
        number % 3 > 0
    )
    return {**files, path: "\n".join([*lines, *some]) + "\n"}


def exercise(files: Files, number: int) -> Files:
    """Ask something else in the exercise that lessons of two tracks share."""
    shared = {
        path: files[path] + ":::{exercise} one\n:::\n"
        for path in ("lessons/b/notebook.md", "lessons/c/notebook.md")
        if "{exercise} one" not in files[path]
    }
    ask = f"title: 물음 {number}\nquestion: 무엇입니까?\n"
    kinds = (
        f"kind: order\n{ask}steps: [가, 나, 다]\nexplanation: 풀이 {number}\n",
        f"kind: choice\n{ask}options: [{{text: 가, correct: true}}, {{text: 나 {number}}}]\n",
        f"kind: reflect\n{ask}hints: [실마리 {number}]\n",
    )
    return {**files, **shared, "exercises/one.yml": kinds[number % 3]}


def answers(files: Files, number: int) -> Files:
    """Publish the answers of the second track now, on the day after TODAY, or never."""
    path = "curriculum/tracks/second.yml"
    lines = [line for line in files[path].splitlines() if not line.startswith("answers:")]
    word = ["now", "2026-11-22", "never"][number % 3]
    return {**files, path: "\n".join([*lines, f"answers: {word}"]) + "\n"}


EDITS: tuple[Edit, ...] = (
    *(text, heading, code, title, track_title, order, add, remove, rename, picture, theme),
    *(settings, told, language, status, glossary, page, exercise, answers),
)


def write(root: Path, files: Files) -> None:
    """Make the authors' files in a folder exactly these."""
    for top in root.iterdir() if root.exists() else ():
        # What builds write is left alone: some of them may be at work.
        for file in (top, *top.rglob("*")) if top.name not in ("site", ".seodang") else ():
            if file.is_file() and file.relative_to(root).as_posix() not in files:
                file.unlink()
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != content:
            file.write_bytes(content.encode())


def built(root: Path, today: date = TODAY, jobs: int = 1) -> dict[str, bytes]:
    """Build a course and return its site."""
    settings = Settings(root=root, today=today, jobs=jobs, trusts=True)
    result = build(settings, lambda _: None)
    assert [str(problem.message) for problem in result.problems if problem.is_error] == []
    assert result.is_written
    return tree(root / "site")


def clean(root: Path, files: Files, today: date = TODAY) -> dict[str, bytes]:
    """Build files from nothing in another folder; only results of notebooks are taken along."""
    other = root.parent / "clean"
    shutil.rmtree(other, ignore_errors=True)
    write(other, files)
    outputs = root / ".seodang/store/outputs"
    if outputs.exists():
        shutil.copytree(outputs, open_state(other, {}).store / "outputs")
    return built(other, today)


def _notebook(files: Files, number: int) -> str:
    """Return the path of a lesson's notebook, but not the first's, which ends with its code."""
    paths = sorted(path for path in files if path.endswith("notebook.md"))[1:]
    return paths[number % len(paths)]


def _taught(files: Files) -> list[str]:
    listed = files["curriculum/tracks/first.yml"].rpartition("lessons: [")[2]
    return listed.partition("]")[0].split(", ")
