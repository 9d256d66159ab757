"""Plain `mkdocs build` as the oracle of our own writer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from courses import tree
from pages.quiet_courses import lesson, publish, published, quiet_course, track
from seodang.output.made_files import FILE_LIST

SETTINGS = "site_name: 이름\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
WHOLE = {
    "mkdocs.yml": SETTINGS,
    **lesson("a", "첫 <수업>", "was: [old-name]\n"),
    **lesson("b", "둘", prose="## 그림\n\n![네모](images/x.svg)\n\n$x^2$\n"),
    **lesson("c", "셋", "status: retired\n"),
    **lesson("d", "넷", "status: draft\n"),
    **track("first", "첫 과정", "a", "b"),
    **track("second", "둘째 과정", "b"),
    "lessons/b/images/x.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>\n'
    ),
    "curriculum/pages/about.md": "# 이 사이트\n\n글입니다.\n",
    "curriculum/glossary.yml": "prompt: {term: 프롬프트, definition: 부탁하는 글입니다.}\n",
}


def _mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def _pages(site: Path) -> dict[str, bytes]:
    """Return what is published: the list of files is our own writer's."""
    return {path: content for path, content in tree(site).items() if path != FILE_LIST}


def test_mkdocs_build_gives_the_same_bytes_as_our_writer(tmp_path: Path) -> None:
    root = quiet_course(tmp_path / "course", WHOLE)
    ours = _pages(published(root))
    shutil.rmtree(root / "site")
    run = _mkdocs(root)
    assert run.returncode == 0, run.stderr
    theirs = tree(root / "site")
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []


@pytest.mark.parametrize(
    "look",
    [
        {},
        {
            "theme/partials/sd/foot.html": (
                "<ul id='sd-menu'>{% for link in menu.tracks %}<li class='own'>{{ link.title }}</li>{% endfor %}</ul>"
            ),
            "theme/extra.css": ".own { background: var(--md-annotation-icon); }\n",
        },
    ],
    ids=["ours", "a partner's own"],
)
def test_a_long_track_has_the_bytes_of_mkdocs_in_every_look(
    tmp_path: Path, look: dict[str, str]
) -> None:
    names = "defghijkl"
    modules = [f"  - {{title: {n}, lessons: [{', '.join(n)}]}}\n" for n in ("defgh", "ijkl")]
    long = track("long", "긴 과정").popitem()[1].partition("  - ")[0] + "".join(modules)
    lessons = {path: text for n in names for path, text in lesson(n, n).items()}
    files = {**WHOLE, **lessons, "curriculum/tracks/long.yml": long, **look}
    root = quiet_course(tmp_path / "course", files)
    ours = _pages(published(root))
    shutil.rmtree(root / "site")
    assert _mkdocs(root).returncode == 0
    assert tree(root / "site") == ours


@pytest.mark.parametrize(
    "mistake",
    [
        {"lessons/a/lesson.yml": "title: 하나\n"},
        {"curriculum/programme.yml": "seodang: [\n"},
    ],
)
def test_mkdocs_build_stops_at_a_mistake_and_leaves_the_site(
    tmp_path: Path, mistake: dict[str, str]
) -> None:
    root = quiet_course(tmp_path / "course", WHOLE)
    before = tree(published(root))
    quiet_course(root, {**WHOLE, **mistake})
    run = _mkdocs(root)
    assert run.returncode == 1
    assert next(iter(mistake)) + ":1:" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(root / "site") == before
    assert not publish(root).is_written
    assert tree(root / "site") == before


def test_another_plugin_of_mkdocs_yml_still_works(tmp_path: Path) -> None:
    """Our writer goes through MkDocs' events, so what listens to them is heard."""
    settings = SETTINGS.replace("[seodang]", "[seodang, search]")
    root = quiet_course(tmp_path / "course", {**WHOLE, "mkdocs.yml": settings})
    result = publish(root)
    assert result.is_written
    index = (root / "site/search/search_index.json").read_text("utf-8")
    assert "lessons/a.html" in index
    assert json.dumps("안녕하세요").strip('"') in index
